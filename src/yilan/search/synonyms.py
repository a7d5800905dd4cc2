"""Words that mean the same: a question with one of them is asked with the others too."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache

from django.db.models import Count, Max

from yilan.search.folding import fold
from yilan.search.models import Synonyms
from yilan.search.pinyin import sounds_of
from yilan.search.words import words_of

MOST = 6  # other spellings of one term


@dataclass(frozen=True)
class Vocabulary:
    """All groups of synonyms: each folded word with the others of its groups, and a pattern that finds them."""

    others: dict[str, tuple[str, ...]]
    pattern: re.Pattern[str] | None
    by_sound: dict[tuple[str, ...], tuple[str, ...]]

    def words_like(self, folded: str) -> list[str]:
        """Return the words that mean the same as a whole question."""
        return list(self.others.get(folded, ()))

    def sounding(self, sounds: tuple[str, ...]) -> tuple[str, ...]:
        """Return the known words that sound so."""
        return self.by_sound.get(sounds, ())

    def parted(self, folded: str) -> Iterator[list[str]]:
        """Yield a text in words: those of the vocabulary whole, the rest as a dictionary cuts it."""
        place = 0
        for match in self.pattern.finditer(folded) if self.pattern else ():
            yield words_of(folded[place : match.start()])
            yield [match[0]]
            place = match.end()
        yield words_of(folded[place:])

    def spellings(self, folded: str) -> list[str]:
        """Return a term with each of its words that has synonyms put otherwise, one at a time."""
        if self.pattern is None:
            return []
        found = [
            folded[: match.start()] + other + folded[match.end() :]
            for match in self.pattern.finditer(folded)
            for other in self.others[match[0]]
        ]
        return list(dict.fromkeys(one for one in found if one != folded))[:MOST]


def vocabulary() -> Vocabulary:
    """Return the groups as they stand now: one query, and another when they have changed."""
    state = Synonyms.objects.aggregate(Count("pk"), Max("changed_at"))
    return _read(state["pk__count"], str(state["changed_at__max"]))


@lru_cache(maxsize=1)
def _read(_count: int, _changed: str) -> Vocabulary:
    return vocabulary_of(Synonyms.objects.filter(retired=False).values_list("words", flat=True))


def vocabulary_of(groups: Iterable[Iterable[str]]) -> Vocabulary:
    """Return groups of words as a vocabulary."""
    others: dict[str, dict[str, None]] = {}
    for group in groups:
        words = list(dict.fromkeys(map(fold, group)))
        for word in words:
            others.setdefault(word, {}).update({other: None for other in words if other != word})
    longest_first = sorted(others, key=len, reverse=True)
    pattern = re.compile("|".join(map(re.escape, longest_first))) if longest_first else None
    by_sound: dict[tuple[str, ...], tuple[str, ...]] = {}
    for word in others:
        sounds = tuple(sounds_of(word))
        by_sound[sounds] = (*by_sound.get(sounds, ()), word)
    return Vocabulary({word: tuple(found) for word, found in others.items()}, pattern, by_sound)
