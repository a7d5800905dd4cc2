from collections import defaultdict
from typing import Any

from django.db.models import Q

from yilan.disclosure.models import Publication, StatutoryItem
from yilan.disclosure.queries.published.visible import STANDING_PUBLIC
from yilan.organizations.models import Agency

FIELDS = ("index_number", "title", "summary", "written_on", "published_on", "statutory_item")


def catalogue_of(agency: Agency) -> dict[str, Any]:
    """Return an agency's catalogue: `groups` by statutory item, each with `rows` of index number, title, summary, days.

    Every item that binds the agency has a group, an empty one too, so that gaps are seen. Three queries.
    """
    rows: dict[int | None, list[dict[str, str]]] = defaultdict(list)
    found = Publication.objects.filter(STANDING_PUBLIC & Q(agency=agency)).order_by("published_at", "id")
    for publication in found.only(*FIELDS):
        rows[publication.statutory_item_id].append(row_of(publication))
    groups = [_group(item, agency, rows.pop(item.pk, [])) for item in StatutoryItem.objects.all()]
    others = [row for rest in rows.values() for row in rest]
    shown: list[dict[str, Any]] = [group for group in groups if group["binding"] or group["rows"]]
    if others:
        shown.append({"code": "", "name": "", "article": "", "binding": False, "rows": others})
    return {
        "agency": agency.code,
        "name": agency.name,
        "total": sum(len(group["rows"]) for group in shown),
        "groups": shown,
    }


def row_of(publication: Publication) -> dict[str, str]:
    """Return a record as a row of a catalogue: index number, title, summary (内容概述), day of writing (生成日期)."""
    return {
        "index_number": publication.index_number,
        "title": publication.title,
        "summary": publication.summary,
        "written_on": publication.written_on.isoformat() if publication.written_on else "",
        "published_on": publication.published_on.isoformat(),
    }


def _group(item: StatutoryItem, agency: Agency, rows: list[dict[str, str]]) -> dict[str, Any]:
    return {
        "code": item.code,
        "name": item.name,
        "article": item.article,
        "binding": agency.level in item.levels,
        "rows": rows,
    }
