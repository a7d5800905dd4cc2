"""What happened to a list of blocks: matched one to one first, then marked inside."""

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Any

from yilan.disclosure.differences.marks import Kind, Mark, mark_text

Block = dict[str, Any]
ALIKE = 0.4  # below this share of common text two blocks are another block, not the same one changed


@dataclass(frozen=True)
class BlockDifference:
    """One block in both contents: `old` is None when it is new, `new` is None when it went."""

    kind: Kind
    type: str
    old: Block | None
    new: Block | None
    marks: tuple[Mark, ...]

    @property
    def only_form(self) -> bool:
        """Whether the block changed, but none of its words: emphasis, heading level, table heads."""
        return self.kind == Kind.CHANGED and all(mark.kind == Kind.SAME for mark in self.marks)


def compare_blocks(old: list[Block], new: list[Block], words: Callable[[Block], str]) -> tuple[BlockDifference, ...]:
    """Return every block of both lists in reading order, unchanged ones too; `words` gives a block's text."""
    before, after = [_key(block) for block in old], [_key(block) for block in new]
    found: list[BlockDifference] = []
    for tag, i, j, k, m in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if tag == "equal":
            found += [_same(block, other, words) for block, other in zip(old[i:j], new[k:m], strict=True)]
        else:
            found += _changed(old[i:j], new[k:m], words)
    return tuple(found)


def _key(block: Block) -> str:
    return json.dumps(block, ensure_ascii=False, sort_keys=True)


def _same(old: Block, new: Block, words: Callable[[Block], str]) -> BlockDifference:
    return BlockDifference(Kind.SAME, _type(new), old, new, mark_text(words(old), words(new)))


def _changed(old: list[Block], new: list[Block], words: Callable[[Block], str]) -> Iterator[BlockDifference]:
    """Pair each old block with the first later new one of its kind that is alike; the rest went or came."""
    place = 0
    for block in old:
        partner = next((k for k in range(place, len(new)) if _alike(block, new[k], words)), None)
        if partner is None:
            yield BlockDifference(Kind.REMOVED, _type(block), block, None, _whole(Kind.REMOVED, words(block)))
            continue
        yield from (_added(other, words) for other in new[place:partner])
        yield BlockDifference(
            Kind.CHANGED, _type(block), block, new[partner], mark_text(words(block), words(new[partner]))
        )
        place = partner + 1
    yield from (_added(other, words) for other in new[place:])


def _added(block: Block, words: Callable[[Block], str]) -> BlockDifference:
    return BlockDifference(Kind.ADDED, _type(block), None, block, _whole(Kind.ADDED, words(block)))


def _alike(old: Block, new: Block, words: Callable[[Block], str]) -> bool:
    if _type(old) != _type(new):
        return False
    before, after = words(old), words(new)
    if before == after:
        return True
    matcher = SequenceMatcher(None, before, after, autojunk=len(before) + len(after) > 2000)  # noqa: PLR2004 - speed
    return matcher.real_quick_ratio() >= ALIKE and matcher.quick_ratio() >= ALIKE and matcher.ratio() >= ALIKE


def _type(block: Block) -> str:
    return str(block.get("type", "row"))


def _whole(kind: Kind, text: str) -> tuple[Mark, ...]:
    return (Mark(kind, text),) if text else ()
