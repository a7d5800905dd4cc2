"""Whether a record that one knows is found, how long a whole request takes, and a release: `search_records.py`.

A home with records of the demonstration's kind. Of 500 of them each is looked for as people do: by words of its title,
by its number in several spellings, by a phrase of its text, by pinyin, and with one wrong character of the same sound.
Then pages of results are asked for, and records are released beside a worker until the search finds them.
"""

import argparse
import random
import re
import sys
import time
from collections import Counter
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parent))
from search_corpus import quantile
from site_archive import Archive, machine, thrown_away
from site_releases import AGENCY, prepare, quiet, working

POLL = 0.01  # seconds between two questions
LONGEST = 30.0  # seconds after which a release counts as lost
RANKS = (1, 3, 10)
HAN = re.compile("[\u4e00-\u9fff]{4,}")
HAN_ONLY = re.compile("[\u4e00-\u9fff]{2,}").fullmatch


def main() -> None:
    """Fill a home, build the index, measure, print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--records", type=int, default=1500, metavar="N", help="in the archive (default 1500)")
    parser.add_argument("--known", type=int, default=500, metavar="N", help="records that are looked for (default 500)")
    parser.add_argument("--releases", type=int, default=5, metavar="N", help="(default 5)")
    options = parser.parse_args()
    with thrown_away(None) as home:
        print(machine(), flush=True)
        archive = Archive(home)
        archive.fill(options.records)
        index(options.records)
        known_items(options.known)
        corrected(options.known)
        archive.begin()
        requests()
        releases(archive, options.releases)


def index(records: int) -> None:
    """Build the index and print how fast that went."""
    from yilan.search.building import build

    began = time.process_time()
    build()
    print(f"  index: {records / (time.process_time() - began):.0f} records for a second of processor time", flush=True)


def known_items(number: int) -> None:
    """Print how often the record that is meant stands in the first places."""
    from yilan.disclosure.models import Publication
    from yilan.disclosure.queries.published.visible import STANDING_PUBLIC
    from yilan.search.queries import Asked, search

    chance = random.Random(2014)  # noqa: S311 - repeatable, no secret
    everything = list(Publication.objects.filter(STANDING_PUBLIC).select_related("version").order_by("pk"))
    for name, spell in WAYS.items():
        places: Counter[int] = Counter()
        asked = 0
        for publication in chance.sample(everything, min(number, len(everything))):
            text = spell(publication, chance)
            if not text:
                continue
            asked += 1
            place = place_of(publication, search, Asked, text)
            for rank in RANKS:
                places[rank] += place <= rank
        shares = "  ".join(f"first {rank}: {places[rank] / max(asked, 1):.3f}" for rank in RANKS)
        print(f"  {name:<34}{asked:>4} asked  {shares}", flush=True)


def corrected(number: int) -> None:
    """Print how often a word of a text with a wrong character is put right, and how often a right one is left alone."""
    from yilan.disclosure.models import Publication
    from yilan.disclosure.queries.published.visible import STANDING_PUBLIC
    from yilan.search.queries import Asked, search
    from yilan.search.records import body_of
    from yilan.search.words import ranking_words

    chance = random.Random(2008)  # noqa: S311 - repeatable, no secret
    everything = list(Publication.objects.filter(STANDING_PUBLIC).select_related("version").order_by("pk"))
    asked = right = first = alone = 0
    while asked < number:
        words = [word for word in ranking_words(body_of(chance.choice(everything).version.content)) if HAN_ONLY(word)]
        word = chance.choice(words) if words else ""
        wrong = _misspelled(word, chance)
        if not wrong or search(Asked(wrong)).total:
            continue
        asked += 1
        offered = search(Asked(wrong)).corrections
        first += bool(offered) and offered[0] == word
        right += word in offered
        alone += not search(Asked(word)).corrections
    print(
        f"  words of the text, one wrong character: {asked} asked  offered first: {first / asked:.3f}"
        f"  among three: {right / asked:.3f}; as they are, left alone: {alone / asked:.3f}",
        flush=True,
    )


def place_of(publication: Any, search: Any, asked: Any, text: str) -> int:
    """Return at which place a record stands; what is offered as the right spelling counts as followed."""
    found = search(asked(text))
    if found.direct:
        return 1 if found.direct.endswith(f"/{publication.index_number}/") else 99
    if found.corrections and (found.way or not found.total):
        found = search(asked(found.corrections[0]))
    numbers = [result.shown["index_number"] for result in found.results]
    return numbers.index(publication.index_number) + 1 if publication.index_number in numbers else 99


def _title_words(publication: Any, chance: random.Random) -> str:
    from yilan.search.words import ranking_words

    words = [word for word in ranking_words(publication.title) if not word.isascii()]
    chosen = sorted(chance.sample(range(len(words)), min(4, len(words))))
    return " ".join(words[place] for place in chosen)


def _number(shape: str) -> Callable[[Any, random.Random], str]:
    def spell(publication: Any, _chance: random.Random) -> str:
        found = re.fullmatch(r"(.+)〔(\d+)〕(\d+)号", publication.document_number)
        return shape.format(*found.groups()) if found else ""

    return spell


def _phrase(publication: Any, chance: random.Random) -> str:
    """Return six to ten characters of the text that stand in no other text of the same record twice."""
    from yilan.search.records import body_of

    runs = HAN.findall(body_of(publication.version.content))
    if not runs:
        return ""
    run = max(runs, key=len)
    length = min(len(run), chance.randint(6, 10))
    start = chance.randrange(len(run) - length + 1)
    return f"{run[start : start + length]} {publication.title[:6]}"


def _pinyin(publication: Any, _chance: random.Random) -> str:
    from yilan.search.pinyin import sounds_of

    run = HAN.search(publication.title)
    return "".join(sounds_of(run[0])[:12]) if run else ""


def _homophone(publication: Any, chance: random.Random) -> str:
    """Return the first run of characters of a title with one of them wrong and of the same sound."""
    run = HAN.search(publication.title)
    return _misspelled(run[0][:12], chance) if run else ""


def _misspelled(text: str, chance: random.Random) -> str:
    """Return a text with one of its characters wrong and of the same sound, empty when there is no such character."""
    from yilan.search.pinyin import sounds_of

    if not text:
        return ""
    place = chance.randrange(len(text))
    alike = [letter for letter in _by_sound().get(sounds_of(text)[place], ()) if letter != text[place]]
    wrong = (text[:place] + letter + text[place + 1 :] for letter in chance.sample(alike, len(alike)))
    return next((one for one in wrong if sounds_of(one) == sounds_of(text)), "")


@cache
def _by_sound() -> dict[str, list[str]]:
    """Return the usual characters by their sound."""
    from yilan.search.pinyin import sounds_of

    found: dict[str, list[str]] = {}
    for code in range(0x4E00, 0x9FA6):
        letter = chr(code)
        try:
            letter.encode("gb2312")
        except UnicodeEncodeError:
            continue
        found.setdefault(sounds_of(letter)[0], []).append(letter)
    return found


WAYS: dict[str, Callable[[Any, random.Random], str]] = {
    "whole title": lambda publication, _chance: publication.title,
    "four words of the title": _title_words,
    "number, 〔2014〕74号": _number("{0}〔{1}〕{2}号"),
    "number, (2014) 第74号": _number("{0}({1}) 第{2}号"),
    "number, 2014-74": _number("{0}{1}-{2}"),
    "phrase of the text, begin of title": _phrase,
    "pinyin of the title's beginning": _pinyin,
    "title with a wrong character": _homophone,
}


def requests() -> None:
    """Print what a whole request for a page of results costs in this process, by its processor time."""
    from django.conf import settings
    from django.test import Client

    settings.ALLOWED_HOSTS = ["*"]
    client = Client()
    took = []
    for text in (
        "低保",
        "通知",
        "公开",
        "财政 预算",
        "保障性住房",
        "第12条",
        "2014年",
        "安全生产",
        "审核结果公示",
        "办",
    ):
        for query in ({}, {"sort": "date"}, {"year": "2024"}, {"in": "title"}):
            for turn in range(3):
                began = time.process_time()
                client.get("/search/", {"q": text, **query})
                took += [1000 * (time.process_time() - began)] if turn else []
    print(f"  whole request: p50 {quantile(took, 50):.1f}  p95 {quantile(took, 95):.1f} ms (goal p95 15)", flush=True)


def releases(archive: Archive, number: int) -> None:
    """Print how long it takes from the signature until the search finds a record."""
    from yilan.demo.loading.desks import hand
    from yilan.disclosure.actions import sign_off, withdraw_record
    from yilan.disclosure.models import RecordPage

    waiting = [prepare(turn) for turn in range(number)]
    found, gone = [], []
    with working(archive):
        quiet()
        for turn, release in enumerate(waiting):
            time.sleep(2)  # an idle worker then looks as seldom as it ever does
            began = time.perf_counter()
            sign_off(actor=hand("lingdao", AGENCY), release=release)
            found.append(_until(turn, began, there=True))
            began = time.perf_counter()
            record = RecordPage.objects.get(pk=release.record_id)
            withdraw_record(actor=hand("lingdao", AGENCY), record=record, reason="测速")
            gone.append(_until(turn, began, there=False))
            quiet()
    for name, seconds, goal in (("released to found", found, 5), ("withdrawn to gone", gone, 10)):
        print(f"  {name}: p50 {quantile(seconds, 50):.2f} s, longest {max(seconds):.2f} s (goal {goal} s)", flush=True)


def _until(turn: int, began: float, *, there: bool) -> float:
    from yilan.search.queries import Asked, search

    while bool(search(Asked(f'"第{turn + 1}号测速事项"')).total) != there:
        if time.perf_counter() - began > LONGEST:
            sys.exit(f"Not {'found' if there else 'gone'} within {LONGEST:.0f} s")
        time.sleep(POLL)
    return time.perf_counter() - began


if __name__ == "__main__":
    main()
