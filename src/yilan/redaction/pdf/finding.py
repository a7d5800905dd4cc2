"""Finds terms: over the ends of lines and pages, with anything between the characters that a reader would not see."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from yilan.redaction.folding import fold
from yilan.redaction.geometry import Rectangle, area, around
from yilan.redaction.pdf.letters import Letter, has_place
from yilan.redaction.plans import Box

NEAR = 3.0  # heights of a letter that neighbours of a line may lie apart


@dataclass(frozen=True, slots=True)
class Hit:
    """A term with the characters that make it."""

    term: str
    letters: tuple[Letter, ...]


def find(pages: Sequence[Sequence[Letter]], terms: Iterable[str]) -> list[Hit]:
    """Return every place of every term: in the order of the file, and again in the order of lines as they are seen."""
    flows = [[letter for page in pages for letter in page]]
    flows += [line for page in pages for line in lines(page)]
    wanted = {term: fold(term).text for term in terms}
    hits: dict[tuple[str, frozenset[Letter]], Hit] = {}
    for flow in flows:
        folded = fold("".join(letter.sign for letter in flow))
        for term, needle in wanted.items():
            for start in _starts(folded.text, needle):
                places = dict.fromkeys(folded.places[start : start + len(needle)])
                letters = tuple(flow[place] for place in places if has_place(flow[place]))
                if letters:
                    hits.setdefault((term, frozenset(letters)), Hit(term, letters))
    return list(hits.values())


def count(text: str, term: str) -> int:
    """Return how often a term stands in a text as it is compared."""
    return sum(1 for _ in _starts(text, fold(term).text))


def lines(page: Sequence[Letter]) -> Iterator[list[Letter]]:
    """Yield the pieces of lines of a page, each from left to right, whatever their order in the file."""
    rows: list[list[Letter]] = []
    for letter in sorted(filter(has_place, page), key=lambda one: (one.body[1] + one.body[3]) / 2):
        middle = (letter.body[1] + letter.body[3]) / 2
        if rows and rows[-1][-1].body[1] <= middle <= rows[-1][-1].body[3]:
            rows[-1].append(letter)
        else:
            rows.append([letter])
    for row in rows:
        row.sort(key=lambda one: one.body[0])
        piece = row[:1]
        for before, letter in pairwise(row):
            if letter.body[0] - before.body[2] > NEAR * (before.body[3] - before.body[1]):
                yield piece
                piece = []
            piece.append(letter)
        yield piece


def boxes(hit: Hit) -> list[Box]:
    """Return the boxes of a hit, one for each piece of a line; what lies outside the page keeps its place there."""
    pieces: list[list[Letter]] = []
    for letter in hit.letters:
        if pieces and _continues(pieces[-1], letter):
            pieces[-1].append(letter)
        else:
            pieces.append([letter])
    found = []
    for piece in pieces:
        left, top, right, bottom = around(letter.body for letter in piece)
        found.append(Box(piece[0].page, left, top, right - left, bottom - top, term=hit.term))
    return found


def _continues(piece: list[Letter], letter: Letter) -> bool:
    if piece[0].page != letter.page:
        return False
    whole, one = around(before.body for before in piece), letter.body
    size = max(one[2] - one[0], one[3] - one[1])
    joined = around((whole, one))
    return area(joined) <= 1.2 * (area(whole) + area(one)) or _beside(whole, one, size)


def _beside(whole: Rectangle, one: Rectangle, size: float) -> bool:
    shared_rows = min(whole[3], one[3]) - max(whole[1], one[1])
    shared_columns = min(whole[2], one[2]) - max(whole[0], one[0])
    same_line = shared_rows > (one[3] - one[1]) / 2 and -shared_columns <= size
    same_column = shared_columns > (one[2] - one[0]) / 2 and -shared_rows <= size
    return same_line or same_column


def _starts(text: str, needle: str) -> Iterator[int]:
    start = text.find(needle)
    while start >= 0:
        yield start
        start = text.find(needle, start + 1)
