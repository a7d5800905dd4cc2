"""How fast the engine answers, beside what else could: `python tools/bench/search_speed.py`.

Questions of one term, two terms, a phrase, one character, with filters and by date are asked with all facets counted
and the places marked in the texts of the twenty first results. LIKE, FTS5's trigrams and PostgreSQL with the same pairs
answer the plain ones: twenty results, no facets, nothing marked. PostgreSQL takes part where YILAN_BENCH_POSTGRESQL
names a database. Times are of the asking thread's processor, as other work may run; PostgreSQL's are of the clock.
"""

import argparse
import os
import sqlite3
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parent))
from search_corpus import build, natural_words, prepare, quantile, substrings, texts
from site_archive import machine, thrown_away

ROWS = 20
GOALS = {100_000: 3.0, 1_000_000: 30.0}  # milliseconds, p95 of all questions


def main() -> None:
    """Build an index of every size, ask, print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument(
        "--sizes", type=int, nargs="+", default=[26_196], metavar="N",
        help="texts (default 26196; the goals name 100000 and 1000000, which are long)",
    )  # fmt: skip
    parser.add_argument("--questions", type=int, default=60, metavar="N", help="of each kind (default 60)")
    parser.add_argument("--alone", action="store_true", help="leave the others out")
    options = parser.parse_args()
    for size in options.sizes:
        with thrown_away(None) as home:
            prepare(home)
            print(f"{machine()}\n\n{size:,} texts", flush=True)
            measure(home, size, options)


def measure(home: Path, size: int, options: argparse.Namespace) -> None:
    """Print what one size gives."""
    engine, worked, bytes_ = build(home, size)
    print(f"  built: {size / worked:,.0f} texts for a second of processor time, {bytes_ / 1e6:,.0f} MB", flush=True)
    asked = kinds(options.questions)
    every: list[float] = []
    for name, questions in asked.items():
        every += report(f"engine, {name}", lambda question: answer(engine, question), questions, time.thread_time)
    goal = GOALS.get(size)
    print(
        f"  all: p50 {quantile(every, 50):.2f} p95 {quantile(every, 95):.2f} ms"
        + (f" (goal p95 {goal})" if goal else "")
    )
    if options.alone:
        return
    plain = {name: questions for name, questions in asked.items() if name in {"one term", "two terms", "phrase"}}
    with sqlite(home, size) as others:
        compare(others, plain)
    if os.environ.get("YILAN_BENCH_POSTGRESQL"):
        with postgresql(os.environ["YILAN_BENCH_POSTGRESQL"], size) as others:
            compare(others, plain)


def kinds(number: int) -> dict[str, list[Any]]:
    """Return the questions of each kind."""
    from yilan.search.engines.interface import Question, Spelling
    from yilan.search.folding import fold
    from yilan.search.words import ranking_words

    def question(*parts: str, **wishes: Any) -> Any:
        folded = [fold(part) for part in parts]
        words = tuple(word for part in folded for word in ranking_words(part))
        terms = tuple((Spelling(part),) for part in folded)
        return Question(terms=terms, whole="".join(folded), words=words, **wishes)

    words = natural_words(3 * number)
    one = [question(word) for word in words[:number]]
    return {
        "one term": one,
        "two terms": [question(*pair) for pair in zip(words[number : 2 * number], words[2 * number :], strict=True)],
        "phrase": [question(part) for part in substrings(number, range(5, 9))],
        "one character": [question(part) for part in substrings(number, range(1, 2))],
        "two filters": [replace(one_term, filters={"agency": "a7", "year": "2015"}) for one_term in one],
        "by date": [replace(one_term, by_date=True) for one_term in one],
    }


def answer(engine: Any, question: Any) -> None:
    """Ask with facets and mark the places in the first results, as the page does."""
    from yilan.search.snippets import Marker

    marker = Marker.of(question)
    for hit in engine.ask(question).hits:
        marker.marked(hit["title"])
        marker.snippet(hit["body"])


def report(
    name: str, act: Callable[[Any], None], questions: list[Any], clock: Callable[[], float] = time.perf_counter
) -> list[float]:
    """Ask every question once to warm up and once to measure; print and return milliseconds."""
    took = []
    for question in questions:
        act(question)
        began = clock()
        act(question)
        took.append(1000 * (clock() - began))
    print(f"  {name:<28}p50 {quantile(took, 50):9.2f}  p95 {quantile(took, 95):9.2f} ms", flush=True)
    return took


def compare(others: dict[str, Callable[[Any], None]], asked: dict[str, list[Any]]) -> None:
    """Let others answer the same plain questions."""
    for other, act in others.items():
        for name, questions in asked.items():
            clock = time.perf_counter if other == "PostgreSQL" else time.thread_time
            answerable = [one for one in questions if other != "FTS5 trigram" or _long(one)]
            if answerable:
                left = len(questions) - len(answerable)
                report(f"{other}, {name}" + (f" (not {left})" if left else ""), act, answerable, clock)


def _long(question: Any) -> bool:
    """Tell whether trigrams can answer: every term has three characters."""
    return all(len(term[0].text) > 2 for term in question.terms)  # noqa: PLR2004 - trigrams


@contextmanager
def sqlite(home: Path, size: int) -> Iterator[dict[str, Callable[[Any], None]]]:
    """Fill a table and a trigram index with the folded texts."""
    from yilan.search.folding import fold

    database = sqlite3.connect(home / "others.sqlite3")
    database.execute("PRAGMA synchronous=OFF")
    database.execute("CREATE TABLE plain (id INTEGER PRIMARY KEY, body TEXT)")
    database.execute(
        "CREATE VIRTUAL TABLE trigrams USING fts5(body, content='plain', content_rowid='id', tokenize='trigram')"
    )
    database.executemany(
        "INSERT INTO plain (body) VALUES (?)", ((fold(f"{title}\n{text}"),) for title, text in texts(size))
    )
    database.execute("INSERT INTO trigrams (trigrams) VALUES ('rebuild')")
    database.commit()

    def like(question: Any) -> None:
        where = " AND ".join(["body LIKE ?"] * len(question.terms))
        values = [f"%{term[0].text}%" for term in question.terms]
        database.execute(f"SELECT id FROM plain WHERE {where} LIMIT {ROWS}", values).fetchall()  # noqa: S608 - no input
        database.execute(f"SELECT count(*) FROM plain WHERE {where}", values).fetchone()  # noqa: S608 - no input

    def trigram(question: Any) -> None:
        match = " ".join('"' + term[0].text.replace('"', "") + '"' for term in question.terms)
        ranked = f"SELECT rowid FROM trigrams WHERE trigrams MATCH ? ORDER BY rank LIMIT {ROWS}"  # noqa: S608 - no input
        database.execute(ranked, [match]).fetchall()
        database.execute("SELECT count(*) FROM trigrams WHERE trigrams MATCH ?", [match]).fetchone()

    try:
        yield {"SQLite LIKE": like, "FTS5 trigram": trigram}
    finally:
        database.close()


@contextmanager
def postgresql(url: str, size: int) -> Iterator[dict[str, Callable[[Any], None]]]:
    """Fill a table with the pairs as a tsvector under a GIN index."""
    import psycopg

    from yilan.search.bigrams import pairs
    from yilan.search.folding import fold

    def spelled(folded: str) -> str:
        """Write pairs so that no parser takes them apart."""
        return " ".join(pair.encode().hex() for pair in pairs(folded).split())

    with psycopg.connect(url, autocommit=True) as server:
        server.execute("DROP TABLE IF EXISTS yilan_bench")
        server.execute("CREATE TABLE yilan_bench (id serial PRIMARY KEY, found tsvector)")
        with server.cursor() as cursor, cursor.copy("COPY yilan_bench (found) FROM STDIN") as copy:
            for title, text in texts(size):
                words = spelled(fold(f"{title}\n{text}")).split()
                copy.write_row([" ".join(f"{word}:{min(place, 16383)}" for place, word in enumerate(words, start=1))])
        server.execute("CREATE INDEX ON yilan_bench USING gin (found)")
        server.execute("ANALYZE yilan_bench")

        def phrase(question: Any) -> None:
            wanted = " & ".join("(" + " <-> ".join(spelled(term[0].text).split()) + ")" for term in question.terms)
            ranked = (
                "SELECT id, ts_rank(found, q) AS rank FROM yilan_bench, to_tsquery('simple', %s) q"
                " WHERE found @@ q ORDER BY rank DESC LIMIT 20"
            )
            server.execute(ranked, [wanted]).fetchall()  # type: ignore[arg-type]
            server.execute(
                "SELECT count(*) FROM yilan_bench WHERE found @@ to_tsquery('simple', %s)", [wanted]
            ).fetchone()

        try:
            yield {"PostgreSQL": phrase}
        finally:
            server.execute("DROP TABLE yilan_bench")


if __name__ == "__main__":
    main()
