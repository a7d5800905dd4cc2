"""The records that speak of others, or of which others speak: their pages name each other."""

from itertools import chain
from typing import Any

from django.db.models import Q, QuerySet

from yilan.disclosure.models import Publication, RecordPage, Version


def neighbours(publications: QuerySet[Publication]) -> set[str]:
    """Return the index numbers of all that now interpret, supersede or rest on some records, or the other way round."""
    links: Any = RecordPage.supersedes.through.objects
    keys = publications.values("record")
    # One question each: asked all at once, a database looks at every record whether any of them fits.
    near = (
        Q(record__in=links.filter(from_recordpage__in=keys).values("to_recordpage")),
        Q(record__in=links.filter(to_recordpage__in=keys).values("from_recordpage")),
        Q(record__in=publications.exclude(interprets=None).values("interprets")),
        Q(interprets__in=keys),
        Q(record__in=RecordPage.objects.filter(validity_changed_by__in=keys).values("pk")),
    )
    found = (Publication.objects.filter(one).order_by().values_list("index_number", flat=True) for one in near)
    return set(chain.from_iterable(found))


def former_neighbours(record: int) -> set[str]:
    """Return the index numbers of all of which a version of a record speaks, also those of which it speaks no more."""
    keys: set[int | None] = set()
    fields = ("content__interprets", "content__supersedes")
    for interprets, supersedes in Version.objects.filter(record=record).values_list(*fields):
        keys |= {interprets, *supersedes}
    found = Publication.objects.filter(record__in=keys - {None})
    return set(found.values_list("index_number", flat=True))
