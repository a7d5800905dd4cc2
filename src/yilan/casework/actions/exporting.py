from collections.abc import Mapping

from django.db import transaction

from yilan.accounts.models import User
from yilan.core import audit


@transaction.atomic
def note_export(*, actor: User, wanted: Mapping[str, str], rows: int) -> None:
    """Note that somebody took a list of cases out of the system, and which."""
    audit.record(actor=actor, action="casework:list:export", subject=actor, detail={"rows": rows, **wanted})
