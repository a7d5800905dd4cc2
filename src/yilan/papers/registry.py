"""Templates that come with the platform: every room registers a folder of plain texts.

A file `<code>.toml` holds `name`, `form` (letter or red_head), `source`, `text` (see `markup`) and the facts that the
text may ask for, each with its meaning and a sample: staff preview a template with the samples.
"""

import hashlib
import tomllib
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

from yilan.papers.errors import UnknownTemplate
from yilan.papers.layout.styles import Form
from yilan.papers.word.building import build

_FOLDERS: list[Path] = []
_READERS: dict[Path, Callable[[Path], "Shipped"]] = {}


class PaperDataError(ValueError):
    """A template's file contradicts itself or another; the message names the file."""


@dataclass(frozen=True)
class Fact:
    """A fact that a template may ask for. `optional`: it may be absent, and then must not be printed."""

    name: str
    meaning: str
    sample: Any
    optional: bool = False


@dataclass(frozen=True)
class Shipped:
    """A template as it came with the platform."""

    code: str
    name: str
    form: Form
    text: str
    source: str
    facts: tuple[Fact, ...] = field(default=())

    @property
    def docx(self) -> bytes:
        """Return the template's DOCX, the same bytes every time."""
        return _built(self.text, self.form)

    @property
    def version(self) -> str:
        """Return what tells this text from that of another release of the platform."""
        return f"shipped-{hashlib.sha256(self.docx).hexdigest()[:8]}"

    @property
    def optional(self) -> frozenset[str]:
        """Return the names of the facts that may be absent."""
        return frozenset(fact.name for fact in self.facts if fact.optional)

    def samples(self, *, whole: bool = True) -> dict[str, Any]:
        """Return sample facts; without the optional ones unless they are to be `whole`."""
        return {fact.name: fact.sample for fact in self.facts if whole or not fact.optional}


def register_templates(folder: Path, read: Callable[[Path], Shipped] | None = None) -> None:
    """Offer the templates of a folder; called from a room's `apps.ready()`.

    `read` makes a template of a file where a room writes its papers in a form of its own.
    """
    if folder not in _FOLDERS:
        _FOLDERS.append(folder)
        _READERS[folder] = read or _read
        all_shipped.cache_clear()


def shipped(code: str) -> Shipped:
    """Return a template that came with the platform. Raises `UnknownTemplate`."""
    found = all_shipped().get(code)
    if found is None:
        raise UnknownTemplate(code)
    return found


@cache
def all_shipped() -> dict[str, Shipped]:
    """Return all templates by their codes. Raises `PaperDataError`."""
    found: dict[str, Shipped] = {}
    for folder in _FOLDERS:
        for path in sorted(folder.glob("*.toml")):
            template = _READERS.get(folder, _read)(path)
            if template.code in found:
                raise PaperDataError(f"{path}: another room has a template {template.code!r}")
            found[template.code] = template
    return found


def _read(path: Path) -> Shipped:
    table = tomllib.loads(path.read_text(encoding="utf-8"))
    facts = table.pop("fact", [])
    try:
        return Shipped(
            code=path.stem,
            form=Form(table.pop("form")),
            facts=tuple(Fact(**fact) for fact in facts),
            **table,
        )
    except (TypeError, KeyError, ValueError) as error:
        raise PaperDataError(f"{path}: {error}") from error


@cache
def _built(text: str, form: Form) -> bytes:
    return build(text, form)
