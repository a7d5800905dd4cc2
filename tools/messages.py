"""Gather the strings of every room into the room's own Chinese catalogue, as `make messages` does.

One catalogue per room: docs/decisions/0005-one-catalogue-per-room.md.
"""

import os
import re
import subprocess
import sys
from pathlib import Path

from problem import SOURCE, relative

LOCALE = "zh_Hans"
CATALOGUE = Path("locale") / LOCALE / "LC_MESSAGES"
CREATED = re.compile(r'^"POT-Creation-Date: .*\n', re.MULTILINE)  # would change every file every time

# A new catalogue starts with this; left to itself, gettext gives Chinese the two forms of English.
HEADER = """msgid ""
msgstr ""
"Project-Id-Version: yilan\\n"
"Language: zh_Hans\\n"
"MIME-Version: 1.0\\n"
"Content-Type: text/plain; charset=UTF-8\\n"
"Content-Transfer-Encoding: 8bit\\n"
"Plural-Forms: nplurals=1; plural=0;\\n"
"""


def rooms(source: Path = SOURCE) -> list[Path]:
    """Return the folders that Django knows as applications."""
    return sorted(path.parent for path in source.glob("*/apps.py"))


def speaks_in_scripts(room: Path) -> bool:
    """Tell whether a room's own JavaScript asks for translations."""
    return any(re.search(r"\bn?gettext\(", path.read_text(encoding="utf-8")) for path in room.rglob("*.js"))


def gather(room: Path) -> list[Path]:
    """Bring a room's catalogues up to its code and return them. Chinese that stands stays; what is gone goes."""
    domains = {"django": "html,txt,xml,py"}
    if speaks_in_scripts(room):
        domains["djangojs"] = "js"
    environment = {key: value for key, value in os.environ.items() if key != "DJANGO_SETTINGS_MODULE"}
    environment["PYTHONSAFEPATH"] = "1"  # or a room's `numbers.py` would stand in for the standard library's
    for domain, extensions in domains.items():
        catalogue = room / CATALOGUE / f"{domain}.po"
        if not catalogue.exists():
            catalogue.parent.mkdir(parents=True, exist_ok=True)
            catalogue.write_text(HEADER, encoding="utf-8")
        command = [sys.executable, "-m", "django", "makemessages", "--locale", LOCALE, "--domain", domain]
        command += ["--extension", extensions, "--add-location", "file", "--no-obsolete", "--verbosity", "0"]
        subprocess.run(command, cwd=room, check=True, env=environment)
    catalogues = []
    for path in sorted((room / CATALOGUE).glob("*.po")):
        text = CREATED.sub("", path.read_text(encoding="utf-8"))
        if text.count('msgid "') == 1:  # the header alone: the room says nothing
            path.unlink()
            continue
        path.write_text(text, encoding="utf-8")
        catalogues.append(path)
    return catalogues


if __name__ == "__main__":
    for folder in rooms():
        for catalogue in gather(folder):
            print(relative(catalogue))
