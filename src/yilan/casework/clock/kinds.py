"""From an event of a procedure to what it does to the clock."""

from collections.abc import Mapping
from datetime import date
from typing import Any, Protocol

from yilan.casework.clock.happenings import KEYED, Effect, Happening


class KindOfEvent(Protocol):
    """What the clock reads of an event's definition (`casework.procedures`)."""

    @property
    def code(self) -> str:
        """Its name in the data."""

    @property
    def label(self) -> str:
        """Its name on screen."""

    @property
    def basis(self) -> str:
        """The article on which it rests."""

    @property
    def clock(self) -> str:
        """Its effect, one of `Effect`."""

    @property
    def stop(self) -> str:
        """What ties a stop to its answer."""

    @property
    def limit(self) -> str:
        """The limit after which a stop ends by itself."""


def happening_of(kind: KindOfEvent, on: date, facts: Mapping[str, Any]) -> Happening:
    """Return what an event of a kind did to the clock on a day.

    Of its facts the clock reads `until`, `reached` (days, or as ISO 8601), `days` (a number) and `party`, which keeps
    apart the questions to several. A definition may say `lapses`: without an answer the request is abandoned.
    `ValueError` for a kind that does nothing to the clock, and for facts that are no days.
    """
    if kind.clock not in set(Effect):
        raise ValueError(f"{kind.code} does nothing to the clock")
    party = str(facts.get("party") or "")
    days = facts.get("days")
    return Happening(
        effect=Effect(kind.clock),
        on=on,
        name=f"{kind.stop}{KEYED}{party}" if kind.stop and party else kind.stop,
        limit=kind.limit,
        until=_day(facts.get("until")),
        days=int(days) if days is not None else None,
        label=kind.label,
        reached=_day(facts.get("reached")),
        lapses=bool(getattr(kind, "lapses", False)),
        article=kind.basis,
    )


def _day(value: Any) -> date | None:
    if value in (None, ""):
        return None
    return value if isinstance(value, date) else date.fromisoformat(str(value))
