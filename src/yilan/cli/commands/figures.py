import argparse
import json
import sys
from decimal import Decimal
from typing import Any

from yilan.cli.parsing import whole_number

NAME = "figures"
HELP = "print the figures of a year; each opens the list of records behind it"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the year."""
    parser.add_argument("year", type=whole_number(1949, 9999), metavar="YEAR", help="for example 2014")
    parser.add_argument(
        "--json",
        action="store_true",
        help="print JSON: name to value, unit, list and definition; `tables` holds the yearly tables on requests",
    )


def run(options: argparse.Namespace) -> int:
    """Print every figure with the address of its list; 1 where the yearly tables break a rule, which is told."""
    from yilan.cli.prepare import require_migrated
    from yilan.cli.starting import start_django

    start_django()
    require_migrated()
    from yilan.access.queries.figures import broken_rules
    from yilan.core.memory import remembering
    from yilan.reports.queries import figures
    from yilan.reports.requests import request_tables

    with remembering():
        found = figures(options.year)
        tables = request_tables(options.year) if options.json else {}
        broken = broken_rules(options.year)
    for rule in broken:
        print(f"yilan figures: {rule}", file=sys.stderr)
    if options.json:
        plain: dict[str, Any] = {
            name: {
                "value": _number(figure.value),
                "unit": str(figure.unit),
                "list": figure.list,
                "definition": str(figure.definition),
            }
            for name, figure in found.items()
        }
        print(json.dumps(plain | {"tables": tables}, ensure_ascii=False, indent=2, default=_number))
        return 1 if broken else 0
    width = max(map(len, found), default=0)
    for name, figure in found.items():
        print(f"{name:<{width}}  {figure.value:>8,}  {figure.unit}  {figure.list}")
    return 1 if broken else 0


def _number(value: int | Decimal) -> int | float:
    """Return a number as JSON has it: whole where it is whole."""
    return int(value) if value == int(value) else float(value)
