"""Reads what people type: words, quotes, numbers, sounds. The outcome is a `Question` that any engine answers."""

import re
from dataclasses import dataclass

from yilan.search import numerals, pinyin
from yilan.search.document_numbers import asked_numbers, respelled
from yilan.search.engines.interface import Question, Spelling
from yilan.search.folding import fold
from yilan.search.synonyms import Vocabulary
from yilan.search.words import ranking_words

LONGEST = 100  # characters of a question
MOST_TERMS = 12
_PART = re.compile(r'"([^"]+)"?|([^\s"]+)')
_QUOTES = str.maketrans(dict.fromkeys("“”„‟″＂「」『』", '"'))


@dataclass(frozen=True)
class Term:
    """One part of a question: as written, folded, and whether it stood in quotes."""

    written: str
    folded: str
    exact: bool


def terms_of(text: str) -> list[Term]:
    """Return the parts of a question: what stands in quotes, and what stands between spaces."""
    found = []
    for match in _PART.finditer(text[:LONGEST].translate(_QUOTES)):
        written = match[1] or match[2]
        folded = fold(written)
        if folded:
            found.append(Term(written, folded, exact=match[1] is not None))
    return found[:MOST_TERMS]


def question_of(text: str, vocabulary: Vocabulary) -> Question:
    """Return the question that a text asks: each term must occur, in one of its spellings."""
    terms = terms_of(text)
    whole = fold(text[:LONGEST].translate(_QUOTES).replace('"', " "))
    return Question(
        terms=tuple(_spellings(term, vocabulary) for term in terms),
        whole=whole,
        numbers=asked_numbers(whole),
        words=tuple(dict.fromkeys(word for term in terms for word in ranking_words(term.folded))),
    )


def apart(text: str, vocabulary: Vocabulary) -> list[Term]:
    """Return a question cut into words, for when nothing holds its terms as they are written; quotes stay whole.

    Words of the vocabulary stay whole too. Characters alone are left out: nearly every text has them.
    """
    found: list[Term] = []
    for term in terms_of(text):
        if term.exact:
            found.append(term)
            continue
        words = [word for part in vocabulary.parted(term.folded) for word in part]
        found += [Term(word, word, exact=False) for word in words if len(word) > 1]
    return list(dict.fromkeys(found))[:MOST_TERMS]


def question_apart(text: str, vocabulary: Vocabulary) -> Question:
    """Return the question of the words of a text, each of which must occur somewhere."""
    question = question_of(text, vocabulary)
    terms = tuple(_spellings(term, vocabulary) for term in apart(text, vocabulary))
    return Question(terms=terms, whole=question.whole, words=question.words)


def _spellings(term: Term, vocabulary: Vocabulary) -> tuple[Spelling, ...]:
    written = [term.folded]
    if term.exact:
        return (Spelling(term.folded),)
    number = respelled(term.folded)
    written += [number] if number else []
    written += numerals.spellings(term.folded)
    written += vocabulary.spellings(term.folded)
    sounds = [Spelling(sounds=way) for way in pinyin.as_sounds(term.folded)]
    initials = pinyin.as_initials(term.folded)
    return (
        *map(Spelling, dict.fromkeys(written)),
        *sounds,
        *([Spelling(initials=initials)] if initials else []),
    )
