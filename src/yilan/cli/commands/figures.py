import argparse
import json

from yilan.cli.parsing import whole_number

NAME = "figures"
HELP = "print the figures of a year; each opens the list of records behind it"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the year."""
    parser.add_argument("year", type=whole_number(1949, 9999), metavar="YEAR", help="for example 2014")
    parser.add_argument("--json", action="store_true", help="print JSON: name to value, unit, list and definition")


def run(options: argparse.Namespace) -> int:
    """Print every figure with the address of its list."""
    from yilan.cli.prepare import require_migrated
    from yilan.cli.starting import start_django

    start_django()
    require_migrated()
    from yilan.reports.queries import figures

    found = figures(options.year)
    if options.json:
        plain = {
            name: {
                "value": figure.value,
                "unit": str(figure.unit),
                "list": figure.list,
                "definition": str(figure.definition),
            }
            for name, figure in found.items()
        }
        print(json.dumps(plain, ensure_ascii=False, indent=2))
        return 0
    width = max(map(len, found), default=0)
    for name, figure in found.items():
        print(f"{name:<{width}}  {figure.value:>8,}  {figure.unit}  {figure.list}")
    return 0
