"""The import as a job of the worker, so that nobody waits before a blank page."""

from django.core.exceptions import PermissionDenied, ValidationError

from yilan.accounts.models import User
from yilan.core.jobs import own_transactions, task
from yilan.disclosure.imports import waiting
from yilan.disclosure.imports.importing import import_file
from yilan.disclosure.queries.imports import run_of


@task
@own_transactions
def run_import(token: str, actor: int, statement: str) -> None:
    """Import a waiting file and keep how it went beside it. Run again after a crash it does nothing twice."""
    path = waiting.file_of(token)
    if path is None or waiting.told(token).get("state") in {"done", "refused"}:
        return
    earlier = run_of(path)
    if earlier is not None:  # it was written, and the worker died before it could say so
        waiting.note(token, state="done", records=earlier.records)
        return

    def progress(done: int, everything: int) -> None:
        waiting.note(token, state="running", done=done, everything=everything)

    try:
        report = import_file(path, actor=User.objects.get(pk=actor), statement=statement, progress=progress)
    except PermissionDenied as error:
        waiting.note(token, state="refused", reasons=[str(error)])
    except ValidationError as error:
        waiting.note(token, state="refused", reasons=error.messages)
    else:
        problems = [f"{problem.row} {problem.field}: {problem.message}" for problem in report.problems]
        state = "done" if report.ok else "refused"
        waiting.note(token, state=state, records=report.records, reasons=problems)
