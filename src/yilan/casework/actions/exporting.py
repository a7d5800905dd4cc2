from collections.abc import Mapping

from django.db import transaction

from yilan.accounts.models import User
from yilan.core import audit

LOOKED_FOR = "number"  # of `CaseList`: a number, or words of a title


@transaction.atomic
def note_export(*, actor: User, wanted: Mapping[str, str], rows: int) -> None:
    """Note that somebody took a list of cases out of the system, and which; what they looked for may be a name."""
    chosen = {name: value for name, value in wanted.items() if name != LOOKED_FOR}
    audit.record(
        actor=actor,
        action="casework:list:export",
        subject=actor,
        detail={"rows": rows, **chosen},
        words={"looked_for": wanted.get(LOOKED_FOR, "")},
    )
