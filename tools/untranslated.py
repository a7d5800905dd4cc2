"""Find what a page would show in the wrong language.

- a msgid in use without Chinese, or with Chinese that is only guessed (fuzzy);
- Chinese whose placeholders are not those of its msgid;
- a msgid that is Chinese itself;
- two rooms that translate one msgid differently (Django merges all catalogues into one);
- words in a template outside translation tags.
"""

import gettext
import re
import shutil
import tempfile
from collections.abc import Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import django
from babel.messages.catalog import Message
from babel.messages.pofile import read_po
from messages import CATALOGUE, LOCALE, gather, rooms
from problem import SOURCE, Problem, relative, report
from raw_text import CHINESE, raw_text

from yilan.core.messages import fits

Key = tuple[str | None, str]
ENGLISH = re.compile(r"[A-Za-z]{2,}")


def texts(message: Message) -> list[str]:
    """Return every form of a translation."""
    return list(message.string) if isinstance(message.string, (tuple, list)) else [message.string or ""]


def key(message: Message) -> Key:
    """Return what tells one msgid from another."""
    return message.context, message.id[0] if isinstance(message.id, (tuple, list)) else message.id


def messages_of(catalogue: Path) -> list[Message]:
    """Return a catalogue's messages without its header."""
    with catalogue.open("rb") as file:
        return [message for message in read_po(file) if message.id]


def gaps(path: str, messages: Iterable[Message]) -> Iterator[Problem]:
    """Report messages without settled Chinese."""
    for message in messages:
        msgid = key(message)[1]
        if CHINESE.search(msgid) and not ENGLISH.search(msgid):  # an English sentence may give a Chinese example
            yield Problem(path, 0, f"msgid is Chinese, msgids are English: {msgid!r}")
        elif message.fuzzy:
            yield Problem(path, 0, f"Chinese is only guessed (fuzzy) for {msgid!r}")
        elif not all(texts(message)):
            yield Problem(path, 0, f"no Chinese for {msgid!r}")
        elif not fits(message):
            yield Problem(path, 0, f"placeholders are lost or made up in the Chinese for {msgid!r}")


def in_use(folder: Path, workshop: Path) -> tuple[Path, list[Message]]:
    """Return a room's catalogue as `make messages` would leave it; made in a copy, nothing is changed."""
    copy = workshop / folder.name
    shutil.copytree(folder, copy, ignore=shutil.ignore_patterns("__pycache__", "*.mo", "migrations", "data"))
    return folder, [message for catalogue in gather(copy) for message in messages_of(catalogue)]


def disagreements(by_room: dict[str, list[Message]]) -> Iterator[Problem]:
    """Report msgids that two rooms translate differently."""
    known: dict[Key, tuple[str, list[str]]] = {}
    for path, messages in by_room.items():
        for message in messages:
            other, chinese = known.setdefault(key(message), (path, texts(message)))
            if chinese != texts(message) and all(chinese) and all(texts(message)):
                there, here = " / ".join(chinese), " / ".join(texts(message))
                yield Problem(path, 0, f"{key(message)[1]!r} is {here!r} here and {there!r} in {other}")


def outside_rooms(workshop: Path) -> Iterator[Problem]:
    """Report strings of files in no room that Django's own catalogue does not translate."""
    copy = workshop / "outside"
    names = {room.name for room in rooms()} | {"locale", "__pycache__"}
    shutil.copytree(SOURCE, copy, ignore=lambda folder, _: names if Path(folder) == SOURCE else ())
    settled = Path(django.__file__).parent / "conf" / "locale"
    django_speaks = gettext.translation("django", settled, [LOCALE])
    for catalogue in gather(copy):
        for message in messages_of(catalogue):
            if django_speaks.gettext(key(message)[1]) == key(message)[1]:
                yield Problem("src/yilan", 0, f"{key(message)[1]!r} stands in no room, so it has no catalogue")


def problems() -> Iterator[Problem]:
    """Run all four searches."""
    with tempfile.TemporaryDirectory(prefix="yilan-messages-") as folder:
        workshop = Path(folder)
        with ThreadPoolExecutor(2) as pool:
            found = list(pool.map(lambda room: in_use(room, workshop), rooms()))
        by_room = {relative(room): messages for room, messages in found}
        for path, messages in by_room.items():
            yield from gaps(path, messages)
        # What we say in Wagtail's stead goes before all rooms.
        stead = {"src/yilan/locale": messages_of(SOURCE / CATALOGUE / "django.po")}
        yield from disagreements(stead | by_room)
        yield from outside_rooms(workshop)
    for template in sorted(SOURCE.rglob("*.html")):
        yield from raw_text(relative(template), template.read_text(encoding="utf-8"))


if __name__ == "__main__":
    report(problems())
