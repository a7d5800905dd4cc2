"""Sealing everything with a new key, in batches, as often as it is broken off."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from itertools import islice, pairwise
from typing import Any

from yilan.core.jobs.faults import fault_point
from yilan.core.sealing import keyring
from yilan.core.sealing.beginning import keys
from yilan.core.sealing.holders import Holder, holders
from yilan.core.sealing.keyring import Key, Keyring
from yilan.core.sealing.tokens import Head, newest_head

BATCH = 200
# Whoever read the keyring before the newest key came may still write with the one before; a backup takes its time too.
GRACE = timedelta(days=1)
UNSEALED = "unsealed"  # stands for the name of a key where something is no seal


@dataclass(frozen=True)
class Rotated:
    """What a rotation did: how many things it sealed anew, and how many it could not open and left as they are."""

    kid: str
    resumed: bool
    sealed: int
    broken: int


def rotate(
    chosen: Callable[[], Iterable[Holder]] = holders,
    *,
    batch: int = BATCH,
    progress: Callable[[str, int], None] = lambda _name, _done: None,
) -> Rotated:
    """Make a new key and seal everything with it; a rotation that was broken off goes on with the key that it made.

    Everything opens all the time. `progress` hears the holder's name and how many of its things are done.
    """
    ring = keys()
    resumed = ring.rotating
    if not resumed:
        ring = keyring.add_key()
    fault_point("keys.made")
    head = newest_head()
    sealed = broken = 0
    for holder in chosen():
        done = 0
        for things in _batches((thing for thing, found in holder.heads() if found != head), batch):
            failed = holder.seal_anew(things)
            fault_point("keys.batch")
            done += len(things)
            sealed += len(things) - failed
            broken += failed
            progress(holder.name, done)
    keyring.change(lambda now: replace(now, rotating=False) if now.newest.kid == head.kid else now)
    return Rotated(head.kid, resumed, sealed, broken)


@dataclass(frozen=True)
class Use:
    """How many things of which holder a key opens. `key` is None when the keyring does not have it."""

    kid: str
    key: Key | None
    counts: dict[str, int]

    @property
    def total(self) -> int:
        """Return how many in all."""
        return sum(self.counts.values())


def uses(chosen: Callable[[], Iterable[Holder]] = holders) -> list[Use]:
    """Return what each key is used for: those of the keyring from the oldest, then those that are missing there."""
    ring = keyring.standing()
    counts: dict[str, Counter[str]] = {key.kid: Counter() for key in (ring.keys if ring else ())}
    for holder in chosen():
        for _thing, head in holder.heads():
            counts.setdefault(_name(head), Counter())[holder.name] += 1
    return [Use(kid, ring.find(kid) if ring else None, dict(found)) for kid, found in counts.items()]


def droppable(ring: Keyring, used: Sequence[Use], now: datetime) -> list[Key]:
    """Return the keys that nothing uses and that a newer one replaced more than `GRACE` ago."""
    busy = {use.kid for use in used if use.total}
    return [old for old, newer in pairwise(ring.keys) if old.kid not in busy and now - newer.made > GRACE]


def drop_unused(chosen: Callable[[], Iterable[Holder]] = holders) -> list[Key]:
    """Take out of the keyring what `droppable` names, and return it. The newest key always stays."""
    ring = keyring.standing()
    useless = droppable(ring, uses(chosen), datetime.now(UTC)) if ring else []
    names = {key.kid for key in useless}
    if names:
        keyring.change(lambda ring: replace(ring, keys=tuple(key for key in ring.keys if key.kid not in names)))
    return useless


def _name(head: Head | None) -> str:
    return head.kid if head else UNSEALED


def _batches(things: Iterator[Any], size: int) -> Iterator[list[Any]]:
    while found := list(islice(things, size)):
        yield found
