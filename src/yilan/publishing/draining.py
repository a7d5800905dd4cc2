"""Writes the touched addresses anew, a batch at a time."""

import secrets
import traceback
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.db.models import Count, Min, Q

from yilan.core.jobs.faults import fault_point
from yilan.core.memory import remembering
from yilan.publishing.addresses import successor
from yilan.publishing.models import TouchedAddress
from yilan.publishing.places import site_folder
from yilan.publishing.rendering import Rendered, render
from yilan.publishing.shelves import shelf
from yilan.publishing.writing import held

BATCH = 8  # pages that appear together
FIRST = ("/", "/feeds/all.atom", "/records/")


class PagesFailed(Exception):
    """Some pages could not be made; they wait with their reason, all others are written."""


def touch(paths: Iterable[str]) -> int:
    """Note that addresses have to be written anew; returns how many."""
    stamp = secrets.token_hex(8)
    # In one order, so that two who touch the same addresses wait for each other and not both for each other's rows.
    rows = [TouchedAddress(path=path, stamp=stamp) for path in sorted(set(paths), key=_rank)]
    TouchedAddress.objects.bulk_create(
        rows, update_conflicts=True, unique_fields=["path"], update_fields=["stamp"], batch_size=400
    )
    return len(rows)


def _rank(path: str) -> tuple[int, str]:
    """Put first what a reader looks for first: pages are written in the order of their rows."""
    first = path in FIRST or path.startswith("/info/")
    return 0 if first else 2 if path.startswith("/figures/") else 1, path


def drain() -> int:
    """Write every touched address; returns how many. Raises `PagesFailed` after all others when a page fails.

    A kill at any point leaves rows, and whoever comes next writes these pages again. An error of the disk or the
    bucket ends it at once: the old pages stand, the rows wait with the error.
    """
    done, last = 0, 0
    failed: set[int] = set()
    while batch := list(TouchedAddress.objects.filter(pk__gt=last).order_by("pk")[:BATCH]):
        last = batch[-1].pk
        written = _write(batch)
        fault_point("site.before-rows")
        failed |= {row.pk for row in batch if row.path not in written}
        with transaction.atomic():
            left = [row.pk for row in batch if row.path in written and not _settled(row)]
        done += len(written) - len(left)
        last = min([last, *(pk - 1 for pk in left)])  # touched again meanwhile: back to it
    if failed:
        raise PagesFailed(f"{len(failed)} pages could not be made")
    return done


def _settled(row: TouchedAddress) -> bool:
    """Take a row away whose page stands; tells whether nobody has touched it again."""
    return bool(TouchedAddress.objects.filter(pk=row.pk, stamp=row.stamp).delete()[0])


def _write(batch: list[TouchedAddress]) -> set[str]:
    written: set[str] = set()
    # The rows were read before the memory is opened: who touches a page later than that touches it again.
    with held(site_folder()), remembering():
        writer = shelf().writer()
        try:
            for row in batch:
                try:
                    rendered: Rendered | None = render(row.path)
                except Exception:  # noqa: BLE001 - one broken page keeps no other from being written
                    TouchedAddress.objects.filter(pk=row.pk).update(failure=traceback.format_exc())
                    continue
                if writer.put(row.path, rendered):
                    touch(filter(None, [successor(row.path)]))
                written.add(row.path)
            writer.commit()
        except OSError:
            writer.forget()
            note_failure([row.pk for row in batch])
            raise
        except BaseException:
            writer.forget()
            raise
    return written


def note_failure(rows: list[int]) -> None:
    """Let rows say why they wait: the error that is being handled."""
    TouchedAddress.objects.filter(pk__in=rows).update(failure=traceback.format_exc())


@dataclass(frozen=True)
class Waiting:
    """How many addresses wait to be written, how many of them failed, and since when the oldest waits."""

    waiting: int
    failed: int
    oldest: datetime | None


def waiting() -> Waiting:
    """Return how the writing stands: one query."""
    failed = Count("pk", filter=~Q(failure=""))
    return Waiting(**TouchedAddress.objects.aggregate(waiting=Count("pk"), failed=failed, oldest=Min("since")))
