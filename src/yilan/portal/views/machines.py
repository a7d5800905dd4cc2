"""What machines read: feeds, site maps, robots.txt."""

import re
from datetime import UTC, datetime
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.feedgenerator import Atom1Feed
from django.utils.html import escape
from django.utils.translation import gettext as _
from django.utils.xmlutils import SimplerXMLGenerator
from django.views.decorators.http import require_safe

from yilan.access.asking import online_forms
from yilan.disclosure.models import Publication
from yilan.disclosure.queries.published import columns, maps
from yilan.organizations.queries import agency_by_code, agency_tree
from yilan.portal.context import absolute, site

PAGES = ("home", "platform", "agencies", "rulebook", "leading_group", "access", "contact", "sitemap", "accessibility")
XML = "application/xml; charset=utf-8"
# XML 1.0, 2.2. Office programs leave some of these in what is pasted into a title.
NOT_IN_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")


@require_safe
def feed(request: HttpRequest) -> HttpResponse:
    """Return the newest records of all agencies as Atom."""
    return _feed(request, _("Newest records"), reverse("portal:records"), maps.feed_rows())


@require_safe
def column_feed(request: HttpRequest, slug: str) -> HttpResponse:
    """Return the newest records of a column as Atom."""
    column = columns.column_at(slug)
    return _feed(request, str(column), reverse("portal:column", args=[slug]), maps.column_feed_rows(column))


@require_safe
def agency_feed(request: HttpRequest, code: str) -> HttpResponse:
    """Return the newest records of an agency as Atom."""
    agency = agency_by_code(code)
    return _feed(request, agency.name, reverse("portal:agency", args=[code]), maps.agency_feed_rows(agency.pk))


@require_safe
def sitemap_index(request: HttpRequest) -> HttpResponse:
    """Return the list of the site map's parts."""
    parts = [reverse("portal:sitemap_part", args=[year, part]) for year, part in maps.parts()]
    addresses = [absolute(address) for address in (reverse("portal:sitemap_pages"), *parts)]
    return render(request, "portal/sitemap_index.xml", {"addresses": addresses}, content_type=XML)


@require_safe
def sitemap_pages(request: HttpRequest) -> HttpResponse:
    """Return the addresses of the pages that are no records."""
    paths = [reverse(f"portal:{name}") for name in PAGES]
    for shelf in columns.column_map():
        paths += [reverse("portal:column", args=[one.column.slug]) for one in (shelf, *shelf.below)]
    for top in agency_tree():
        paths += [reverse("portal:agency", args=[node.agency.code]) for node in top.walk()]
    entries = [{"address": absolute(path), "changed": None} for path in paths]
    return render(request, "portal/sitemap_part.xml", {"entries": entries}, content_type=XML)


@require_safe
def sitemap_part(request: HttpRequest, year: int, part: int) -> HttpResponse:
    """Return the addresses of one part of the records."""
    entries = [{"address": _address(row), "changed": row.updated_at} for row in maps.part(year, part)]
    if not entries:
        raise Http404
    return render(request, "portal/sitemap_part.xml", {"entries": entries}, content_type=XML)


@require_safe
def robots(request: HttpRequest) -> HttpResponse:  # noqa: ARG001 - the signature of a view
    """Say to robots that everything public may be read, and where the site map is."""
    forms = [reverse("portal:access_begin", args=[form]) for form in online_forms().values()]
    closed = ("/office/", *forms, reverse("portal:access_status"))
    site_map = f"Sitemap: {absolute(reverse('portal:sitemap_index'))}"
    lines = ["User-agent: *", *(f"Disallow: {path}" for path in closed), site_map, ""]
    return HttpResponse("\n".join(lines), content_type="text/plain; charset=utf-8")


def _address(publication: Publication) -> str:
    return absolute(reverse("portal:record", args=[publication.index_number]))


class Feed(Atom1Feed):
    """An Atom feed that says the same as long as its records do; Django's gives an empty one the present moment."""

    def latest_post_date(self) -> datetime:
        """Return when the newest item changed; the beginning of time for none."""
        return super().latest_post_date() if self.items else datetime(1970, 1, 1, tzinfo=UTC)

    def add_item_elements(self, handler: SimplerXMLGenerator, item: dict[str, Any]) -> None:
        """Name beside the page of a record its document for programs."""
        super().add_item_elements(handler, item)
        handler.addQuickElement("link", attrs={"rel": "alternate", "type": "application/json", "href": item["json"]})


def _feed(request: HttpRequest, title: str, page: str, rows: list[Publication]) -> HttpResponse:
    feed = Feed(
        title=f"{title} - {site(request)['site_name']()}",
        link=absolute(page),
        description=None,
        language="zh-Hans",
        feed_url=absolute(request.path),
        feed_guid=absolute(request.path),
    )
    for row in rows:
        feed.add_item(
            title=NOT_IN_XML.sub(" ", row.title),
            link=_address(row),
            unique_id=_address(row),
            description=escape(NOT_IN_XML.sub(" ", row.summary)),  # Django calls every summary HTML
            author_name=row.agency.name,
            pubdate=row.published_at,
            updateddate=row.updated_at,
            json=absolute(reverse("portal:record_json", args=[row.index_number])),
        )
    return HttpResponse(feed.writeString("utf-8"), content_type="application/atom+xml; charset=utf-8")
