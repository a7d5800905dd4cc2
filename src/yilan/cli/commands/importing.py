import argparse
import json
from dataclasses import asdict
from pathlib import Path

from yilan.cli.errors import Refused
from yilan.cli.numbers import problems, records

NAME = "import"
HELP = "import historic records from a JSON-lines, CSV or XLSX file: all of it, or nothing"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the file and who answers for it."""
    parser.add_argument("file", type=Path, metavar="FILE", help="the file; docs/import-format.md describes its fields")
    parser.add_argument("--as", dest="username", required=True, metavar="USERNAME", help="the account that imports")
    parser.add_argument("--statement", default="", metavar="TEXT", help="on what earlier review the release rests")
    parser.add_argument("--check", action="store_true", help="only check the file; write nothing")
    parser.add_argument("--json", action="store_true", help="print JSON")


def run(options: argparse.Namespace) -> int:
    """Check and import, and print every problem with its row and field."""
    from yilan.cli.prepare import require_migrated
    from yilan.cli.progress import ProgressLine
    from yilan.cli.starting import start_django

    if not options.file.is_file():
        raise Refused(f"there is no file {options.file}")
    if not options.check and not options.statement.strip():
        raise Refused("say with --statement on what earlier review the release of these records rests")
    start_django()
    require_migrated()
    from django.contrib.auth import get_user_model

    from yilan.disclosure.imports import import_file

    actor = get_user_model().objects.filter(username=options.username, is_active=True).first()
    if actor is None:
        raise Refused(f"there is no active account {options.username}")
    with ProgressLine(quiet=options.json) as progress:
        report = import_file(
            options.file,
            actor=actor,
            statement=options.statement,
            check_only=options.check,
            progress=lambda done, every: progress("Importing", done, every),
        )
    if options.json:
        found = [asdict(problem) for problem in report.problems]
        print(json.dumps({"ok": report.ok, "records": report.records, "problems": found}, ensure_ascii=False))
        return 0 if report.ok else 1
    for problem in report.problems:
        print(f"row {problem.row}, {problem.field}: {problem.message}")
    if not report.ok:
        raise Refused(f"{problems(len(report.problems))} in {records(report.records)}; nothing was imported")
    print(f"{records(report.records)} {'checked, no problem' if options.check else 'imported'}")
    return 0
