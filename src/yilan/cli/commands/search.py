import argparse
import json
import os
import sys
from typing import Any

from yilan.cli import numbers
from yilan.cli.errors import Refused
from yilan.cli.parsing import whole_number
from yilan.cli.progress import ProgressLine

NAME = "search"
HELP = "search as the page does; `rebuild`, `verify` and `status` alone are about the index"
FILTERS = "kind, agency, column, theme, genre, item, year, validity"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the question, or what to do with the index."""
    parser.add_argument("words", nargs="+", metavar="WORDS", help="a question; or rebuild, verify, status")
    parser.add_argument(
        "--filter", action="append", default=[], metavar="NAME=VALUE", help=f"one of {FILTERS}; may be given again"
    )
    parser.add_argument("--sort", choices=("relevance", "date"), default="relevance")
    parser.add_argument("--titles", action="store_true", help="look into titles only")
    parser.add_argument("--page", type=whole_number(1), default=1, metavar="N")
    parser.add_argument(
        "--processes", type=whole_number(1), default=os.cpu_count() or 1, metavar="N", help="that build side by side"
    )
    parser.add_argument("--json", action="store_true", help="print JSON")


def run(options: argparse.Namespace) -> int:
    """Search, or build and verify the index; exit code 1 when nothing is found or the index is not as it should be."""
    from yilan.cli import prepare
    from yilan.cli.starting import start_django

    prepare.compile_words()
    start_django()
    prepare.require_migrated()
    verbs = {"rebuild": rebuild, "verify": verify, "status": status}
    only = options.words[0] if len(options.words) == 1 else ""
    return verbs.get(only, find)(options)


def rebuild(options: argparse.Namespace) -> int:
    """Build the index anew and let it answer."""
    from yilan.search.building import build

    with ProgressLine(quiet=options.json) as progress:
        count = build(processes=options.processes, progress=lambda done, every: progress("Indexing", done, every))
    print(json.dumps({"documents": count}) if options.json else f"The index stands: {count} documents.")
    return 0


def verify(options: argparse.Namespace) -> int:
    """Compare the index with the database and print every difference; what waits for the worker is none."""
    from yilan.search.engines.interface import NotBuilt
    from yilan.search.verifying import verify as differences

    try:
        with ProgressLine(quiet=options.json) as progress:
            found = differences(
                processes=options.processes, progress=lambda done, every: progress("Comparing", done, every)
            )
    except NotBuilt as error:
        raise Refused("there is no search index yet; `yilan search rebuild` makes it") from error
    wrong = sum(not one.waits for one in found)
    if options.json:
        print(json.dumps([{"key": one.key, "kind": one.kind} for one in found]))
    else:
        for one in found:
            print(f"{one.kind}: {one.key}")
        print(_verdict(wrong, len(found) - wrong))
    return 1 if wrong else 0


def _verdict(wrong: int, waiting: int) -> str:
    told = f"{wrong} differences" if wrong else "The index holds what the database says"
    return f"{told}; {waiting} documents wait for the worker." if waiting else f"{told}."


def status(options: argparse.Namespace) -> int:
    """Say whether there is an index, how much waits, and which files could not be read."""
    from yilan.search.engines.chosen import engine
    from yilan.search.engines.interface import Question
    from yilan.search.queries import unread_files
    from yilan.search.updating import waiting

    stands = engine().exists()
    queue = waiting()
    facts: dict[str, Any] = {
        "documents": engine().count(Question()) if stands else None,
        "waiting": queue.waiting,
        "oldest": queue.oldest.isoformat() if queue.oldest else None,
        **{f"files_{note}": count for note, count in unread_files().items()},
    }
    if options.json:
        print(json.dumps(facts))
    else:
        for name, value in facts.items():
            print(f"{name.replace('_', ' '):<16}{value if value is not None else '-'}")
    return 0 if stands else 1


def find(options: argparse.Namespace) -> int:
    """Print what the page of results shows."""
    from yilan.search.engines.interface import NotBuilt, Unreachable
    from yilan.search.queries import Asked, search

    query = dict(_filter(one) for one in options.filter)
    query |= {"q": " ".join(options.words), "sort": options.sort, "page": str(options.page)}
    try:
        asked = Asked.read(query | ({"in": "title"} if options.titles else {}))
        found = search(asked)
    except NotBuilt as error:
        raise Refused("there is no search index yet; `yilan search rebuild` makes it") from error
    except Unreachable as error:
        raise Refused(f"the search engine does not answer: {error}") from error
    except ValueError as error:
        raise Refused(f"there is no page {options.page}") from error
    if options.json:
        print(json.dumps(_plain(found), ensure_ascii=False, indent=2))
        return 0 if found.total else 1
    for text in found.corrections:
        print(f"Did you mean: {text}")
    if found.way:
        told = {"apart": "Each of the words stands somewhere in these:", "any": "Some of the words stand in these:"}
        print(told[found.way])
    for result in found.results:
        _print_result(result)
    for name, choices in found.facets.items() if found.total else ():
        print(f"{name + ':':<10}" + ", ".join(f"{one.value} {one.name} {one.count}" for one in choices[:8]))
    print(f"{numbers.results(found.total)}, page {asked.page} of {max(found.pages, 1)}")
    return 0 if found.total else 1


def _filter(text: str) -> tuple[str, str]:
    from yilan.search.engines.interface import FACETS

    name, equals, value = text.partition("=")
    if not equals or name not in FACETS:
        raise Refused(f"--filter {text}: write NAME=VALUE with one of {FILTERS}")
    return name, value


def _print_result(result: Any) -> None:
    bold = ("\x1b[1m", "\x1b[0m") if sys.stdout.isatty() else ("", "")

    def text(pieces: Any) -> str:
        return "".join(f"{bold[0]}{one.text}{bold[1]}" if one.found else one.text for one in pieces)

    about = (result.shown["day"], result.shown.get("agency"), result.shown.get("document_number"), result.label)
    print(f"{text(result.title)}\n  {'  '.join(filter(None, about))}  {result.address}")
    if result.snippet:
        print(f"  {text(result.snippet)}")
    if result.attached:
        page = f", page {result.attached.page}" if result.attached.page else ""
        print(f"  in {result.attached.name}{page}: {text(result.attached.snippet)}")
    print()


def _plain(found: Any) -> dict[str, Any]:
    return {
        "total": found.total,
        "page": found.asked.page,
        "pages": found.pages,
        "way": found.way,
        "direct": found.direct,
        "did_you_mean": found.corrections,
        "best_bets": [{"title": bet.title, "address": bet.address} for bet in found.bets],
        "results": [
            {
                "title": "".join(one.text for one in result.title),
                "address": result.address,
                "day": result.shown["day"],
                "agency": result.shown.get("agency"),
                "document_number": result.shown.get("document_number"),
                "index_number": result.shown.get("index_number"),
                "validity": result.shown.get("validity"),
                "snippet": "".join(one.text for one in result.snippet),
                "attachment": {
                    "name": result.attached.name,
                    "address": result.attached.address,
                    "page": result.attached.page,
                    "snippet": "".join(one.text for one in result.attached.snippet),
                }
                if result.attached
                else None,
            }
            for result in found.results
        ],
        "filters": {
            name: [{"value": one.value, "name": one.name, "count": one.count} for one in choices]
            for name, choices in found.facets.items()
        },
    }
