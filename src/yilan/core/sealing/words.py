import json
import uuid
from collections.abc import Mapping
from typing import Any, Self

from django.db import models

from yilan.core.sealing.fields import SealedTextField


class SealedWords(models.Model):
    """A row of sealed words, as JSON, that a row which never changes points to: a seal does change, with the keys."""

    uuid = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    text = SealedTextField()

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return str(self.uuid)

    @classmethod
    def keep(cls, told: Mapping[str, Any]) -> Self:
        """Write words sealed and return their row."""
        row = cls(text=json.dumps(dict(told), ensure_ascii=False))
        row.save(force_insert=True)
        return row

    def opened(self) -> dict[str, Any]:
        """Return the words."""
        found: dict[str, Any] = json.loads(self.text)
        return found
