from django.db import models


class IndexCounter(models.Model):
    """The last serial given out under one scope (an index number without its serial). It only grows."""

    scope = models.CharField(max_length=150, unique=True)
    last = models.PositiveIntegerField(default=0)

    def __str__(self) -> str:
        return f"{self.scope} {self.last}"
