"""What the disclosure room does after its own events: the archive (留存备档)."""

import json
import os
from pathlib import Path

from django.conf import settings

from yilan.core.events.models import Event
from yilan.core.jobs import own_transactions
from yilan.core.jobs.faults import fault_point
from yilan.disclosure.models import Version


@own_transactions
def archive_version(event: Event) -> None:
    """Write a published version with its trail into the archive folder, once, complete or not at all."""
    version = Version.objects.select_related("release", "record").get(pk=event.payload["version"])
    folder = Path(settings.HOME) / "archive" / str(version.published_at.year)
    target = folder / f"{version.pk}-{version.content_hash[:16]}.json"
    if target.exists():
        return
    folder.mkdir(parents=True, exist_ok=True)
    aside = target.with_suffix(f".{os.getpid()}.new")
    with aside.open("w", encoding="utf-8") as file:
        json.dump(_dossier(version), file, ensure_ascii=False, indent=1)
        file.flush()
        os.fsync(file.fileno())
    fault_point("archive.written")
    aside.replace(target)


def _dossier(version: Version) -> dict[str, object]:
    release = version.release
    return {
        "index_number": version.record.index_number,
        "version": version.number,
        "published_at": version.published_at.isoformat(),
        "content_hash": version.content_hash,
        "content": version.content,
        "steps": [
            {
                "stage": step.stage,
                "outcome": step.outcome,
                "by": str(step.actor or ""),
                "at": step.at.isoformat(),
                "opinion": step.opinion,
            }
            for step in release.steps.select_related("actor")
        ],
        "secrecy_reviews": [
            {
                "by": str(review.reviewer or ""),
                "at": review.at.isoformat(),
                "basis": review.basis,
                "conclusion": review.conclusion,
                "opinion": review.opinion,
                "content_hash": review.content_hash,
            }
            for review in release.secrecy_reviews.select_related("reviewer")
        ],
    }
