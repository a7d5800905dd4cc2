"""Print what Django, Wagtail and their companions leave without Chinese, as catalogue entries ready to fill in.

The Chinese for it stands in src/yilan/locale/, which Django asks before every other catalogue. Run after an upgrade:

    .venv/bin/python tools/upstream_gaps.py            # strings of pages; give "djangojs" for those of scripts

Exit code 1 when something is missing. Strings that upstream no longer has are named too, so that they can go.
"""

import sys
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.pofile import read_po, write_po
from problem import SOURCE

LOCALE = "zh_Hans"
OURS = SOURCE / "locale" / LOCALE / "LC_MESSAGES"
# The packages whose words can reach the staff: those of INSTALLED_APPS (a test sees to that) and Django itself.
# treebeard is none of them, but its errors surface in Wagtail.
PACKAGES = (
    "wagtail.contrib.table_block",
    "wagtail.users",
    "wagtail.snippets",
    "wagtail.search",
    "wagtail.documents",
    "wagtail.images",
    "wagtail.admin",
    "wagtail",
    "modelcluster",
    "taggit",
    "axes",
    "treebeard",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.conf",
)
# In Wagtail's code, yet not in its own English catalogue.
STRAYS = (Message('You do not have permission to publish pages at "%(page_title)s"', flags=["python-format"]),)

Key = tuple[str | None, str]


def key(message: Message) -> Key:
    """Return what tells one msgid from another; a plural counts by its first form."""
    return message.context, message.id[0] if isinstance(message.id, (tuple, list)) else message.id


def settled(message: Message) -> bool:
    """Tell whether a message has its translation in every form, and not only a guessed one."""
    forms = message.string if isinstance(message.string, (tuple, list)) else (message.string,)
    return not message.fuzzy and all(forms)


def messages_in(catalogue: Path) -> list[Message]:
    """Return a catalogue's messages without its header; none where there is no such file."""
    if not catalogue.exists():
        return []
    with catalogue.open("rb") as file:
        return [message for message in read_po(file) if message.id]


def catalogues(package: str, domain: str) -> tuple[Path, Path]:
    """Return a package's catalogue of msgids and its Chinese one. Without an English one, the largest other serves."""
    folder = Path(import_module(package).__file__ or "").parent / "locale"
    english = folder / "en" / "LC_MESSAGES" / f"{domain}.po"
    if not english.exists():
        others = sorted(folder.glob(f"*/LC_MESSAGES/{domain}.po"), key=lambda path: (path.stat().st_size, path))
        english = others[-1] if others else english
    return english, folder / LOCALE / "LC_MESSAGES" / f"{domain}.po"


def wanted(domain: str) -> dict[Key, tuple[str, Message]]:
    """Return every msgid that upstream leaves without Chinese, with the package it belongs to."""
    wishes: dict[Key, tuple[str, Message]] = {}
    spoken: set[Key] = set()
    for package in PACKAGES:
        english, chinese = catalogues(package, domain)
        spoken |= {key(message) for message in messages_in(chinese) if settled(message)}
        for message in messages_in(english):
            wishes.setdefault(key(message), (package, message))
    if domain == "django":
        for message in STRAYS:
            wishes.setdefault(key(message), ("wagtail.admin", message))
    return {wish: place for wish, place in wishes.items() if wish not in spoken}


def ours(domain: str) -> dict[Key, Message]:
    """Return our own catalogue for upstream's strings."""
    return {key(message): message for message in messages_in(OURS / f"{domain}.po")}


def missing(domain: str) -> Iterator[tuple[str, Message]]:
    """Yield what neither upstream nor our catalogue says in Chinese."""
    own = ours(domain)
    for wish, (package, message) in wanted(domain).items():
        if wish not in own or not settled(own[wish]):
            yield package, message


def main(domain: str = "django") -> int:
    """Print the gaps as a catalogue; the exit code says whether there are any."""
    gaps = Catalog(locale=LOCALE, fuzzy=False)
    for package, message in missing(domain):
        gaps.add(message.id, context=message.context, flags=message.flags - {"fuzzy"}, auto_comments=[package])
    if len(gaps):
        write_po(sys.stdout.buffer, gaps, width=110, omit_header=True)
    return 1 if len(gaps) else 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:2]))
