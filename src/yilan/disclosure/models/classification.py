"""The facets of a record. The tree of ownership is another thing: see `organizations`."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from yilan.organizations.models import Agency


class Column(models.Model):
    """A column (栏目) of the portal. Seven stand at the top; what lies below them is the district's own."""

    class Kind(models.TextChoices):
        PORTAL = "portal", _("portal column")
        PLATFORM = "platform", _("disclosure platform")  # 国办公开办函〔2019〕61号

    slug = models.SlugField(_("address"), max_length=60, unique=True)
    name = models.CharField(_("name"), max_length=60)
    parent = models.ForeignKey(
        "self", verbose_name=_("above it"), null=True, blank=True, on_delete=models.PROTECT, related_name="children"
    )
    kind = models.CharField(_("kind"), max_length=10, choices=Kind, default=Kind.PORTAL)
    description = models.CharField(_("description"), max_length=300)
    keywords = models.CharField(_("keywords"), max_length=200)
    column_type = models.CharField(_("column type"), max_length=40)
    owner = models.ForeignKey(
        Agency, verbose_name=_("kept by"), null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    order = models.PositiveIntegerField(_("order"), default=0)
    retired_on = models.DateField(_("retired on"), null=True, blank=True)

    class Meta:
        verbose_name = _("column")
        verbose_name_plural = _("columns")
        ordering: ClassVar = ["order", "slug"]

    def __str__(self) -> str:
        return f"{self.parent.name} / {self.name}" if self.parent else self.name


class Theme(models.Model):
    """A theme of the State Council's list (主题分类)."""

    code = models.CharField(_("code"), max_length=10, unique=True)
    name = models.CharField(_("name"), max_length=60)
    parent = models.ForeignKey("self", null=True, blank=True, on_delete=models.PROTECT, related_name="children")
    valid_from = models.DateField(_("valid from"))
    source = models.CharField(_("source"), max_length=200)

    class Meta:
        verbose_name = _("theme")
        verbose_name_plural = _("themes")
        ordering: ClassVar = ["code"]

    def __str__(self) -> str:
        return self.name


class Genre(models.Model):
    """A genre: one of the fifteen kinds of official document, or one of the site's own."""

    code = models.SlugField(_("code"), max_length=30, unique=True)
    name = models.CharField(_("name"), max_length=30)
    official = models.BooleanField(_("kind of official document"), default=False)
    order = models.PositiveIntegerField(_("order"), default=0)
    source = models.CharField(_("source"), max_length=200)

    class Meta:
        verbose_name = _("genre")
        verbose_name_plural = _("genres")
        ordering: ClassVar = ["order", "code"]

    def __str__(self) -> str:
        return self.name


class StatutoryItem(models.Model):
    """One duty of proactive disclosure (articles 20 and 21 of the Regulation of 2019)."""

    code = models.CharField(_("code"), max_length=10, unique=True)
    name = models.CharField(_("name"), max_length=120)
    short_name = models.CharField(_("short name"), max_length=20)
    article = models.CharField(_("article"), max_length=60)
    levels = models.JSONField(_("levels of agency that it binds"), default=list)
    order = models.PositiveIntegerField(_("order"), default=0)
    source = models.CharField(_("source"), max_length=200)

    class Meta:
        verbose_name = _("statutory item")
        verbose_name_plural = _("statutory items")
        ordering: ClassVar = ["order", "code"]

    def __str__(self) -> str:
        return self.name

    @property
    def series(self) -> str:
        """The code of the article that founds it: "20" of "20-11"."""
        return self.code.partition("-")[0]
