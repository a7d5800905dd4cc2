"""What can be extracted as text."""

from collections.abc import Iterable, Iterator, Sequence

from yilan.redaction.folding import fold
from yilan.redaction.pdf.checking import Place
from yilan.redaction.pdf.finding import find
from yilan.redaction.pdf.letters import PageText
from yilan.redaction.pdf.surveying import Survey


def readable(texts: Sequence[PageText], told: Sequence[str | None], terms: Iterable[str]) -> Iterator[Place]:
    """Yield the terms that can be extracted, by either reading, from any page."""
    for hit in find([page.letters for page in texts], terms):
        yield Place("term", hit.letters[0].page, hit.term)
    for number, text in enumerate(told, 1):
        if text is None:
            yield Place("unchecked", number, "text")
        for term in terms:
            if fold(term).text in fold(text or "").text:
                yield Place("term", number, term)


def standing_elsewhere(
    before: Survey, after: Sequence[PageText], told: Sequence[str | None]
) -> tuple[dict[str, tuple[int, ...]], list[Place]]:
    """Return the blackened words that other pages show as before, with these pages; and words that came up anew."""
    old = list(map(_folded, before.texts, before.spoken))
    new = list(map(_folded, after, told))
    elsewhere: dict[str, tuple[int, ...]] = {}
    strange: list[Place] = []
    for word in sorted(before.words):
        needle = fold(word).text
        pages = [number for number, text in enumerate(new, 1) if needle in text]
        strange += [Place("term", page, word) for page in pages if needle not in old[page - 1]]
        if pages:
            elsewhere[word] = tuple(pages)
    return elsewhere, strange


def _folded(page: PageText, told: str | None) -> str:
    placed = fold("".join(letter.sign for letter in page.letters)).text
    return f"{placed}\n{fold(told or '').text}"
