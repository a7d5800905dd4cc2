"""A case goes to the file room (归档)."""

from typing import IO

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext as _

from yilan.access.actions.stepping import take_step
from yilan.access.file_room import packed
from yilan.accounts.models import User
from yilan.casework.authority import may_reveal
from yilan.casework.models import Case
from yilan.core import audit

ARCHIVED = "archived"


@transaction.atomic
def archive_case(*, actor: User, case: Case) -> IO[bytes]:
    """Return everything that a case did as one ZIP, open at its beginning, and note that it was taken out.

    A closed case is archived by it; one that is archived already can be taken out again. It holds personal data in
    clear: `PermissionDenied` unless the person handles this agency's cases. `ValidationError` while the case is open.
    """
    if not may_reveal(actor, case):
        raise PermissionDenied(_("Only those who handle this agency's cases may open personal data."))
    case.refresh_from_db()
    if case.state != ARCHIVED:
        take_step(actor=actor, case=case, kind=ARCHIVED)
    audit.record(actor=actor, action="casework:case:export", subject=case, agency_code=case.agency.code)
    return packed(case)
