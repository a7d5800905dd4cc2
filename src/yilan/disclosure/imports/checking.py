"""Checks every row of an import file before anything is written."""

import re
from collections.abc import Callable, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from yilan.core.numbering.document_numbers import normalise
from yilan.disclosure.imports import fields
from yilan.disclosure.imports.bodies import BodyReader, texts_of_body
from yilan.disclosure.imports.files import FileShelf
from yilan.disclosure.imports.names import Names, resolve
from yilan.disclosure.imports.prepared import Prepared
from yilan.disclosure.imports.problems import Problem
from yilan.disclosure.models import RecordPage, RuleDuty
from yilan.screening import scan_parts

MUST = ("agency", "title", "columns", "genre", "written_on", "published_at")
# How long the columns are that keep a field's text; SQLite would keep more, PostgreSQL would break the import off.
LENGTHS = {
    name: RecordPage._meta.get_field(column).max_length or 0
    for name, column in {
        "key": "import_key",
        "title": "title",
        "index_number": "index_number",
        "document_number": "document_number",
        "disclosure_reason": "disclosure_reason",
        "keywords": "keywords",
        "source": "source",
    }.items()
}
APART = {"document_number", "index_number", "keywords"}  # read by functions of their own
PLAIN = {name: length for name, length in LENGTHS.items() if name not in APART}
INDEX_FORM = re.compile(r"[\w./()\[\]〔〕（）-]+")
DUTY_LENGTH = RuleDuty._meta.get_field("text").max_length or 0


class RowChecker:
    """Reads rows one after the other and gathers every problem; `Prepared` rows come out where there was none."""

    def __init__(self, names: Names, folder: Path) -> None:
        self.names = names
        self.shelf = FileShelf(folder)
        self.problems: list[Problem] = []
        self.now: datetime = timezone.now()

    def check(self, row: int, raw: dict[str, Any]) -> Prepared | None:
        """Return the checked row, None when something is wrong with it."""
        before = len(self.problems)
        self._refuse_unknown(row, raw)
        values = self._read(row, raw)
        if len(self.problems) > before:
            return None
        prepared = Prepared(row=row, original=_original(raw), **values)
        self._check_together(prepared)
        self._screen(prepared)
        return prepared if len(self.problems) == before else None

    def _problem(self, row: int, field: str, message: str) -> None:
        self.problems.append(Problem(row, field, str(message)))

    def _refuse_unknown(self, row: int, raw: dict[str, Any]) -> None:
        for name in raw:
            if name not in fields.HEADINGS and not name.startswith("x_"):
                self._problem(row, name, _("This field does not exist."))
        for name in MUST:
            if raw.get(name) in (None, "", []):
                self._problem(row, name, _("This field is missing."))

    def _read(self, row: int, raw: dict[str, Any]) -> dict[str, Any]:
        values: dict[str, Any] = {}
        for name, value in raw.items():
            if name not in fields.HEADINGS or value in (None, ""):
                continue
            try:
                values[name] = self._readers.get(name, _text)(self, value)
            except ValueError as error:
                self._problem(row, name, str(error))
        return values

    _readers: dict[str, Callable[["RowChecker", Any], Any]] = {
        "agency": lambda self, value: resolve(self.names.agencies, value),
        "community": lambda self, value: resolve(self.names.communities, value),
        "genre": lambda self, value: resolve(self.names.genres, value),
        "statutory_item": lambda self, value: resolve(self.names.statutory_items, value),
        "columns": lambda self, value: [resolve(self.names.columns, one) for one in fields.read_list(value)],
        "themes": lambda self, value: [resolve(self.names.themes, one) for one in fields.read_list(value)],
        "issuers": lambda self, value: [resolve(self.names.agencies, one) for one in fields.read_list(value)],
        "keywords": lambda _self, value: _keywords(value),
        "supersedes": lambda _self, value: [str(one) for one in fields.read_list(value)],
        "index_number": lambda _self, value: _index_number(value),
        "document_number": lambda _self, value: _short(normalise(str(value)) or str(value), LENGTHS["document_number"]),
        "published_at": lambda _self, value: fields.read_moment(value),
        "attachments": lambda self, value: self.shelf.attachments(fields.read_list(value)),
        "body": lambda self, value: BodyReader(self.shelf).read(value),
        "duties": lambda self, value: _duties(self.names, value),
        **{name: lambda _self, value, length=length: _short(value, length) for name, length in PLAIN.items()},  # type: ignore[misc]
        **{name: lambda _self, value: fields.read_day(value) for name in fields.DAYS},
        **{name: lambda _self, value, name=name: fields.read_choice(name, value) for name in fields.CHOICES},  # type: ignore[misc]
    }

    def _check_together(self, row: Prepared) -> None:
        if row.published_at > self.now:
            self._problem(row.row, "published_at", _("This day lies in the future."))
        if timezone.localdate(row.published_at) < row.written_on:
            self._problem(row.row, "published_at", _("The record was published before it was written."))
        if not row.body and not row.attachments:
            self._problem(row.row, "body", _("There is neither a body nor an attachment."))
        if row.disclosure != "proactive" and not row.disclosure_reason:
            self._problem(row.row, "disclosure_reason", _("Say why the record is not disclosed proactively."))
        if row.disclosure != "proactive" and row.audience != "internal":
            self._problem(
                row.row, "audience", _("Only proactively disclosed records go to the public; choose “internal”.")
            )
        if (row.audience == "community") != (row.community is not None):
            self._problem(
                row.row, "community", _("Name the community if, and only if, the record is for one community.")
            )
        if row.in_force_from and row.in_force_until and row.in_force_from > row.in_force_until:
            self._problem(
                row.row, "in_force_until", _("This day lies before the day on which the record enters into force.")
            )

    def _screen(self, row: Prepared) -> None:
        row.hits = list(scan_parts(_texts(row)))
        if not row.screening_reason:
            for placed in row.hits:
                self._problem(
                    row.row,
                    placed.place,
                    _("Screening found %(excerpt)s. Mask it, or give `screening_reason`.")
                    % {"excerpt": placed.hit.excerpt_masked},
                )

    def check_names(self, rows: list[Prepared]) -> None:
        """Check what only the whole file shows: doubles, and references to other rows."""
        self._refuse_doubles(rows, "key", self.names.keys)
        self._refuse_doubles(rows, "index_number", self.names.index_numbers)
        inside = {row.key for row in rows if row.key} | {row.index_number for row in rows if row.index_number}
        known = inside | self.names.keys.keys() | self.names.index_numbers.keys()
        for row in rows:
            named: dict[str, Sequence[str | None]] = {
                "interprets": [row.interprets],
                "validity_changed_by": [row.validity_changed_by],
                "supersedes": row.supersedes,
            }
            for field, others in named.items():
                for other in others:
                    if other and other not in known:
                        self._problem(row.row, field, _("No record has the key or index number “%s”.") % other)

    def _refuse_doubles(self, rows: list[Prepared], field: str, here: dict[str, int]) -> None:
        seen: dict[str, int] = {}
        for row in rows:
            value = getattr(row, field)
            if not value:
                continue
            if value in here:
                self._problem(row.row, field, _("“%s” is already here.") % value)
            elif value in seen:
                self._problem(
                    row.row,
                    field,
                    _("“%(value)s” stands in row %(row)d already.") % {"value": value, "row": seen[value]},
                )
            seen.setdefault(value, row.row)


def _text(_self: RowChecker, value: Any) -> str:
    return str(value).strip()


def _short(value: Any, length: int) -> str:
    text = str(value).strip()
    if len(text) > length:
        raise ValueError(_("At most %d characters.") % length)
    return text


def _index_number(value: Any) -> str:
    """Keep an index number as it came, if an address can be made of it that means nothing else."""
    number = _short(value, LENGTHS["index_number"])
    parts = number.split("/")
    if not INDEX_FORM.fullmatch(number) or {"", ".", "..", "versions", "compare"} & set(parts):
        raise ValueError(_("An index number has letters, digits and the marks / . _ - ( ) [ ] 〔 〕 only."))
    return number


def _keywords(value: Any) -> list[str]:
    words = [str(one) for one in fields.read_list(value)]
    _short("，".join(words), LENGTHS["keywords"])
    return words


def _duties(names: Names, value: Any) -> list[tuple[str, str | None]]:
    """Read duties: JSON objects, or a cell with a duty each (`holder：text` where one agency holds it)."""
    return [_duty(names, one) for one in fields.read_list(value)]


def _duty(names: Names, one: Any) -> tuple[str, str | None]:
    if isinstance(one, str):
        before, mark, after = one.partition("：")
        one = {"holder": before, "text": after} if mark else {"text": one}
    if not isinstance(one, dict) or not str(one.get("text") or "").strip():
        raise ValueError(_("A duty has a `text`, and a `holder` where one agency holds it."))
    holder = one.get("holder")
    return _short(one["text"], DUTY_LENGTH), resolve(names.agencies, holder) if holder else None


def _texts(row: Prepared) -> Any:
    yield "title", row.title
    yield "document_number", row.document_number
    yield "summary", row.summary
    yield "source", row.source
    yield "disclosure_reason", row.disclosure_reason
    yield "keywords", " ".join(row.keywords)
    yield from texts_of_body(row.body)
    for number, use in enumerate(row.attachments, start=1):
        yield f"attachment {number}", f"{use.title} {use.path.name}"
    for number, (text, _holder) in enumerate(row.duties, start=1):
        yield f"duty {number}", text


def _original(raw: dict[str, Any]) -> dict[str, Any]:
    return {
        name: value if isinstance(value, str | int | float | bool | list | dict) else str(value)
        for name, value in raw.items()
        if name != "body"
    }
