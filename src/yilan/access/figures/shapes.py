"""The tables of a year without their numbers: rows and columns with their words."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from yilan.access.figures import clearance
from yilan.access.law.applicants import applicant_kinds
from yilan.access.law.choices import choices
from yilan.access.law.tables import table_definition

Words = str | Promise
TOTAL = "total"

FEE_ROWS: dict[str, Words] = {
    "brought_in": _("Open from the year before"),
    "notified": _("Notices sent"),
    "paid": _("Paid"),
    "waived": _("Waived"),
    "unpaid": _("Not paid in time, handled no further"),
    "dropped": _("Ended otherwise before payment"),
    "pending": _("Still to be paid"),
}
FEE_COLUMNS: dict[str, Words] = {"requests": _("Requests"), "amount": _("Yuan")}
SPEED_ROWS: dict[str, Words] = {
    "answered": _("Answered"),
    "in_time": _("In time"),
    "late": _("Late"),
    "extended": _("After an extension"),
}
BESIDE_ROWS: dict[str, Words] = {
    "reopened": _("Taken up again after a year's table had counted them"),
    "dropped": _("Withdrawn or merged before anybody confirmed their receipt"),
}
REQUESTS: dict[str, Words] = {TOTAL: _("Requests")}


@dataclass(frozen=True, slots=True)
class ShapeRow:
    """A row; `level` is its indent from 1, a heading has no numbers, `is_sum` one that others add up to.

    `is_share`: its number is drawn as a part of all answers.
    """

    key: str
    words: Words
    level: int = 1
    heading: bool = False
    is_sum: bool = False
    is_share: bool = False


@dataclass(frozen=True, slots=True)
class Shape:
    """A table by its code; `source` names the rule that gives it its form, where there is one."""

    code: str
    title: Words
    columns: Mapping[str, Words]
    rows: tuple[ShapeRow, ...]
    source: str = ""


def shapes() -> tuple[Shape, ...]:
    """Return every table of a year, in the order in which pages and files show them."""
    return (
        _table3(),
        _table4(),
        Shape("clearance", _("How long answers took"), REQUESTS, (*_rows(SPEED_ROWS), *_bands())),
        Shape("fees", _("Processing fees"), FEE_COLUMNS, _rows(FEE_ROWS)),
        Shape("beside", _("Not counted in the tables"), REQUESTS, _rows(BESIDE_ROWS)),
    )


def _table3() -> Shape:
    definition = table_definition("table3")
    columns = {code: kind.words for code, kind in applicant_kinds().items()} | {TOTAL: _("In total")}
    rows = tuple(
        ShapeRow(row.key, row.words, row.level, row.heading, is_sum=row.level == 1 or row.key == TOTAL)
        for row in definition.rows
    )
    shown = {code: columns[code] for code in definition.columns}
    return Shape("table3", _("Requests received and handled"), shown, rows, definition.source)


def _table4() -> Shape:
    """Return the table on reviews and lawsuits; its rows are the three groups of the form."""
    definition = table_definition("table4")
    results = {code: one.words for code, one in choices("remedy_result").items()}
    columns = results | {"pending": _("Not decided yet"), TOTAL: _("In total")}
    shown = {code: columns[code] for code in definition.columns}
    rows = _rows({row.key: row.words for row in definition.rows})
    return Shape("table4", _("Reviews and lawsuits"), shown, rows, definition.source)


def _rows(words: Mapping[str, Words]) -> tuple[ShapeRow, ...]:
    return tuple(ShapeRow(key, said) for key, said in words.items())


def _bands() -> Iterator[ShapeRow]:
    ends, first = clearance.bands(), 0
    for row, end in zip(clearance.band_rows(), ends, strict=False):
        yield ShapeRow(row, _("%(from)d to %(to)d working days") % {"from": first, "to": end}, 2, is_share=True)
        first = end + 1
    more = _("More than %(days)d working days") % {"days": ends[-1]}
    yield ShapeRow(clearance.band_rows()[-1], more, 2, is_share=True)
