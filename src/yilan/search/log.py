"""What is looked for, without anything that says by whom.

A question is a line in a file; a job counts the lines into rows of a day. So a search waits for no database, and works
while that is only read. Questions that hold an identity number, a telephone number or the like are not kept.
"""

import json
import os
import secrets
from collections import Counter
from datetime import timedelta
from functools import partial
from pathlib import Path

from django.db import transaction
from django.db.models import F, Sum
from django.utils import timezone

from yilan.screening import scan_text
from yilan.search.engines.chosen import is_wanted
from yilan.search.engines.places import search_folder
from yilan.search.models import AskedQuestion
from yilan.search.reading import LONGEST

LARGEST = 8 << 20  # bytes of a file between two counts; more is not people asking
KEPT = timedelta(days=400)
RECENT = timedelta(days=90)
OFTEN = 3  # times that a question was asked before it is offered to others
OFFERED = 4
MOST_A_DAY = 5_000  # different questions


def note(text: str, *, found: bool) -> None:
    """Note that something was looked for, and whether it was found as it was asked."""
    _write(text, "asked" if found else "failed")


def note_shown(text: str) -> None:
    """Note that a page of a question shows its results and runs scripts: whether one is opened will be told."""
    _write(text, "shown")


def note_opened(text: str) -> None:
    """Note that a result of a question was opened."""
    _write(text, "opened")


def beginning_with(text: str) -> list[str]:
    """Return what others have often asked and found that begins so, the most frequent first."""
    since = timezone.localdate() - RECENT
    rows = AskedQuestion.objects.filter(day__gte=since, text__startswith=text).values("text").order_by()
    often = rows.annotate(asked=Sum("asked"), failed=Sum("failed")).filter(asked__gte=OFTEN, failed=0)
    return list(often.order_by("-asked", "text").values_list("text", flat=True)[:OFFERED])


def count_up() -> int:
    """Count the noted lines into rows and forget old ones; returns how many lines. Joins the caller's transaction.

    A file is counted one turn after it was put aside, when nobody can be writing into it any more.
    """
    folder = search_folder()
    aside = sorted(folder.glob("asked-*.jsonl"))
    lines = [line for path in aside for line in path.read_text(encoding="utf-8").splitlines()]
    _add_up(Counter(found for line in lines if (found := _read(line)) is not None))
    AskedQuestion.objects.filter(day__lt=timezone.localdate() - KEPT).delete()
    if _file().exists():
        _file().rename(folder / f"asked-{timezone.now():%Y%m%dT%H%M%S%f}-{secrets.token_hex(3)}.jsonl")
    transaction.on_commit(partial(_remove, aside))
    return len(lines)


def _remove(paths: list[Path]) -> None:
    for path in paths:
        path.unlink(missing_ok=True)


def _add_up(counted: Counter[tuple[str, str, str]]) -> None:
    for (day, text, what), times in counted.most_common(MOST_A_DAY):
        row, _created = AskedQuestion.objects.get_or_create(day=day, text=text)
        changes = {what: times}
        if what == "failed":
            changes["asked"] = times
        AskedQuestion.objects.filter(pk=row.pk).update(**{name: F(name) + n for name, n in changes.items()})


def _write(text: str, what: str) -> None:
    text = " ".join(text.split())[:LONGEST]
    if not text or not is_wanted() or scan_text(text):
        return
    line = json.dumps([timezone.localdate().isoformat(), text, what], ensure_ascii=False) + "\n"
    try:
        search_folder().mkdir(parents=True, exist_ok=True)
        handle = os.open(_file(), os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)
        try:
            if os.fstat(handle).st_size < LARGEST:
                os.write(handle, line.encode())
        finally:
            os.close(handle)
    except OSError:  # a full disk keeps nobody from searching
        return


def _read(line: str) -> tuple[str, str, str] | None:
    try:
        day, text, what = json.loads(line)
    except ValueError:  # half a line, of a disk that was full
        return None
    return (day, text, what) if what in {"asked", "failed", "shown", "opened"} else None


def _file() -> Path:
    return search_folder() / "asked.jsonl"
