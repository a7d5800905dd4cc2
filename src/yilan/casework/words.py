"""Which facts of an event lie in clear and which sealed: whatever somebody put in words of their own is sealed."""

import re
from collections.abc import Callable, Iterator, Mapping
from typing import Any

from yilan.casework.procedures import EventKind

TEXT = "text"
CODED = frozenset({"choice", "choices"})
# Days, amounts, keys; a telephone number is none of them.
_NO_WORDS = re.compile(r"\d{4}-\d\d-\d\d|\d+\.\d\d|[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}")
# Codes of the data files, where the procedure says that there is one: elsewhere it may be how somebody is called.
_CODE = re.compile(r"[a-z][a-z0-9_]*")


class EventFacts(Mapping[str, Any]):
    """The facts of an event as if they lay together. What is sealed opens when it is asked for, not before.

    `clear` has every name; None stands where `opened` has the value. So clocks and counts, which read days and codes of
    many events, open nothing.
    """

    def __init__(self, clear: Mapping[str, Any], opened: Callable[[], Mapping[str, Any]]) -> None:
        self._clear = clear
        self._opened = opened

    def __getitem__(self, name: str) -> Any:
        """Return a fact; `KeyError` when nobody stated it."""
        value = self._clear[name]
        return self._opened().get(name) if value is None else value

    def __iter__(self) -> Iterator[str]:
        """Yield the names in the order in which they were stated."""
        return iter(self._clear)

    def __len__(self) -> int:
        """Return how many were stated."""
        return len(self._clear)

    def __repr__(self) -> str:
        return f"<facts: {', '.join(self._clear)}>"


def divided(kind: EventKind | None, facts: Mapping[str, Any]) -> tuple[dict[str, Any], dict[str, Any]]:
    """Return what of an event's facts is written in clear, with None for each that is sealed, and what is sealed.

    Sealed are the procedure's facts of kind `text`, and any other in which a word or an unknown number stands that is
    no code which the procedure asks for.
    """
    kinds = {fact.code: fact.kind for fact in kind.facts} if kind else {}
    words = {name: value for name, value in facts.items() if not _is_clear(kinds.get(name), value)}
    return {name: None if name in words else value for name, value in facts.items()}, words


def _is_clear(kind: str | None, value: Any) -> bool:
    if kind == TEXT:
        return False
    codes = value if isinstance(value, list | tuple) else [value]
    if kind in CODED and all(isinstance(code, str) and _CODE.fullmatch(code) for code in codes):
        return True
    return _is_plain(value)


def _is_plain(value: Any) -> bool:
    if isinstance(value, str):
        return _NO_WORDS.fullmatch(value) is not None
    if isinstance(value, Mapping):
        return all(map(_is_plain, value.values()))
    if isinstance(value, list | tuple):
        return all(map(_is_plain, value))
    return True
