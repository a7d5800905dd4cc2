from dataclasses import asdict

from django.db import transaction

from yilan.accounts.models import User
from yilan.accounts.queries.trail import TrailFilter
from yilan.core import audit


@transaction.atomic
def note_export(*, actor: User, wanted: TrailFilter, rows: int) -> None:
    """Note that somebody took rows of the trail out of the system, and which."""
    detail = {name: str(value) for name, value in asdict(wanted).items() if value}
    audit.record(actor=actor, action="accounts:trail:export", subject=actor, detail={"rows": rows, **detail})
