"""Guide and catalogue (article 12): compiled from organisation and records, every revision kept."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from yilan.organizations.models import Agency


class ProductVersion(models.Model):
    """One revision of a compiled product."""

    agency = models.ForeignKey(Agency, verbose_name=_("agency"), on_delete=models.PROTECT, related_name="+")
    number = models.PositiveIntegerField(_("revision"))
    compiled_at = models.DateTimeField(_("compiled at"))
    compiled_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("compiled by"), null=True, on_delete=models.PROTECT, related_name="+"
    )
    note = models.CharField(_("what changed"), max_length=300, blank=True)
    content = models.JSONField()
    content_hash = models.CharField(max_length=64)

    class Meta:
        abstract = True
        ordering: ClassVar = ["agency", "-number"]

    def __str__(self) -> str:
        return f"{self.agency} {self.number}"


class GuideVersion(ProductVersion):
    """A revision of an agency's disclosure guide (信息公开指南)."""

    class Meta(ProductVersion.Meta):
        verbose_name = _("guide revision")
        verbose_name_plural = _("guide revisions")
        constraints: ClassVar = [models.UniqueConstraint(fields=["agency", "number"], name="guide_number_once")]


class CatalogueVersion(ProductVersion):
    """A revision of an agency's disclosure catalogue (信息公开目录)."""

    class Meta(ProductVersion.Meta):
        verbose_name = _("catalogue revision")
        verbose_name_plural = _("catalogue revisions")
        constraints: ClassVar = [models.UniqueConstraint(fields=["agency", "number"], name="catalogue_number_once")]
