"""The access matrix: every address of the URL configuration, and who may open it.

The reviewed file is `access_matrix.toml`; the first rule whose `names` fit an address counts. When an address is
new, `python tests/accounts/access_matrix.py` appends a rule for it, closed to everyone and marked `reviewed = false`;
fill in `open_to`, look at it with the four eyes that a right needs, and take the mark away.
"""

import os
import sys
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass, field
from fnmatch import fnmatchcase
from pathlib import Path
from typing import Any

FILE = Path(__file__).with_suffix(".toml")
HERE = "tests/accounts/access_matrix.toml"


@dataclass(frozen=True)
class Address:
    """One pattern of the URL configuration: its view's name (its route when it has none), route and parameters."""

    name: str
    route: str
    pattern: Any = field(compare=False, repr=False)


@dataclass(frozen=True)
class Rule:
    """Who may open the addresses whose names fit. `open_to`: roles, "office" for all of them, "anyone" for the public.

    `refused_as`: how the others are turned away, 403 unless the address does not exist for them (404).
    `open_as`: what those who may open it get besides success, where a sample cannot be had (404) or is
    incomplete (400).
    `values`: the sample for the route's parameters, names of things that the test makes, or `=` and the value itself.
    """

    names: list[str]
    open_to: list[str]
    refused_as: int = 403
    open_as: list[int] = field(default_factory=list)
    values: dict[str, str] = field(default_factory=dict)
    reviewed: bool = True

    def fits(self, name: str) -> bool:
        """Tell whether the rule speaks of an address."""
        return any(fnmatchcase(name, pattern) for pattern in self.names)


def addresses() -> list[Address]:
    """Return every pattern of the URL configuration, in its order."""
    from django.urls import URLPattern, get_resolver

    def walk(resolver: Any, spaces: tuple[str, ...], before: str) -> Iterator[Address]:
        for entry in resolver.url_patterns:
            route = before + str(entry.pattern)
            if isinstance(entry, URLPattern):
                yield Address(":".join([*spaces, entry.name]) if entry.name else route, route, entry)
            else:
                yield from walk(entry, (*spaces, entry.namespace) if entry.namespace else spaces, route)

    return list(walk(get_resolver(), (), ""))


def rules() -> list[Rule]:
    """Return the reviewed rules in their order."""
    return [Rule(**entry) for entry in tomllib.loads(FILE.read_text(encoding="utf-8"))["rule"]]


def rule_for(name: str, known: list[Rule]) -> Rule | None:
    """Return the first rule that fits, None for an address of which the file does not speak."""
    return next((rule for rule in known if rule.fits(name)), None)


def unknown() -> list[str]:
    """Return the names of addresses of which no rule speaks."""
    known = rules()
    return list(dict.fromkeys(one.name for one in addresses() if rule_for(one.name, known) is None))


def propose() -> int:
    """Append a closed, unreviewed rule for each unknown address; return how many."""
    names = unknown()
    with FILE.open("a", encoding="utf-8") as file:
        for name in names:
            file.write(f"\n[[rule]]\nnames = ['{name}']\nopen_to = []\nreviewed = false\n")
    return len(names)


if __name__ == "__main__":
    sys.path[:0] = ["src", "."]
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "yilan.settings.test")
    import django

    django.setup()
    print(f"{propose()} rules to review at the end of {HERE}")  # noqa: T201 - a program
