"""How many records a list has, for many columns at once."""

from collections.abc import Collection
from dataclasses import replace

from django.db.models import Count, Exists, OuterRef, Q

from yilan.disclosure.models import Column, PublicationColumn
from yilan.disclosure.queries.published.filters import Wanted, find


def count_in_columns(wanted: Wanted, slugs: Collection[str]) -> dict[str, int]:
    """Return how many of the wanted records stand in each column or below it, under "" how many there are in all.

    Each number is that of the list under the same filters. Two queries.
    """
    names = {slug: f"in_{number}" for number, slug in enumerate(sorted(slugs))}
    keys: dict[str, list[int]] = {slug: [] for slug in names}
    rows = Column.objects.filter(Q(slug__in=names) | Q(parent__slug__in=names)) if names else Column.objects.none()
    for key, slug, parent in rows.values_list("pk", "slug", "parent__slug"):
        for one in {slug, parent} & keys.keys():
            keys[one].append(key)
    stands = PublicationColumn.objects.filter(publication=OuterRef("pk"))
    counts = {name: Count("pk", filter=Exists(stands.filter(column__in=keys[slug]))) for slug, name in names.items()}
    found = find(replace(wanted, column="")).order_by().aggregate(every=Count("pk"), **counts)
    return {"": found["every"]} | {slug: found[name] for slug, name in names.items()}
