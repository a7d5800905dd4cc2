"""Packs a case into one ZIP, file by file, so that no more than one lies in memory."""

import tempfile
import zipfile
from collections.abc import Sequence
from datetime import date
from typing import IO, Any

from django.utils import timezone

from yilan.access.file_room.contents import Item, items_of, pages_of
from yilan.access.file_room.history import actor_of, history_csv, history_json
from yilan.access.law.outcomes import outcomes
from yilan.access.law.writing import chinese_date
from yilan.casework.models import Case
from yilan.casework.queries import removed_files, staff_history
from yilan.casework.queries.removed import RemovedFile
from yilan.intake.queries import open_kept
from yilan.papers.errors import PdfUnavailable
from yilan.papers.facts import Quoted
from yilan.papers.rendering import render, render_docx

INDEX = "case-index"
INDEX_NAME = "目录"
HISTORY = "办理记录"
IN_MEMORY = 1 << 22
NOTHING = "—"
GROUP = 16


def packed(case: Case) -> IO[bytes]:
    """Return the archive file of a case, open at its beginning; it vanishes when it is closed.

    `目录.pdf` (DOCX where no PDF can be made) lists files with pages and SHA-256, events, and files that were added by
    mistake and removed; `原件/` holds every file, numbered in the order of the index; `办理记录.json` and `.csv` the
    history.
    """
    target = tempfile.SpooledTemporaryFile(max_size=IN_MEMORY)  # noqa: SIM115 - the caller closes it
    items = list(items_of(case))
    rows = []
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for item in items:
            data = open_kept(item.file.stored).read()
            archive.writestr(_entry(item.name, item.on), data)
            rows.append(_row(item, pages_of(data, item.file.stored.media_type)))
        today = timezone.localdate()
        name, index = _index(case, rows, today)
        archive.writestr(_entry(name, today), index)
        archive.writestr(_entry(f"{HISTORY}.json", today), history_json(case))
        archive.writestr(_entry(f"{HISTORY}.csv", today), history_csv(case))
    target.seek(0)
    return target


def _entry(name: str, on: date) -> zipfile.ZipInfo:
    entry = zipfile.ZipInfo(name, (on.year, on.month, on.day, 0, 0, 0))
    entry.compress_type = zipfile.ZIP_DEFLATED
    entry.external_attr = 0o600 << 16
    return entry


def _row(item: Item, pages: int | None) -> dict[str, str]:
    return {
        "order": f"{item.order:03d}",
        "name": Quoted(item.name.rpartition("/")[2]),
        "title": Quoted(item.title),
        "on": item.on.isoformat(),
        "pages": str(pages) if pages else NOTHING,
        "sha256": _in_groups(item.file.stored.sha256),
    }


def _removed(order: int, file: RemovedFile) -> dict[str, str]:
    return {
        "order": f"删{order}",
        "name": Quoted(file.name),
        "role": file.role,
        "on": timezone.localdate(file.at).isoformat(),
        "by": file.by,
        "reason": Quoted(file.reason),
        "sha256": _in_groups(file.sha256),
    }


def _in_groups(digest: str) -> str:
    """Return a digest in groups of sixteen: in one piece it would run over the edge of the page."""
    return " ".join(digest[at : at + GROUP] for at in range(0, len(digest), GROUP))


def _index(case: Case, files: Sequence[dict[str, str]], today: date) -> tuple[str, bytes]:
    facts = _facts(case, files)
    try:
        return f"{INDEX_NAME}.pdf", render(INDEX, facts, on=today).pdf
    except PdfUnavailable:
        return f"{INDEX_NAME}.docx", render_docx(INDEX, facts, on=today)


def _facts(case: Case, files: Sequence[dict[str, str]]) -> dict[str, Any]:
    known = outcomes().get(case.outcome)
    return {
        "organ": case.agency.name,
        "title": f"{case.procedure.name}案卷目录",
        "case_number": case.number,
        "received_on": chinese_date(case.received_on) if case.received_on else NOTHING,
        "ended_on": chinese_date(case.ended_on) if case.ended_on else NOTHING,
        "outcome": known.term if known else case.outcome or NOTHING,
        "files": list(files),
        "events": [
            {"order": str(line.event.sequence), "on": line.on.isoformat(), "label": line.text, "by": actor_of(line)}
            for line in staff_history(case)
        ],
        "removed": [_removed(order, file) for order, file in enumerate(removed_files(case), 1)],
    }
