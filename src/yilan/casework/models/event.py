from typing import Any, ClassVar, NoReturn

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from yilan.casework.models.case import Case
from yilan.casework.procedures import EventKind


class Kept(models.QuerySet["CaseEvent"]):
    """Events are added and read; neither one nor many are changed or removed (migration `0002` refuses it again)."""

    def update(self, **_values: object) -> NoReturn:
        """Refuse: what happened stays."""
        raise TypeError("A case's event is never changed; annul it")

    def delete(self) -> NoReturn:
        """Refuse: what happened stays."""
        raise TypeError("A case's event is never deleted; annul it")


class CaseEvent(models.Model):
    """Something that happened to a case.

    `on` is the day that counts in law, `at` when it was entered. `hand` says whose act it was; `actor` is the member
    of staff who entered it. `facts` are those that the procedure asks for. Personal data do not belong there: a party
    is named by its key.
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
    facts = models.JSONField(_("facts"), default=dict)

    objects = Kept.as_manager()

    class Meta:
        verbose_name = _("event of a case")
        verbose_name_plural = _("events of cases")
        ordering: ClassVar = ["case", "sequence"]
        constraints: ClassVar = [models.UniqueConstraint(fields=["case", "sequence"], name="case_event_once")]
        indexes: ClassVar = [models.Index(fields=["kind", "on"], name="case_event_kind")]

    def __str__(self) -> str:
        return f"{self.case} {self.sequence} {self.kind}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Write a new event; an existing one is refused."""
        if self.pk is not None:
            raise TypeError("A case's event is never changed; annul it")
        super().save(*args, **kwargs)

    def delete(self, *_args: Any, **_kwargs: Any) -> NoReturn:
        """Refuse: what happened stays."""
        raise TypeError("A case's event is never deleted; annul it")

    @property
    def definition(self) -> EventKind:
        """What the procedure says of this kind of event."""
        return self.case.procedure.events[self.kind]
