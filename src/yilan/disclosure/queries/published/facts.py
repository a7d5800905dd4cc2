"""All counts of the overview at once, for a script that filters without asking again."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import Any

from django.db.models import Count, Max, QuerySet

from yilan.disclosure.models import Genre, PublicationColumn, StatutoryItem
from yilan.disclosure.queries.published.counts import part_of_day
from yilan.disclosure.queries.published.filters import Wanted, find
from yilan.disclosure.queries.published.overview import top_slugs
from yilan.disclosure.queries.published.places import in_several
from yilan.organizations.models import Agency

NAMES = ("agency", "item", "genre", "columns", "audience")
Counted = tuple[int, int | None, int | None, str, Iterable[int], str, str, int]


def facts() -> dict[str, Any]:
    """Return the counts of all that is listed.

    `names` are the lists into which the numbers of a fact point; `facts` are rows of agency, item (-1: none), genre
    (-1: none), set of top columns, audience, year, month, newest day of the month, count. Seven queries.
    """
    counted = _by_names()
    names = [sorted({key[place] for key in counted} - {None}) for place in range(len(NAMES))]
    number = [{name: n for n, name in enumerate(values)} | {None: -1} for values in names]
    rows = sorted(
        [*(number[place][key[place]] for place in range(len(NAMES))), int(key[-1][:4]), int(key[-1][5:]), *fact]
        for key, fact in counted.items()
    )
    return {"names": dict(zip(NAMES, names, strict=True)), "facts": rows}


def _by_names() -> dict[tuple[Any, ...], list[int]]:
    """Return newest day of the month and count, by the names of a fact and its month (`2014-05`)."""
    agencies = dict(Agency.objects.values_list("pk", "code"))
    items = dict(StatutoryItem.objects.values_list("pk", "code"))
    genres = dict(Genre.objects.values_list("pk", "code"))
    tops = top_slugs()
    found: defaultdict[tuple[Any, ...], list[int]] = defaultdict(lambda: [0, 0])
    for agency, item, genre, audience, columns, month, newest, count in _counted():
        stands = tuple(sorted({tops[column] for column in columns if column in tops}))
        fact = found[agencies[agency], items.get(item or 0), genres.get(genre or 0), stands, audience, month]
        fact[0], fact[1] = max(fact[0], int(newest[-2:])), fact[1] + count
    return found


def _counted() -> Iterator[Counted]:
    """Yield keys, audience, columns, month, newest day and count; the few records in several columns each alone."""
    listed = find(Wanted(audience="all")).order_by()
    fields = ("agency", "statutory_item", "genre", "audience")
    days = {"month": part_of_day(1, 7), "day": part_of_day(1, 10)}
    rest = listed.exclude(pk__in=in_several()).annotate(**days).values_list(*fields, "places__column", "month")
    for *known, column, month, newest, count in rest.annotate(newest=Max("day"), n=Count("pk")):
        yield *known, [column], month, newest, count
    columns = _columns_of(in_several())
    for key, *known, day in listed.filter(pk__in=columns).annotate(**days).values_list("pk", *fields, "day"):
        yield *known, columns[key], day[:7], day, 1


def _columns_of(publications: QuerySet[Any]) -> dict[int, list[int]]:
    found: defaultdict[int, list[int]] = defaultdict(list)
    places = PublicationColumn.objects.filter(publication__in=publications).order_by()
    for publication, column in places.values_list("publication", "column"):
        found[publication].append(column)
    return dict(found)
