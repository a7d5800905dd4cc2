"""From a document to what engines take: the one way into any index, so that building and adding cannot differ."""

import hashlib
import json
from datetime import date
from typing import Any

from yilan.search.bigrams import characters, joined_pairs
from yilan.search.document_numbers import indexed_numbers
from yilan.search.documents import Document
from yilan.search.engines.interface import Entry
from yilan.search.engines.schema import FORMAT
from yilan.search.folding import fold
from yilan.search.pinyin import initials_of, initials_of_words, sounds_of
from yilan.search.words import spaced

IN_FORCE = 2.0  # see engines/ranking.py: the score is multiplied with log2(2 + weight)
OLDEST, SPAN = date(2000, 1, 1).toordinal(), 50 * 365  # days over which recency counts
RECENCY = 0.29  # log2(2.29) is 1.2


def entry_of(document: Document) -> Entry:
    """Return a document in the form that every engine takes."""
    title = fold(document.title)
    texts = [title, *map(fold, texts_of(document))]
    sounds = sounds_of(document.title)
    return Entry(
        key=document.key,
        stamp=stamp_of(document),
        texts={
            "text": joined_pairs(texts),
            "title": joined_pairs([title]),
            "characters": characters(texts),
            "title_characters": characters([title]),
            "words": " ".join(map(spaced, texts)),
            "sounds": " ".join(sounds),
            "initials": " ".join(initials_of(sounds)),
            "word_initials": " ".join(initials_of_words(document.title, sounds)),
        },
        exact={"title_exact": (title,), "number": indexed_numbers(document.numbers)},
        facets={"kind": (document.kind,), "year": (str(document.day.year),), **document.facets},
        day=document.day.toordinal(),
        weight=_weight(document),
        shown=_json(shown_of(document)),
    )


def texts_of(document: Document) -> list[str]:
    """Return every text of a document that finds it besides its title."""
    attached = [text for one in document.attachments for text in (one.name, "\n".join(one.pages))]
    return [*document.numbers, document.summary, document.body, *attached, *document.said]


def shown_of(document: Document) -> dict[str, Any]:
    """Return what a result needs; pages of attachments are kept apart, for few results show one."""
    return {
        "key": document.key,
        "kind": document.kind,
        "address": document.address,
        "title": document.title,
        "day": document.day.isoformat(),
        "summary": document.summary,
        "body": document.body,
        "attachments": [[one.name, one.address, one.sha256] for one in document.attachments],
        **document.shown,
    }


def stamp_of(document: Document) -> str:
    """Return a hash of everything in a document, and of the make of the index."""
    everything = [FORMAT, shown_of(document), texts_of(document), sorted(document.facets.items()), document.in_force]
    return hashlib.sha256(_json(everything)).hexdigest()[:32]


def _weight(document: Document) -> float:
    recency = min(max(document.day.toordinal() - OLDEST, 0), SPAN) / SPAN
    # Each pair of numbers spans a fifth: log2(4) to log2(4.59), log2(2) to log2(2.29).
    return IN_FORCE + 0.59 * recency if document.in_force else RECENCY * recency


def _json(value: Any) -> bytes:
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"), default=list).encode()
