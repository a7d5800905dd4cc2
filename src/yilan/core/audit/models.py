from functools import cached_property
from typing import Any, ClassVar

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from yilan.core.sealing import SealedTextField
from yilan.core.sealing.words import SealedWords


class AuditWords(SealedWords):
    """What people said of a deed in words of their own, where it may name somebody: reasons, purposes, names of files.

    It is apart from the entry because an entry never changes, and a seal does when keys are changed.
    """

    text = SealedTextField(_("words of an audit entry"))

    class Meta:
        verbose_name = _("words of an audit entry")
        verbose_name_plural = _("words of audit entries")


class GrowingOnly(models.QuerySet["AuditEntry"]):
    """Rows are added and read; changing or removing many at once is refused as changing one is."""

    def update(self, **_values: object) -> int:
        """Refuse: what was written stays."""
        raise TypeError("An audit entry is never changed")

    def delete(self) -> tuple[int, dict[str, int]]:
        """Refuse: the trail only grows."""
        raise TypeError("An audit entry is never deleted")


class AuditEntry(models.Model):
    """Who did what to which thing, when and from where. Rows are written once and never changed.

    `roles` are those that the person held then, `role@agency code`; None in rows of the time before this was noted.
    What was said of it lies in `detail`, and sealed in `words` where it may name somebody: `told` is both.
    """

    at = models.DateTimeField(_("time"), default=timezone.now, db_index=True)
    actor = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("person"), null=True, on_delete=models.PROTECT, related_name="+"
    )
    actor_name = models.CharField(_("name at that time"), max_length=120)
    roles = models.JSONField(_("roles at that time"), null=True)
    action = models.CharField(_("action"), max_length=80, db_index=True)
    subject_type = models.CharField(_("kind of thing"), max_length=80)
    subject_id = models.CharField(_("number of the thing"), max_length=80)
    subject_label = models.CharField(_("thing"), max_length=300)
    agency_code = models.CharField(_("agency code"), max_length=60, blank=True, db_index=True)
    detail = models.JSONField(_("detail"), default=dict)
    words = models.OneToOneField(AuditWords, null=True, on_delete=models.PROTECT, related_name="entry")
    address = models.GenericIPAddressField(_("network address"), null=True)

    objects = GrowingOnly.as_manager()

    class Meta:
        verbose_name = _("audit entry")
        verbose_name_plural = _("audit trail")
        ordering: ClassVar = ["-id"]
        indexes: ClassVar = [models.Index(fields=["subject_type", "subject_id"], name="audit_subject")]

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d %H:%M} {self.actor_name} {self.action} {self.subject_label}"

    def save(self, *args: object, **kwargs: object) -> None:
        """Write a new row; an existing one is refused."""
        if self.pk is not None:
            raise TypeError("An audit entry is never changed")
        super().save(*args, **kwargs)

    def delete(self, *_args: object, **_kwargs: object) -> tuple[int, dict[str, int]]:
        """Refuse: the trail only grows."""
        raise TypeError("An audit entry is never deleted")

    @cached_property
    def told(self) -> dict[str, Any]:
        """The detail with the sealed words, which this opens."""
        return self.detail | (self.words.opened() if self.words else {})
