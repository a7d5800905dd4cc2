"""What can be extracted as text."""

from collections.abc import Iterable, Sequence

from yilan.redaction.folding import fold
from yilan.redaction.pdf.checking import Place
from yilan.redaction.pdf.finding import find
from yilan.redaction.pdf.letters import PageText
from yilan.redaction.pdf.surveying import Survey


def readable(texts: Sequence[PageText], terms: Iterable[str]) -> list[Place]:
    """Return the terms that can be extracted from any page."""
    hits = find([page.letters for page in texts], terms)
    return [Place("term", hit.letters[0].page, hit.term) for hit in hits]


def standing_elsewhere(before: Survey, after: Sequence[PageText]) -> tuple[dict[str, tuple[int, ...]], list[Place]]:
    """Return the blackened words that other pages show as before, with these pages; and words that came up anew."""
    old, new = (list(map(_folded, pages)) for pages in (before.texts, after))
    elsewhere: dict[str, tuple[int, ...]] = {}
    strange: list[Place] = []
    for word in sorted(before.words):
        needle = fold(word).text
        pages = [number for number, text in enumerate(new, 1) if needle in text]
        strange += [Place("term", page, word) for page in pages if needle not in old[page - 1]]
        if pages:
            elsewhere[word] = tuple(pages)
    return elsewhere, strange


def _folded(page: PageText) -> str:
    return fold("".join(letter.sign for letter in page.letters)).text
