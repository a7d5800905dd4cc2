import json
import uuid
from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _

from yilan.core.sealing import SealedTextField


class EventWords(models.Model):
    """What people put in words of their own when something happened to a case: facts as JSON, sealed.

    It is apart from the event because an event never changes, and a seal does when keys are changed.
    """

    uuid = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    text = SealedTextField(_("words of an event"))

    class Meta:
        verbose_name = _("words of an event")
        verbose_name_plural = _("words of events")

    def __str__(self) -> str:
        return str(self.uuid)

    @classmethod
    def keep(cls, facts: dict[str, Any]) -> "EventWords":
        """Write facts sealed and return their row."""
        return cls.objects.create(text=json.dumps(facts, ensure_ascii=False))

    def opened(self) -> dict[str, Any]:
        """Return the facts."""
        found: dict[str, Any] = json.loads(self.text)
        return found
