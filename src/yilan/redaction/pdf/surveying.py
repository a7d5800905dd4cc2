"""Looks a file through before it is touched: what goes, where it is seen, and which words lie there."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, replace

from yilan.redaction.errors import failure
from yilan.redaction.folding import fold
from yilan.redaction.geometry import Rectangle, area, common, covers, widened
from yilan.redaction.limits import MARGIN
from yilan.redaction.pdf.finding import boxes, find
from yilan.redaction.pdf.letters import Letter, PageText, has_place
from yilan.redaction.pdf.looking import differently_read, read
from yilan.redaction.pdf.opening import parsed, seen, sizes
from yilan.redaction.pdf.spoken import spoken
from yilan.redaction.plans import Box, Plan


@dataclass(frozen=True)
class Survey:
    """What is known of a file before.

    `boxes` are drawn ones and those of terms that are seen; `rectangles` what is blackened on each page, with margins;
    `pages` are all on which something goes, be it where nobody sees it; `words` are the pieces of text under boxes,
    `signs` their characters, folded.
    """

    texts: list[PageText]
    sizes: list[tuple[float, float]]
    spoken: list[str | None]
    unsearchable: tuple[int, ...]
    boxes: tuple[Box, ...]
    rectangles: dict[int, list[Rectangle]]
    pages: frozenset[int]
    words: frozenset[str]
    signs: frozenset[str]


def survey(data: bytes, plan: Plan) -> Survey:
    """Return what is to be known; BadPlan and NotSearched for a plan that cannot be carried out."""
    with parsed(data) as pdf, seen(data) as document:
        extents = sizes(document)
        plan.validate(extents)
        texts, unsearchable = read(document)
        told = spoken(pdf)
    if len(told) != len(texts):
        raise failure("broken")  # two readers disagree
    differing = differently_read(texts, told, plan.terms)
    waiting = sorted({*unsearchable, *differing} - plan.looked_at)
    if plan.terms and waiting:
        raise failure("not_searched", pages=waiting)
    found = [box for hit in find([page.letters for page in texts], plan.terms) for box in boxes(hit)]
    shown = [box for box in found if area(common(box.rectangle, (0, 0, *extents[box.page - 1]))) > 0]
    places = tuple(dict.fromkeys((*plan.boxes, *_new(shown, plan))))
    rectangles: dict[int, list[Rectangle]] = defaultdict(list)
    words: set[str] = set()
    signs: set[str] = set()
    for number in {box.page for box in places}:
        drawn = [box.rectangle for box in places if box.page == number]
        covered = [letter for letter in texts[number - 1].letters if _is_covered(letter, drawn)]
        size = extents[number - 1]
        rectangles[number] = [widened(one, MARGIN, size) for one in drawn]
        rectangles[number] += [widened(letter.ink, MARGIN / 2, size) for letter in covered]
        signs |= {folded for letter in covered for folded in fold(letter.sign).text}
        words |= set(_words(texts[number - 1].letters, set(map(id, covered))))
    return Survey(
        texts,
        extents,
        told,
        tuple(sorted({*unsearchable, *differing})),
        places,
        rectangles,
        frozenset({*(box.page for box in (*places, *found)), *differing}),
        frozenset(words),
        frozenset(signs),
    )


def _new(found: list[Box], plan: Plan) -> Iterator[Box]:
    """Yield the boxes of terms that the plan does not have already; the reason is that of the term's other boxes."""
    reasons = {box.term: box.reason for box in plan.boxes if box.term and box.reason}
    known = {(box.page, *map(round, box.rectangle)) for box in plan.boxes}
    for box in found:
        if (box.page, *map(round, box.rectangle)) not in known:
            yield replace(box, reason=reasons.get(box.term, ""))


def _is_covered(letter: Letter, drawn: list[Rectangle]) -> bool:
    return has_place(letter) and bool(letter.sign.strip()) and any(covers(box, letter.ink) for box in drawn)


def _words(letters: list[Letter], covered: set[int]) -> Iterator[str]:
    word = ""
    for letter in letters:
        if id(letter) in covered:
            word += letter.sign
        elif letter.sign.strip():
            if len(fold(word).text) > 1:
                yield word
            word = ""
    if len(fold(word).text) > 1:
        yield word
