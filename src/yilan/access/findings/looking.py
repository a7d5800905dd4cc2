"""Looks through the text of a file for personal data and marks of secrecy, page by page where it has pages."""

from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass, replace
from typing import Any

from yilan.access.findings.office_files import text_of
from yilan.core.sealing import blind_index
from yilan.redaction import asking
from yilan.redaction.errors import CannotRedact
from yilan.redaction.kinds import KINDS, PDF, PICTURES
from yilan.redaction.plans import Box
from yilan.screening.rules import rules
from yilan.screening.scanning import scan_text

TEXT = "text/plain"
ENCODINGS = ("utf-8-sig", "utf-16", "gb18030")
MOST = 500  # findings of a file that are kept


@dataclass(frozen=True, slots=True)
class Finding:
    """One place: its kind (of `screening`), its page (0 where a file has none), and a masked excerpt.

    `mark` recognises the same value again; nobody without the key of the home gets the value from it.
    """

    kind: str
    page: int
    excerpt: str
    mark: str = ""


@dataclass(frozen=True, slots=True)
class Findings:
    """What a program saw of a file. `unread` are pages that hold pictures; `whole`: it could read any of it at all.

    `rules`: by which edition of the rules of screening; empty for a file that nobody has looked into.
    """

    hits: tuple[Finding, ...] = ()
    unread: tuple[int, ...] = ()
    whole: bool = True
    rules: str = ""

    @property
    def is_current(self) -> bool:
        """Whether the rules that hold now have looked into it."""
        return self.rules == rules().digest

    def to_json(self) -> dict[str, Any]:
        """Return it as JSON carries it. Nothing in it is unmasked."""
        hits = [asdict(hit) for hit in self.hits]
        return {"hits": hits, "unread": list(self.unread), "whole": self.whole, "rules": self.rules}

    @classmethod
    def from_json(cls, value: dict[str, Any] | None) -> "Findings":
        """Read what `to_json` gives; nothing at all is a file that nobody has looked into."""
        if not value:
            return cls(whole=False)
        hits = tuple(Finding(**hit) for hit in value["hits"])
        return cls(hits, tuple(value["unread"]), value["whole"], value.get("rules", ""))


def look_into(data: bytes, media_type: str) -> Findings:
    """Return what a file holds. A file that no program can read is not `whole`; it raises nothing."""
    return replace(_seen(data, media_type), rules=rules().digest)


def _seen(data: bytes, media_type: str) -> Findings:
    try:
        if media_type == PDF:
            texts, unread = asking.read(data, media_type)
            return Findings(tuple(_hits(texts, first=1)), unread)
        if media_type in PICTURES:
            return Findings(unread=tuple(page.number for page in asking.pages(data, media_type, previews=())))
        text = _plain(data) if media_type == TEXT else text_of(data)
    except (CannotRedact, ValueError):
        return Findings(whole=False)
    return Findings(tuple(_hits([text], first=0)))


def places_in(data: bytes, media_type: str) -> list[tuple[str, Box]]:
    """Return the kind and the place of each find in a file that has pages, for boxes to be drawn over."""
    if media_type != PDF:
        return []
    kinds: dict[str, str] = {}

    def find(text: str) -> Iterable[tuple[int, int]]:
        for hit in scan_text(text):
            kinds.setdefault(text[hit.start : hit.end].strip(), hit.kind)
            yield hit.start, hit.end

    found = asking.propose(data, media_type, find)
    return [(kinds.get(box.term, ""), replace(box, reason="")) for box in found.boxes]


def can_be_redacted(media_type: str) -> bool:
    """Tell whether parts of a file of this kind can be blackened."""
    return media_type in KINDS


def _hits(pages: Iterable[str], *, first: int) -> Iterator[Finding]:
    count = 0
    for number, text in enumerate(pages, first):
        for hit in scan_text(text):
            if count == MOST:
                return
            count += 1
            yield Finding(hit.kind, number, hit.excerpt_masked, blind_index(hit.fingerprint, purpose="access.finding"))


def _plain(data: bytes) -> str:
    for encoding in ENCODINGS:
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise ValueError("no text")
