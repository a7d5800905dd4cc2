"""The kinds of files that are taken, and the limits, as data. Imports nothing of Django: the child reads it too."""

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path


@dataclass(frozen=True)
class Kind:
    """A kind of file: what its content is (`family`), and which kind it becomes when it is cleaned."""

    code: str
    family: str
    media_type: str
    extensions: tuple[str, ...]
    becomes: str


@dataclass(frozen=True)
class ImageLimits:
    """How large a picture may be: pixels in all, and of a side."""

    pixels: int
    side: int


@dataclass(frozen=True)
class PackageLimits:
    """How much may be in a package: entries, bytes when unpacked, and how much smaller a large part was made."""

    entries: int
    unpacked: int
    ratio: int
    ratio_from: int


@dataclass(frozen=True)
class PdfLimits:
    """How large a PDF may be: pages, points of a page's side, objects."""

    pages: int
    side: int
    objects: int


@dataclass(frozen=True)
class Limits:
    """Bytes of a file, of a request and of one to the back office, bytes of a name, and files in a field."""

    file: int
    request: int
    office_request: int
    name: int
    files: int
    image: ImageLimits
    package: PackageLimits
    pdf: PdfLimits


@dataclass(frozen=True)
class Taken:
    """What is taken, what is refused with which advice (ending to refusal), and the limits."""

    kinds: dict[str, Kind]
    by_extension: dict[str, Kind]
    refused: dict[str, str]
    limits: Limits


@cache
def taken() -> Taken:
    """Read `data/kinds.toml`; `KeyError`, `TypeError` or `ValueError` when it is not what it should be."""
    data = tomllib.loads((Path(__file__).parent / "data" / "kinds.toml").read_text(encoding="utf-8"))
    kinds = {
        one["code"]: Kind(
            one["code"], one["family"], one["media_type"], tuple(one["extensions"]), one.get("becomes", one["code"])
        )
        for one in data["kind"]
    }
    plain = dict(data["limits"])
    limits = Limits(
        image=ImageLimits(**plain.pop("image")),
        package=PackageLimits(**plain.pop("package")),
        pdf=PdfLimits(**plain.pop("pdf")),
        **plain,
    )
    return Taken(
        kinds,
        {extension: kind for kind in kinds.values() for extension in kind.extensions},
        {extension: group["refusal"] for group in data["refused"] for extension in group["extensions"]},
        limits,
    )


ALL = frozenset(taken().kinds)
