from typing import ClassVar

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class Event(models.Model):
    """Something that happened, written in the same transaction as the change: the outbox."""

    name = models.CharField(_("event"), max_length=60, db_index=True)
    at = models.DateTimeField(_("time"), default=timezone.now)
    subject_type = models.CharField(max_length=80)
    subject_id = models.CharField(max_length=80)
    payload = models.JSONField(default=dict)

    class Meta:
        verbose_name = _("event")
        verbose_name_plural = _("events")
        ordering: ClassVar = ["id"]
        indexes: ClassVar = [models.Index(fields=["subject_type", "subject_id"], name="event_subject")]

    def __str__(self) -> str:
        return f"{self.name} {self.subject_type} {self.subject_id}"
