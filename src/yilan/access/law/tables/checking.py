"""Checks a table against its sum rules. It reports each break with both sides and repairs nothing."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django.utils.translation import gettext

from yilan.access.law.tables.definition import Cells, SumRule, TableDefinition

WHOLE = "G-1"


@dataclass(frozen=True, slots=True)
class Violation:
    """A broken rule. `row` or `column` says where (both for a single cell); `left` and `right` are the two sums."""

    rule: str
    row: str = ""
    column: str = ""
    left: int | None = None
    right: int | None = None
    meaning: str = ""

    @property
    def difference(self) -> int | None:
        """Left minus right; None where a cell is no number."""
        return None if self.left is None or self.right is None else self.left - self.right

    def __str__(self) -> str:
        place = " / ".join(part for part in (self.row, self.column) if part)
        if self.difference is None:
            return gettext("%(place)s: a whole number from 0 is wanted here (%(rule)s)") % {
                "place": place,
                "rule": self.rule,
            }
        return gettext("%(place)s: %(left)s against %(right)s, difference %(difference)s (%(rule)s)") % {
            "place": place,
            "left": self.left,
            "right": self.right,
            "difference": self.difference,
            "rule": self.rule,
        }


def check_table(definition: TableDefinition, cells: Cells, *, previous: Cells | None = None) -> list[Violation]:
    """Return every break of a table's rules: cells[row][column], with last year's table where there is one.

    A cell that is missing, blank, negative or no whole number breaks G-1; sums are judged only where all their cells
    are numbers, so that one blank is not reported five times.
    """
    broken = list(_no_numbers(definition, cells))
    for rule in definition.rules:
        broken += _broken(definition, rule, cells, previous)
    return broken


def _no_numbers(definition: TableDefinition, cells: Cells) -> Iterator[Violation]:
    for row in definition.keys:
        for column in definition.columns:
            if _cell(cells, row, column) is None:
                yield Violation(WHOLE, row, column)


def _cell(cells: Cells, row: str, column: str) -> int | None:
    value = cells.get(row, {}).get(column)
    return value if type(value) is int and value >= 0 else None


def _sum(cells: Cells, places: Iterable[tuple[str, str]]) -> int | None:
    found = [_cell(cells, row, column) for row, column in places]
    numbers = [value for value in found if value is not None]
    return sum(numbers) if len(numbers) == len(found) else None


def _broken(definition: TableDefinition, rule: SumRule, cells: Cells, previous: Cells | None) -> Iterator[Violation]:
    if rule.along == "years" and previous is None:
        return
    other = previous if rule.along == "years" and previous is not None else cells
    across = rule.along == "columns"
    for line in definition.keys if across else definition.columns:
        left = _sum(cells, [(line, key) if across else (key, line) for key in rule.left])
        right = _sum(other, [(line, key) if across else (key, line) for key in rule.right])
        if left is not None and right is not None and left != right:
            row, column = (line, "") if across else ("", line)
            yield Violation(rule.code, row, column, left, right, rule.meaning)
