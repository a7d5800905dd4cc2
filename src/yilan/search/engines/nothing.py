"""The engine that finds nothing, for processes that need none, such as most tests."""

from collections.abc import Iterable, Iterator
from typing import Any

from yilan.search.engines.interface import Answer, Engine, Entry, NotBuilt, Question


class Nothing:
    """No index at all."""

    def put(self, entries: Iterable[Entry], removed: Iterable[str] = ()) -> None:
        """Keep nothing."""

    def fill(self, entries: Iterable[Entry]) -> int:
        """Keep nothing."""
        return sum(1 for _entry in entries)

    def ask(self, question: Question) -> Answer:  # noqa: ARG002 - the interface's
        """Refuse: an empty answer would say that nothing is published."""
        raise NotBuilt("This process has no search index.")

    def suggest(self, question: Question, limit: int) -> list[dict[str, Any]]:  # noqa: ARG002 - the interface's
        """Refuse."""
        raise NotBuilt("This process has no search index.")

    def count(self, question: Question) -> int:  # noqa: ARG002 - the interface's
        """Refuse."""
        raise NotBuilt("This process has no search index.")

    def known(self, words: Iterable[str]) -> dict[str, int]:  # noqa: ARG002 - the interface's
        """Refuse."""
        raise NotBuilt("This process has no search index.")

    def stamps(self) -> Iterator[tuple[str, str]]:
        """Yield nothing."""
        return iter(())

    def replacement(self) -> "Nothing":
        """Return itself."""
        return self

    def give_way(self, replacement: Engine) -> None:
        """Do nothing."""

    def throw_away(self) -> None:
        """Do nothing."""

    def exists(self) -> bool:
        """Tell that there is none."""
        return False
