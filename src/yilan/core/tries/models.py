from typing import ClassVar

from django.db import models


class TryCount(models.Model):
    """How often one source tried one thing in one window of time. Of the source only a blind index is kept."""

    source = models.CharField(max_length=32)
    window = models.DateTimeField()
    times = models.PositiveIntegerField(default=0)

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["source", "window"], name="tries_in_window")]
        indexes: ClassVar = [models.Index(fields=["window"], name="tries_age")]

    def __str__(self) -> str:
        return f"{self.window} {self.times}"
