"""The engine in the home folder: tantivy, in the process that asks. One process writes at a time, any number read."""

import os
import shutil
import threading
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from fcntl import LOCK_EX, flock
from pathlib import Path
from typing import Any

import tantivy

from yilan.search.engines import asking
from yilan.search.engines.interface import Answer, Engine, Entry, NotBuilt, Question
from yilan.search.engines.places import clear_away, current, new_folder, swap
from yilan.search.engines.schema import FORMAT, schema

MEMORY = 128_000_000  # bytes that the writer gathers before it writes a segment
SMALL = 64  # documents: a small change needs no large buffer
SMALL_MEMORY = 15_000_000  # the least that tantivy takes
PASSPORT = ".format"


class Embedded:
    """The index in one folder; `folder` None is the one that stands in the home."""

    def __init__(self, folder: Path | None = None) -> None:
        self._fixed = folder
        self._lock = threading.Lock()
        self._opened: tuple[Any, tantivy.Index] | None = None

    def put(self, entries: Iterable[Entry], removed: Iterable[str] = ()) -> None:
        """Add or replace documents and take others away; found by every process when this returns."""
        entries, removed = list(entries), list(removed)
        folder = self._folder()
        with _held(folder):
            index = _open(folder)
            writer = index.writer(SMALL_MEMORY if len(entries) <= SMALL else MEMORY, 1)
            try:
                for key in {*removed, *(entry.key for entry in entries)}:
                    writer.delete_documents_by_term("key", key)
                for entry in entries:
                    writer.add_document(_document(entry))
                writer.commit()
                writer.wait_merging_threads()
            except BaseException:
                writer.rollback()
                raise

    def fill(self, entries: Iterable[Entry]) -> int:
        """Add very many documents that are not there yet; returns how many."""
        folder = self._folder()
        with _held(folder):
            writer = _open(folder).writer(MEMORY, 1)
            count = 0
            for count, entry in enumerate(entries, start=1):  # noqa: B007 - returned
                writer.add_document(_document(entry))
            writer.commit()
            writer.wait_merging_threads()
        return count

    def ask(self, question: Question) -> Answer:
        """Answer a question."""
        return asking.ask(self._searcher(), question)

    def count(self, question: Question) -> int:
        """Return how many documents fit."""
        return asking.count(self._searcher(), question)

    def suggest(self, question: Question, limit: int) -> list[dict[str, Any]]:
        """Return what is shown of the first documents that fit."""
        return asking.suggest(self._searcher(), question, limit)

    def known(self, words: Iterable[str]) -> dict[str, int]:
        """Return in how many documents some words stand as words."""
        searcher = self._searcher()
        return {word: count for word in words if (count := searcher.doc_freq("words", word))}

    def stamps(self) -> Iterator[tuple[str, str]]:
        """Yield key and stamp of every document."""
        searcher = self._searcher()
        for term, _count in searcher.terms_with_prefix("stamp", "", tantivy.Query.all_query()):
            key, _space, stamp = term.rpartition(" ")
            yield key, stamp

    def replacement(self) -> "Embedded":
        """Return an empty index in a folder aside."""
        folder = new_folder()
        tantivy.Index(schema(), str(folder))
        (folder / PASSPORT).write_text(str(FORMAT))
        return Embedded(folder)

    def give_way(self, replacement: Engine) -> None:
        """Let a filled replacement answer from now on, by one rename."""
        assert isinstance(replacement, Embedded)  # noqa: S101 - for the type checker
        swap(replacement._folder())  # noqa: SLF001 - of the same class
        clear_away()

    def throw_away(self) -> None:
        """Remove an index that will not take the other's place."""
        if self._fixed is not None:
            shutil.rmtree(self._fixed, ignore_errors=True)

    def exists(self) -> bool:
        """Tell whether there is an index of today's make."""
        try:
            return (self._folder() / PASSPORT).read_text() == str(FORMAT)
        except (NotBuilt, OSError):
            return False

    def _folder(self) -> Path:
        folder = self._fixed or current()
        if folder is None:
            raise NotBuilt("There is no search index yet; `yilan search rebuild` makes it.")
        return folder

    def _searcher(self) -> tantivy.Searcher:
        """Return a searcher of what was last committed; asking costs two looks at the disk, opening anew is rare."""
        folder = self._folder()
        try:
            about = os.stat(folder / "meta.json")  # noqa: PTH116 - measured: on the way of every question
        except OSError as error:
            raise NotBuilt(str(folder)) from error
        state = (folder, about.st_mtime_ns, about.st_ino)
        with self._lock:
            if self._opened is None or self._opened[0][0] != folder:
                if not self.exists():
                    raise NotBuilt(f"{folder} is of another make")
                index = tantivy.Index.open(str(folder))
                index.config_reader("manual")
                index.reload()
                self._opened = (state, index)
            elif self._opened[0] != state:
                self._opened[1].reload()
                self._opened = (state, self._opened[1])
            return self._opened[1].searcher()


def _open(folder: Path) -> tantivy.Index:
    if not (folder / PASSPORT).exists():
        raise NotBuilt(str(folder))
    return tantivy.Index.open(str(folder))


@contextmanager
def _held(folder: Path) -> Iterator[None]:
    """Hold the writer's place of one index: whoever comes second waits, where the index itself would refuse."""
    with (folder / ".writer").open("a") as file:
        flock(file, LOCK_EX)
        yield


def _document(entry: Entry) -> tantivy.Document:
    document = tantivy.Document()
    document.add_text("key", entry.key)
    document.add_text("stamp", f"{entry.key} {entry.stamp}")
    for name, text in entry.texts.items():
        document.add_text(name, text)
    for values_of in (entry.exact, entry.facets):
        for name, values in values_of.items():
            for value in values:
                document.add_text(name, value)
    document.add_integer("day", entry.day)
    document.add_float("weight", entry.weight)
    document.add_bytes("shown", entry.shown)
    return document
