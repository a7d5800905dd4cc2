"""Whether the index holds what the database says, no more and no less."""

from dataclasses import dataclass

from yilan.core.events.marks import undelivered
from yilan.search.building import Progress, made
from yilan.search.engines.chosen import engine
from yilan.search.engines.entries import stamp_of
from yilan.search.kinds import NOTE, documents_of, touched_by
from yilan.search.models import OutdatedDocument

WAITING = "waiting"


@dataclass(frozen=True)
class Difference:
    """A document that the index does not hold as it should: `missing`, `left over`, or `other` than it should be.

    It is `waiting` when the worker is still to index it: something has happened to it, and it will be right by itself.
    """

    key: str
    kind: str

    @property
    def waits(self) -> bool:
        """Whether it is only a matter of time."""
        return self.kind == WAITING


def verify(*, processes: int = 1, progress: Progress = lambda _done, _all: None) -> list[Difference]:
    """Compare every document with its entry; returns what differs, in the order of the keys. May raise `NotBuilt`."""
    wanted = dict(made(_stamps, processes, progress))
    here = dict(engine().stamps())
    waiting = _waiting()
    return [
        Difference(key, WAITING if key in waiting else kind)
        for key in sorted(wanted.keys() | here.keys())
        if (kind := _difference(wanted.get(key), here.get(key)))
    ]


def _difference(wanted: str | None, here: str | None) -> str:
    if here is None:
        return "missing"
    if wanted is None:
        return "left over"
    return "" if wanted == here else "other"


def _waiting() -> set[str]:
    """Return the documents that are noted as outdated, and those of events that are still on their way here."""
    noted = OutdatedDocument.objects.values_list("key", flat=True)
    return {*noted, *(key for event in undelivered(NOTE) for key in touched_by(event))}


def _stamps(keys: list[str]) -> list[tuple[str, str]]:
    return [(document.key, stamp_of(document)) for document in documents_of(keys)]
