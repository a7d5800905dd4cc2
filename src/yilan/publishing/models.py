from typing import ClassVar

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class TouchedAddress(models.Model):
    """A public address whose file may no longer be what the application would answer; written anew, the row goes."""

    path = models.CharField(_("public address"), max_length=500, unique=True)
    stamp = models.CharField(max_length=32)  # another one with every touch, so that none is lost while writing
    since = models.DateTimeField(_("touched since"), default=timezone.now)
    failure = models.TextField(_("why it could not be written"), blank=True)

    class Meta:
        verbose_name = _("touched address")
        verbose_name_plural = _("touched addresses")
        ordering: ClassVar = ["id"]

    def __str__(self) -> str:
        return self.path
