"""Names of the values of filters, and the order in which their choices stand."""

from collections.abc import Callable, Mapping

from django.db.models import QuerySet
from django.utils.functional import Promise

from yilan.disclosure.models import Column, Genre, StatutoryItem, Theme, Validity
from yilan.disclosure.queries.published.filters import Choice
from yilan.organizations.models import Agency
from yilan.search.kinds import kinds

Names = Mapping[str, str | Promise]


def choices(facet: str, counts: dict[str, int]) -> list[Choice]:
    """Return the values of a facet with their names and counts; one that has no name any more is left out."""
    names = _NAMES[facet](counts) if counts else {}
    found = [Choice(value, str(names[value]), count) for value, count in counts.items() if value in names]
    if facet == "year":
        return sorted(found, key=lambda choice: choice.value, reverse=True)
    if facet == "validity":
        return sorted(found, key=lambda choice: Validity.values.index(choice.value))
    return sorted(found, key=lambda choice: (-choice.count, choice.value))


def _named(rows: QuerySet, code: str, name: str) -> Callable[[dict[str, int]], Names]:
    # Measured: reading all of a few dozen names takes a third of the time of asking for those that are needed.
    return lambda _counts: dict(rows.order_by().values_list(code, name))


_NAMES: dict[str, Callable[[dict[str, int]], Names]] = {
    "kind": lambda _counts: {kind.name: kind.label for kind in kinds()},
    "agency": _named(Agency.objects.all(), "code", "short_name"),
    "column": _named(Column.objects.filter(parent=None, kind=Column.Kind.PORTAL), "slug", "name"),
    "theme": _named(Theme.objects.all(), "code", "name"),
    "genre": _named(Genre.objects.all(), "code", "name"),
    "item": _named(StatutoryItem.objects.all(), "code", "short_name"),
    "year": lambda counts: {year: year for year in counts},
    "validity": lambda _counts: dict(Validity.choices),
}
