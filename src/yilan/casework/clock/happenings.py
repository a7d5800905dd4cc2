"""What happens to a clock."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any

from django.utils.functional import Promise

KEYED = ":"


class Effect(StrEnum):
    """What a happening does to the clock. The order is that in which happenings of one day are read."""

    RESTART = "restart"
    STOP = "stop"
    RESUME = "resume"
    EXTEND = "extend"
    DELAY = "delay"
    END = "end"


ORDER = {effect: place for place, effect in enumerate(Effect)}


@dataclass(frozen=True, slots=True)
class Happening:
    """One thing that happened to a clock on a day.

    `name` ties what stops to what resumes, and may carry a key behind a colon where several are waited for at once
    ("third_party:7"); one without a key ties to all of its name. `limit`: code of the limit after which a stop ends by
    itself, counted from `reached`, the day on which the letter arrived, or from the stop's day where that is not
    known. `until`: a set date instead, until which a stop lasts at most, or to which an answer is delayed. `lapses`:
    after that limit or date the request counts as abandoned, so that the clock does not go on by itself. `days`: the
    working days of an extension, all that the law allows when None. `label` and `article` are shown.
    """

    effect: Effect
    on: date
    name: str = ""
    limit: str = ""
    until: date | None = None
    days: int | None = None
    label: str | Promise = ""
    reached: date | None = None
    lapses: bool = False
    article: str = ""

    @property
    def key(self) -> tuple[Any, ...]:
        """What makes it what it is, as something to sort by: day, effect, and all that the clock heeds."""
        return (
            self.on,
            ORDER[self.effect],
            self.name,
            self.limit,
            self.until or date.max,
            self.reached or date.min,
            self.lapses,
            -(self.days if self.days is not None else 10**6),
        )

    def ties_to(self, name: str) -> bool:
        """Tell whether this one's name means a stop of that name."""
        mine, keyed, _key = self.name.partition(KEYED)
        theirs, their_keyed, _their_key = name.partition(KEYED)
        return self.name == name or (mine == theirs and not (keyed and their_keyed))


def in_order(happenings: Iterable[Happening]) -> list[Happening]:
    """Return happenings by day and effect, each once, in whatever order and however often they were given."""
    return [one for _key, one in sorted({one.key: one for one in happenings}.items())]
