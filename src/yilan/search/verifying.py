"""Whether the index holds what the database says, no more and no less."""

from dataclasses import dataclass

from yilan.search.building import Progress, made
from yilan.search.engines.chosen import engine
from yilan.search.engines.entries import stamp_of
from yilan.search.kinds import documents_of
from yilan.search.models import OutdatedDocument


@dataclass(frozen=True)
class Difference:
    """A document that the index does not hold as it should: `missing`, `left over`, or `other` than it should be."""

    key: str
    kind: str


def verify(*, processes: int = 1, progress: Progress = lambda _done, _all: None) -> list[Difference]:
    """Compare every document with its entry; those that wait to be indexed do not count. May raise `NotBuilt`."""
    wanted = dict(made(_stamps, processes, progress))
    here = dict(engine().stamps())
    waiting = set(OutdatedDocument.objects.values_list("key", flat=True))
    found = []
    for key in sorted((wanted.keys() | here.keys()) - waiting):
        if key not in here:
            found.append(Difference(key, "missing"))
        elif key not in wanted:
            found.append(Difference(key, "left over"))
        elif here[key] != wanted[key]:
            found.append(Difference(key, "other"))
    return found


def _stamps(keys: list[str]) -> list[tuple[str, str]]:
    return [(document.key, stamp_of(document)) for document in documents_of(keys)]
