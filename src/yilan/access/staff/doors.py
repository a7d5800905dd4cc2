"""Who comes in: every screen of the desk asks here first."""

from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from django.utils.translation import gettext as _

from yilan.access.queries.desk import case_at
from yilan.access.staff.ours import reads_cases
from yilan.accounts.models import User
from yilan.casework.models import Case
from yilan.disclosure.staff.people import actor_of


def require_reader(request: HttpRequest) -> User:
    """Return the person, or raise `PermissionDenied` unless they may open cases somewhere."""
    user = actor_of(request)
    if not reads_cases(user):
        raise PermissionDenied(_("Only those who handle or inspect cases see them."))
    return user


def case_of(request: HttpRequest, uuid: UUID, *, noted: bool = False) -> Case:
    """Return a case that the person may open; `noted` where the page is read and not only a form on it."""
    return case_at(actor_of(request), uuid, noted=noted)
