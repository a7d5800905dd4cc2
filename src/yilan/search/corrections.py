"""您是不是要找: what sounds like the question and is written otherwise, in titles, the vocabulary, else in any text."""

from collections.abc import Iterator
from itertools import islice

from yilan.search.engines.interface import Engine, Question, Spelling
from yilan.search.folding import fold, folded_in_place
from yilan.search.homophones import LONGEST as LONGEST_WORD
from yilan.search.homophones import words_meant
from yilan.search.pinyin import sounds_of
from yilan.search.reading import question_apart, question_of, terms_of
from yilan.search.snippets import span_sounding
from yilan.search.synonyms import Vocabulary
from yilan.search.words import ends_of, words_of

SHORTEST, LONGEST = 2, 12  # characters of a stretch that may be misspelled
TRIES = 40
MOST = 3


def corrections(text: str, vocabulary: Vocabulary, engine: Engine) -> list[str]:
    """Return other spellings of a question that find something, the likeliest first."""
    found: dict[str, None] = {}
    for stretch in islice(_stretches(text), TRIES):
        if engine.count(question_of(stretch, vocabulary)):  # whatever is written somewhere may well be meant
            continue
        for right in _alike(stretch, vocabulary, engine):
            corrected = text.replace(stretch, right)
            if corrected not in found and _finds(corrected, vocabulary, engine):
                found[corrected] = None
        if found:  # a longer stretch says more than its parts
            break
    return (list(found) or list(_of_texts(text, vocabulary, engine)))[:MOST]


def _of_texts(text: str, vocabulary: Vocabulary, engine: Engine) -> Iterator[str]:
    """Yield a question with one word put right that is no word and stands nowhere, by the words of all texts.

    Whole words only, with one character wrong: texts have so many words that nearly anything sounds like two of them.
    """
    for stretch in islice(_cut_apart(text), TRIES):
        counts = engine.known(words_meant(stretch))
        if counts and not engine.count(question_of(stretch, vocabulary)):
            likeliest = sorted(counts, key=lambda word: (-counts[word], word))
            corrected = (text.replace(stretch, word) for word in likeliest)
            yield from (one for one in corrected if _finds(one, vocabulary, engine))


def _cut_apart(text: str) -> Iterator[str]:
    """Yield the stretches of words of a question one of which is a character alone, as a wrong character makes it."""
    words = [words_of(folded_in_place(term.written)) for term in terms_of(text) if not term.exact]
    for several in words:
        for first in range(len(several)):
            for last in range(first + 2, len(several) + 1):
                stretch = "".join(several[first:last])
                if len(stretch) > LONGEST_WORD:
                    break
                if stretch in text and min(map(len, several[first:last])) == 1:
                    yield stretch


def _stretches(text: str) -> Iterator[str]:
    """Yield the stretches of Chinese characters in a question, the longest first."""
    runs = [term.written for term in terms_of(text) if not term.exact]
    for length in range(LONGEST, SHORTEST - 1, -1):
        for run in runs:
            for start in range(len(run) - length + 1):
                stretch = run[start : start + length]
                if all("\u3400" <= letter <= "\u9fff" for letter in stretch):
                    yield stretch


def _alike(stretch: str, vocabulary: Vocabulary, engine: Engine) -> Iterator[str]:
    """Yield what sounds like a stretch and is written otherwise: in titles, then among the known words."""
    spelling = Spelling(sounds=tuple(sounds_of(stretch)))
    for shown in engine.suggest(Question(terms=((spelling,),), titles_only=True), MOST):
        for first, last in span_sounding(shown["title"], spelling):
            right = "".join(shown["title"][first:last].split())
            if fold(right) != fold(stretch) and _stands_alone(fold(right), fold(shown["title"])):
                yield right
    yield from (word for word in vocabulary.sounding(spelling.sounds) if word != fold(stretch))


def _stands_alone(part: str, title: str) -> bool:
    """Tell whether a part of a title begins and ends where words do: 区服办 in 社区服务办法 does not."""
    start, ends = title.find(part), ends_of(title)
    return start in ends and start + len(part) in ends


def _finds(text: str, vocabulary: Vocabulary, engine: Engine) -> bool:
    return bool(engine.count(question_of(text, vocabulary)) or engine.count(question_apart(text, vocabulary)))
