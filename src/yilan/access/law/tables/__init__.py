"""The yearly tables on requests and on reviews and lawsuits: definition, count, check."""

from yilan.access.law.tables.checking import Violation, check_table
from yilan.access.law.tables.counting import (
    CountedCase,
    CountedRemedy,
    as_printed,
    build_table3,
    build_table4,
    empty_table,
)
from yilan.access.law.tables.definition import Form, Row, SumRule, TableDefinition, table_definition

__all__ = [
    "CountedCase",
    "CountedRemedy",
    "Form",
    "Row",
    "SumRule",
    "TableDefinition",
    "Violation",
    "as_printed",
    "build_table3",
    "build_table4",
    "check_table",
    "empty_table",
    "table_definition",
]
