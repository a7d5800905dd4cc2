"""Which fields of a content changed, in words for people."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from yilan.disclosure.differences.blocks import Block, BlockDifference, compare_blocks
from yilan.disclosure.differences.marks import Kind, Mark, mark_text
from yilan.disclosure.differences.words import file_words, words_of
from yilan.disclosure.models.record import Audience, Disclosure

Names = Mapping[str, Mapping[Any, str]]

LABELS: dict[str, str | Promise] = {
    "title": _("title"),
    "document_number": _("document number"),
    "body": _("body"),
    "attachments": _("attachments"),
    "summary": _("summary"),
    "written_on": _("written on"),
    "in_force_from": _("in force from"),
    "in_force_until": _("in force until"),
    "disclosure": _("disclosure"),
    "disclosure_reason": _("reason when not proactive"),
    "audience": _("audience"),
    "community": _("community"),
    "columns": _("columns"),
    "themes": _("themes"),
    "genre": _("genre"),
    "statutory_item": _("statutory item"),
    "issuers": _("issuing agencies"),
    "concerned": _("other agencies concerned"),
    "keywords": _("keywords"),
    "source": _("source"),
    "interprets": _("interprets"),
    "supersedes": _("supersedes or repeals"),
    "duties": _("duties"),
}
CHOICES: dict[str, type[Disclosure] | type[Audience]] = {"disclosure": Disclosure, "audience": Audience}


@dataclass(frozen=True)
class FieldDifference:
    """One field that differs. `blocks` tells it for body, attachments and duties, `marks` for every other field."""

    field: str
    label: str | Promise
    kind: Kind
    old: str
    new: str
    marks: tuple[Mark, ...]
    blocks: tuple[BlockDifference, ...] = ()


def compare(old: dict[str, Any], new: dict[str, Any], names: Names | None = None) -> list[FieldDifference]:
    """Return the fields in which two contents differ, in the order in which people read them; none when equal.

    `names` maps a field to the names of its codes (`{"columns": {"gsgg": "公示公告"}}`). Left out, the names of the
    codes that differ are read from the database: one query for each kind of thing.
    """
    changed = [field for field in LABELS if old.get(field) != new.get(field)]
    if names is None:
        from yilan.disclosure.queries.differences import names_in

        names = names_in(changed, old, new)
    return [_difference(field, old.get(field), new.get(field), names) for field in changed]


def _difference(field: str, old: Any, new: Any, names: Names) -> FieldDifference:
    kind = Kind.ADDED if _empty(old) else Kind.REMOVED if _empty(new) else Kind.CHANGED
    words = _block_words(field, names)
    if words is not None:
        before, after = "\n".join(map(words, old or [])), "\n".join(map(words, new or []))
        blocks = compare_blocks(old or [], new or [], words)
        return FieldDifference(field, LABELS[field], kind, before, after, (), blocks)
    before, after = field_words(field, old, names), field_words(field, new, names)
    return FieldDifference(field, LABELS[field], kind, before, after, mark_text(before, after))


def _block_words(field: str, names: Names) -> Callable[[Block], str] | None:
    """Return what gives the text of one element of a field that is a list of blocks; None for any other field."""
    if field == "body":
        return words_of
    if field == "attachments":
        return lambda row: f"{row['title']}\n{file_words(row)}"
    if field == "duties":
        return lambda row: "，".join(filter(None, (_name("duties", row["holder"], names), row["text"])))
    return None


def field_words(field: str, value: Any, names: Names) -> str:
    """Return a field's value as people read it: codes and choices by their names."""
    if _empty(value):
        return ""
    if isinstance(value, list):
        return "、".join(_name(field, one, names) for one in value)
    if field in CHOICES and value in CHOICES[field].values:
        return str(CHOICES[field](value).label)
    return _name(field, value, names)


def _name(field: str, code: Any, names: Names) -> str:
    return names.get(field, {}).get(code, "" if code is None else str(code))


def _empty(value: Any) -> bool:
    return value is None or value in ("", [])
