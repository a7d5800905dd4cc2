"""What is known of imports."""

import hashlib
from pathlib import Path

from django.db.models import QuerySet

from yilan.disclosure.models import ImportRun


def run_of(path: Path) -> ImportRun | None:
    """Return the import of exactly this file's bytes, if it came in before."""
    digest = hashlib.sha256(path.read_bytes()).hexdigest()
    return ImportRun.objects.filter(sha256=digest).first()


def import_runs() -> QuerySet[ImportRun]:
    """Return all imports, the newest first."""
    return ImportRun.objects.select_related("actor").order_by("-id")
