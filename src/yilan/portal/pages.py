"""The parts of a page that head tags and breadcrumbs are made of (网页标签, 政府网站发展指引, 国办发〔2017〕47号)."""

from dataclasses import dataclass
from datetime import datetime

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from yilan.disclosure.models import Column


@dataclass(frozen=True)
class Crumb:
    """One step of the way back; the last has no address."""

    name: str | Promise
    address: str = ""


@dataclass(frozen=True)
class HeadColumn:
    """The four column tags."""

    name: str | Promise
    description: str | Promise
    keywords: str | Promise
    column_type: str | Promise

    @classmethod
    def of(cls, column: Column) -> "HeadColumn":
        """Return the tags of a column of the portal."""
        return cls(column.name, column.description, column.keywords, column.column_type)


@dataclass(frozen=True)
class HeadArticle:
    """The three tags that a record must have, and those that it may have."""

    title: str
    published_at: datetime
    source: str
    keywords: str = ""
    description: str = ""
    image: str = ""


PLATFORM = HeadColumn(
    _("Government information disclosure"),
    _("Statutory disclosure of all agencies of the district: guides, rules, content to be disclosed, yearly reports."),
    _("government information disclosure,guide,catalogue,rules,yearly report"),
    _("Disclosure guide, catalogue and yearly report"),
)


def platform_page(name: str | Promise, description: str | Promise) -> HeadColumn:
    """Return the tags of a page of the disclosure platform that is no column of its own."""
    return HeadColumn(name, description, PLATFORM.keywords, PLATFORM.column_type)


def column_crumbs(column: Column, *, last: bool = True) -> list[Crumb]:
    """Return the way to a column; without an address for the column itself when it is the page."""
    above = column_crumbs(column.parent, last=False) if column.parent else []
    own = "" if last else reverse("portal:column", args=[column.slug])
    return [*above, Crumb(column.name, own)]
