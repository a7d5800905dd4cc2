"""What stayed, went and came between two texts, character by character."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum
from itertools import groupby

# A Chinese character stands alone; Latin words and numbers change as a whole, as a reader sees them.
TOKEN = re.compile(r"[0-9A-Za-z]+|\s+|.", re.DOTALL)
SENTENCE = re.compile(r"[^。！？；\n]*[。！？；\n]|[^。！？；\n]+")
# Characters. Matching takes time in the square of the length, so longer texts are first matched by sentences, and only
# stretches up to the second limit are then marked inside.
SHORT = 200
FINE = 800


class Kind(StrEnum):
    """What happened to a piece."""

    SAME = "same"
    REMOVED = "removed"
    ADDED = "added"
    CHANGED = "changed"


@dataclass(frozen=True)
class Mark:
    """A stretch of text that stayed (`same`), went (`removed`) or came (`added`)."""

    kind: Kind
    text: str


def mark_text(old: str, new: str) -> tuple[Mark, ...]:
    """Return the stretches that lead from `old` to `new`; joined without the added ones they give `old` back."""
    if old == new:
        return (Mark(Kind.SAME, old),) if old else ()
    if max(len(old), len(new)) > SHORT:
        return _joined(_long(SENTENCE.findall(old), SENTENCE.findall(new)))
    return _joined(_fine(old, new))


def _fine(old: str, new: str) -> list[Mark]:
    before, after = TOKEN.findall(old), TOKEN.findall(new)
    return _without_islands(_marks(before, after))


def _long(before: Sequence[str], after: Sequence[str]) -> Iterator[Mark]:
    """Match whole sentences, and mark finely only where a few sentences changed."""
    for tag, i, j, k, m in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        old, new = "".join(before[i:j]), "".join(after[k:m])
        if tag == "replace" and max(len(old), len(new)) <= FINE:
            yield from _fine(old, new)
        else:
            yield from _pieces(tag, old, new)


def _marks(before: Sequence[str], after: Sequence[str]) -> Iterator[Mark]:
    for tag, i, j, k, m in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        yield from _pieces(tag, "".join(before[i:j]), "".join(after[k:m]))


def _pieces(tag: str, old: str, new: str) -> Iterator[Mark]:
    if tag == "equal":
        yield Mark(Kind.SAME, old)
        return
    if old:
        yield Mark(Kind.REMOVED, old)
    if new:
        yield Mark(Kind.ADDED, new)


def _without_islands(marks: Iterable[Mark]) -> list[Mark]:
    """Let a single character that happens to agree between two changes change with them: that reads better."""
    found = list(marks)
    result: list[Mark] = []
    for place, mark in enumerate(found):
        inside = 0 < place < len(found) - 1
        if inside and mark.kind == Kind.SAME and len(mark.text) == 1 and mark.text.isalnum():
            result += [Mark(Kind.REMOVED, mark.text), Mark(Kind.ADDED, mark.text)]
        else:
            result.append(mark)
    return result


def _joined(marks: Iterable[Mark]) -> tuple[Mark, ...]:
    """Join neighbours: within one change everything that went stands before everything that came."""
    result: list[Mark] = []
    for same, group in groupby(marks, key=lambda mark: mark.kind == Kind.SAME):
        run = list(group)
        kinds = (Kind.SAME,) if same else (Kind.REMOVED, Kind.ADDED)
        for kind in kinds:
            text = "".join(mark.text for mark in run if mark.kind == kind)
            if text:
                result.append(Mark(kind, text))
    return tuple(result)
