"""Which faces stand here for those of the standard, and which characters these do not have."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import lru_cache

from django.utils.translation import gettext as _
from markupsafe import Markup

from yilan.papers.layout.css import family
from yilan.papers.layout.faces import CHAINS, Slot
from yilan.papers.layout.styles import STYLES, Form
from yilan.papers.pdf import site_fonts
from yilan.papers.pdf.setting import has_written, written_by
from yilan.papers.word.reading import Paragraph, Table

PROBE = "国"  # in every Chinese face: whoever writes it is the face of the slot
SMALL = Markup('<html lang="zh-CN"><title>{0}</title><p>{0}</p></html>')


@dataclass
class Face:
    """The face that a slot has here. `known` remembers which characters it has written before."""

    slot: Slot
    family: str
    known: set[str] = field(default_factory=set)

    @property
    def stands_in(self) -> bool:
        """Tell whether it is the last of the chain, which stands in for all."""
        return self.family == CHAINS[self.slot].families[-1]

    def lacks(self, words: str) -> set[str]:
        """Return the characters that it does not have, by setting those that it has not written yet.

        In papers it has written nearly all: its own, or an earlier one.
        """
        written = self.known | has_written(self.family, bold=CHAINS[self.slot].bold)
        asked = {one for one in words if one.isprintable() and not one.isspace()} - written
        if not asked:
            return set()
        wrote = set(_written(self.slot, "".join(sorted(asked))).get(self.family, ""))
        self.known |= wrote
        return asked - wrote


@dataclass(frozen=True)
class Substitution:
    """Characters that another face had to write; `str()` tells it to the reader."""

    characters: str
    family: str

    def __str__(self) -> str:
        told = _("%(family)s lacks these characters, another face writes them: %(characters)s")
        return told % {"family": self.family, "characters": "、".join(self.characters)}


def faces() -> dict[Slot, Face]:
    """Return the face of each slot, found once for what lies in the fonts folder. Raises `PdfUnavailable`."""
    return _faces(site_fonts.state())


@lru_cache(maxsize=1)
def _faces(_state: tuple[tuple[str, int], ...]) -> dict[Slot, Face]:
    return {slot: Face(slot, next(iter(_written(slot, PROBE)), "")) for slot in Slot}


def substitutions(blocks: Iterable[Paragraph | Table], form: Form) -> tuple[Substitution, ...]:
    """Return which characters of a paper its own faces do not have."""
    words: dict[Slot, str] = {}
    for slot, told in _words(blocks, form):
        words[slot] = words.get(slot, "") + told
    found: dict[str, set[str]] = {}
    for slot, told in words.items():
        face = faces()[slot]
        found.setdefault(face.family, set()).update(face.lacks(told))
    return tuple(Substitution("".join(sorted(lacking)), name) for name, lacking in sorted(found.items()) if lacking)


def _written(slot: Slot, words: str) -> dict[str, str]:
    weight = "bold" if CHAINS[slot].bold else "normal"
    css = f"@page {{ size: 1000mm }} p {{ margin: 0; font-family: {family(slot)}; font-weight: {weight} }}"
    return written_by(SMALL.format(words), css)


def _words(blocks: Iterable[Paragraph | Table], form: Form) -> Iterator[tuple[Slot, str]]:
    for block in blocks:
        if isinstance(block, Table):
            yield from _words((one for row in block.rows for cell in row for one in cell.paragraphs), form)
        else:
            yield STYLES[form][block.style].face, block.text
