"""Who holds what is sealed: every `SealedTextField` of the house, and the stores of files that rooms register.

Rotation and the count of what a key still opens know only these. What is sealed elsewhere would lose its key.
"""

from collections.abc import Callable, Iterator, Sequence
from typing import Any, Protocol

from django.apps import apps
from django.db import models, transaction

from yilan.core.jobs.faults import fault_point
from yilan.core.sealing.fields import Sealed, SealedTextField
from yilan.core.sealing.tokens import Head, SealBroken, seal

READ = 1000  # rows at once


class Holder(Protocol):
    """A place with many sealed things, each with a name that finds it again."""

    name: str

    def heads(self) -> Iterator[tuple[Any, Head | None]]:
        """Yield every thing's name and with what it is sealed; None for what is no seal."""

    def seal_anew(self, things: Sequence[Any]) -> int:
        """Seal things with the newest key, all or each at once, and return how many could not be opened.

        What has changed or gone meanwhile is left alone.
        """


class Column:
    """The values of one sealed field."""

    def __init__(self, field: SealedTextField) -> None:
        self.field = field
        self.name = f"{field.model._meta.label_lower}.{field.attname}"
        self.rows: models.QuerySet[Any] = field.model._base_manager.all()  # noqa: SLF001 - the default one may hide rows

    def heads(self) -> Iterator[tuple[Any, Head | None]]:
        """Yield primary keys with heads."""
        filled = self.rows.filter(**{f"{self.field.attname}__isnull": False}).order_by("pk")
        values = filled.values_list("pk", self.field.attname)
        found = list(values[:READ])
        while found:  # nothing is kept open between: on SQLite, a reader that then writes finds itself overtaken
            for key, value in found:
                yield key, value.head
            found = list(values.filter(pk__gt=found[-1][0])[:READ])

    @transaction.atomic
    def seal_anew(self, things: Sequence[Any]) -> int:
        """Seal rows with the newest key in one transaction; a value that was saved meanwhile stays."""
        broken = 0
        rows = self.rows.filter(pk__in=things).values_list("pk", self.field.key_field.attname, self.field.attname)
        for row, key, old in rows:
            place = self.field.place_at(key)
            try:
                new = Sealed(seal(old.open(place), place=place))
            except SealBroken:  # it is in the log with its place; the others go on
                broken += 1
                continue
            self.rows.filter(**{"pk": row, self.field.attname: old}).update(**{self.field.attname: new})
        fault_point("keys.before-commit")
        return broken


_stores: dict[str, Callable[[], Holder]] = {}


def register_holder(name: str, holder: Callable[[], Holder]) -> None:
    """Let a room's sealed files take part; call it in `apps.ready()`."""
    _stores[name] = holder


def anything_sealed() -> bool:
    """Tell whether anybody holds something sealed."""
    return any(head for holder in holders() for _thing, head in holder.heads())


def holders() -> Iterator[Holder]:
    """Yield all: columns in the order of the rooms, then the stores of files."""
    for model in apps.get_models():
        if not model._meta.proxy:
            for field in model._meta.local_fields:
                if isinstance(field, SealedTextField):
                    yield Column(field)
    for store in _stores.values():
        yield store()
