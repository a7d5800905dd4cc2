import hashlib
from collections.abc import Callable
from pathlib import Path

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from yilan.accounts.models import Role, User
from yilan.accounts.queries import agencies_where
from yilan.core import audit
from yilan.disclosure.imports.checking import RowChecker
from yilan.disclosure.imports.names import Names
from yilan.disclosure.imports.prepared import Prepared
from yilan.disclosure.imports.problems import ImportReport, Problem
from yilan.disclosure.imports.reading import Row, Unreadable, read_rows
from yilan.disclosure.imports.writing import write_records
from yilan.disclosure.models import ImportRun

Progress = Callable[[int, int], None]
STEP = 200


def import_file(
    path: Path, *, actor: User, statement: str, check_only: bool = False, progress: Progress = lambda _done, _all: None
) -> ImportReport:
    """Check a whole import file (`docs/import-format.md`) and, when nothing is wrong, write all of it at once.

    `statement` says on what earlier review the release of these historic records rests; it becomes each record's import
    review. `progress` hears how many of how many rows are through. Raises `PermissionDenied` unless the actor belongs
    to the information office of every owning agency, and `ValidationError` without a statement.
    """
    try:
        rows = read_rows(path)
    except Unreadable as error:
        return ImportReport(0, [Problem(0, path.name, str(error))])
    prepared, problems = _check(path, rows, progress)
    if problems or check_only:
        return ImportReport(len(rows), sorted(problems, key=lambda problem: problem.row))
    if not statement.strip():
        raise ValidationError({"statement": _("Say on what earlier review the release of these records rests.")})
    _require_importer(actor, prepared)
    run = _write(path, actor, statement.strip(), prepared, progress)
    return ImportReport(len(rows), run=run.pk)


def _check(path: Path, rows: list[Row], progress: Progress) -> tuple[list[Prepared], list[Problem]]:
    checker = RowChecker(Names.load(), path.parent)
    prepared: list[Prepared] = []
    for done, (number, raw) in enumerate(rows, start=1):
        row = checker.check(number, raw)
        if row is not None:
            prepared.append(row)
        if done % STEP == 0:
            progress(done, 2 * len(rows))
    checker.check_names(prepared)
    return prepared, checker.problems


def _require_importer(actor: User, prepared: list[Prepared]) -> None:
    allowed = set(agencies_where(actor, Role.INFORMATION_OFFICE).values_list("code", flat=True))
    foreign = {row.agency for row in prepared} - allowed
    if foreign:
        raise PermissionDenied(
            _("Only the information office imports records; not yours: %s.") % "、".join(sorted(foreign))
        )


@transaction.atomic
def _write(path: Path, actor: User, statement: str, prepared: list[Prepared], progress: Progress) -> ImportRun:
    run = ImportRun.objects.create(
        actor=actor,
        file_name=path.name[:200],
        sha256=hashlib.sha256(path.read_bytes()).hexdigest(),
        statement=statement,
        records=len(prepared),
    )
    write_records(run, prepared, lambda done: progress(len(prepared) + done, 2 * len(prepared)))
    audit.record(
        actor=actor,
        action="disclosure:import:run",
        subject=run,
        detail={"records": len(prepared), "sha256": run.sha256, "statement": statement},
    )
    return run
