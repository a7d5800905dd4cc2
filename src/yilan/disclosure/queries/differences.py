"""Names of what contents name by code, so that differences read in words."""

from collections.abc import Iterable
from typing import Any

from django.db.models import Model, QuerySet

from yilan.disclosure.models import Column, Genre, RecordPage, StatutoryItem, Theme
from yilan.organizations.models import Agency

SOURCES: dict[type[Model], tuple[str, str, tuple[str, ...]]] = {
    Agency: ("code", "name", ("community", "issuers", "concerned", "duties")),
    Column: ("slug", "name", ("columns",)),
    Theme: ("code", "name", ("themes",)),
    Genre: ("code", "name", ("genre",)),
    StatutoryItem: ("code", "short_name", ("statutory_item",)),
    RecordPage: ("pk", "title", ("interprets", "supersedes")),
}


def names_in(fields: Iterable[str], *contents: dict[str, Any]) -> dict[str, dict[Any, str]]:
    """Return the names of all codes that stand in these fields of the contents: at most one query for each model."""
    wanted = set(fields)
    found: dict[str, dict[Any, str]] = {}
    for model, (key, name, places) in SOURCES.items():
        codes = {code for place in places if place in wanted for content in contents for code in _codes(content, place)}
        if codes:
            names = dict(_rows(model).filter(**{f"{key}__in": codes}).values_list(key, name))
            found |= dict.fromkeys(places, names)
    return found


def _rows(model: type[Model]) -> QuerySet[Any]:
    return model._default_manager.all()


def _codes(content: dict[str, Any], place: str) -> list[Any]:
    value = content.get(place)
    if place == "duties":
        return [duty["holder"] for duty in value or [] if duty["holder"]]
    if value is None:
        return []
    return value if isinstance(value, list) else [value]
