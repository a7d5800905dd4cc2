"""The yearly tables as data: rows, columns, sum rules, and the forms of earlier years."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from django.utils.translation import gettext

from yilan.access.law.reading import LawDataError, build, by_code, document

ALONG = ("rows", "columns", "years")
Cells = Mapping[str, Mapping[str, int | None]]


@dataclass(frozen=True, slots=True)
class Row:
    """A row: key, official term with its number, English label, indent; a heading has no figures."""

    key: str
    term: str
    label: str
    level: int
    heading: bool = False

    @property
    def words(self) -> str:
        """The label in the language of the page."""
        return gettext(self.label)


@dataclass(frozen=True, slots=True)
class SumRule:
    """The sum of some rows or columns has to equal the sum of others."""

    code: str
    along: str
    left: tuple[str, ...]
    right: tuple[str, ...]
    meaning: str
    source: str


@dataclass(frozen=True, slots=True)
class Form:
    """The table as it was printed in some years: rows that were folded into others, and terms that read differently."""

    code: str
    from_year: int
    source: str
    to_year: int | None = None
    folds: Mapping[str, str] = field(default_factory=dict)
    terms: Mapping[str, str] = field(default_factory=dict)

    def holds_in(self, year: int) -> bool:
        """Tell whether reports on a year use it."""
        return self.from_year <= year and (self.to_year is None or year <= self.to_year)


@dataclass(frozen=True, slots=True)
class TableDefinition:
    """One yearly table."""

    code: str
    title: str
    source: str
    columns: tuple[str, ...]
    rows: tuple[Row, ...]
    rules: tuple[SumRule, ...]
    forms: tuple[Form, ...]

    @property
    def keys(self) -> tuple[str, ...]:
        """Keys of the rows that have figures, in their order."""
        return tuple(row.key for row in self.rows if not row.heading)

    def form_of(self, year: int) -> Form | None:
        """Return the printed form of a year; None before the table existed."""
        return next((form for form in self.forms if form.holds_in(year)), None)

    def rows_of(self, year: int) -> tuple[Row, ...]:
        """Return the rows as reports on a year print them; all rows where the table did not exist yet."""
        form = self.form_of(year)
        if form is None or not form.folds:
            return self.rows
        replaced = set(form.terms.values())
        return tuple(
            Row(row.key, form.terms.get(row.key, row.term), row.label, row.level - (row.key in form.terms), row.heading)
            for row in self.rows
            if row.key not in form.folds and not (row.heading and row.term in replaced)
        )


def definition_from_toml(table: Mapping[str, Any]) -> TableDefinition:
    """Build a table from its parsed file; `LawDataError` for rules and folds on rows or columns that do not exist."""
    place = f"{table['code']}.toml"
    definition = TableDefinition(
        code=table["code"],
        title=table["title"],
        source=table["source"],
        columns=tuple(table["columns"]),
        rows=tuple(build(Row, row, place) for row in table["row"]),
        rules=tuple(by_code((build(SumRule, rule, place) for rule in table["rule"]), place).values()),
        forms=tuple(by_code((build(Form, form, place) for form in table["form"]), place).values()),
    )
    if len({row.key for row in definition.rows}) != len(definition.rows):
        raise LawDataError(f"{place}: a row stands twice")
    for rule in definition.rules:
        known = set(definition.columns if rule.along == "columns" else definition.keys)
        if rule.along not in ALONG or not {*rule.left, *rule.right} <= known:
            raise LawDataError(f"{place}: {rule.code} sums what does not exist")
    for form in definition.forms:
        if not {*form.folds, *form.folds.values(), *form.terms} <= set(definition.keys):
            raise LawDataError(f"{place}: form {form.code} folds what does not exist")
    return definition


@cache
def table_definition(code: str) -> TableDefinition:
    """Return a table, `table3` or `table4`."""
    return definition_from_toml(document(f"{code}.toml"))
