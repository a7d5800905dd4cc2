"""What the room keeps: the versions of templates that offices brought."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class PaperTemplate(models.Model):
    """A version of a template. The newest of a code stands; one without a file goes back to the shipped text."""

    code = models.SlugField(_("code"), max_length=60)
    version = models.PositiveIntegerField(_("version"))
    docx = models.BinaryField(blank=True, default=b"")
    sha256 = models.CharField(max_length=64, blank=True)
    note = models.CharField(_("what was changed"), max_length=200)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, verbose_name=_("person"))
    at = models.DateTimeField(_("time"), default=timezone.now)

    class Meta:
        verbose_name = _("paper template")
        verbose_name_plural = _("paper templates")
        ordering: ClassVar = ["code", "-version"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["code", "version"], name="paper_template_version_once")
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.version}"

    @property
    def is_shipped(self) -> bool:
        """Tell whether this version went back to the text that came with the platform."""
        return not self.sha256
