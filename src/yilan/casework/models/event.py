from collections.abc import Mapping
from functools import cached_property
from typing import Any, ClassVar, NoReturn

from django.conf import settings
from django.db import models, transaction
from django.utils.translation import gettext_lazy as _

from yilan.casework.models.case import Case
from yilan.casework.models.words import EventWords
from yilan.casework.procedures import EventKind
from yilan.casework.words import EventFacts, divided


class Kept(models.QuerySet["CaseEvent"]):
    """Events are added and read; neither one nor many are changed or removed (migration `0002` refuses it again)."""

    def update(self, **_values: object) -> NoReturn:
        """Refuse: what happened stays."""
        raise TypeError("A case's event is never changed; annul it")

    def delete(self) -> NoReturn:
        """Refuse: what happened stays."""
        raise TypeError("A case's event is never deleted; annul it")


class WithWords(models.Manager["CaseEvent"]):
    """Reads events together with their sealed words, so that a case's history asks once."""

    def get_queryset(self) -> Kept:
        """Return all events."""
        return Kept(self.model, using=self._db).select_related("words")


class CaseEvent(models.Model):
    """Something that happened to a case.

    `on` is the day that counts in law, `at` when it was entered. `hand` says whose act it was; `actor` is the member
    of staff who entered it. `facts` are those that the procedure asks for; what of them are somebody's words lies
    sealed in `words`, the rest as `stated`. A party is named by its key.
    """

    class Hand(models.TextChoices):
        STAFF = "staff", _("staff")
        APPLICANT = "applicant", _("applicant")
        SYSTEM = "system", _("system")

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="events")
    sequence = models.PositiveIntegerField(_("sequence"))
    kind = models.CharField(_("what happened"), max_length=40)
    on = models.DateField(_("day"))
    at = models.DateTimeField(_("entered at"))
    hand = models.CharField(_("whose act"), max_length=10, choices=Hand)
    actor = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("person"), null=True, on_delete=models.PROTECT, related_name="+"
    )
    stated = models.JSONField(_("facts"), default=dict)
    words = models.OneToOneField(EventWords, null=True, on_delete=models.PROTECT, related_name="event")

    objects = WithWords()

    class Meta:
        verbose_name = _("event of a case")
        verbose_name_plural = _("events of cases")
        ordering: ClassVar = ["case", "sequence"]
        constraints: ClassVar = [models.UniqueConstraint(fields=["case", "sequence"], name="case_event_once")]
        indexes: ClassVar = [models.Index(fields=["kind", "on"], name="case_event_kind")]

    def __str__(self) -> str:
        return f"{self.case} {self.sequence} {self.kind}"

    @transaction.atomic
    def save(self, *args: Any, **kwargs: Any) -> None:
        """Write a new event and seal its words; an existing one is refused."""
        if self.pk is not None:
            raise TypeError("A case's event is never changed; annul it")
        if self._told:
            self.words = EventWords.keep(self._told)
        super().save(*args, **kwargs)

    def delete(self, *_args: Any, **_kwargs: Any) -> NoReturn:
        """Refuse: what happened stays."""
        raise TypeError("A case's event is never deleted; annul it")

    @classmethod
    def stating(cls, facts: Mapping[str, Any], **fields: Any) -> "CaseEvent":
        """Return an event with its facts, not written yet."""
        event = cls(**fields)
        event.stated, event._told = divided(event.case.procedure.events.get(event.kind), facts)
        return event

    @property
    def facts(self) -> Mapping[str, Any]:
        """What was stated, words included."""
        return EventFacts(self.stated, lambda: self._told)

    @cached_property
    def _told(self) -> dict[str, Any]:
        return self.words.opened() if self.words else {}

    @property
    def definition(self) -> EventKind:
        """What the procedure says of this kind of event."""
        return self.case.procedure.events[self.kind]
