"""Who may open which screen of this room."""

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from django.utils.translation import gettext as _

from yilan.accounts.models import Role, User
from yilan.accounts.queries import holds

READERS = (Role.ADMINISTRATOR, Role.AUDITOR)


def actor_of(request: HttpRequest) -> User:
    """Return the signed-in person; the admin lets nobody else reach a view."""
    if not isinstance(request.user, User):
        raise PermissionDenied
    return request.user


def may_read(request: HttpRequest) -> bool:
    """Tell whether the person reads accounts and the trail: administrators and auditors do."""
    return any(holds(actor_of(request), role) for role in READERS)


def require_reader(request: HttpRequest) -> User:
    """Return the person, or raise `PermissionDenied` unless they are administrator or auditor."""
    if not may_read(request):
        raise PermissionDenied(_("Only administrators and auditors see this."))
    return actor_of(request)


def require_administrator(request: HttpRequest) -> User:
    """Return the person, or raise `PermissionDenied` unless they are administrator somewhere."""
    if not holds(actor_of(request), Role.ADMINISTRATOR):
        raise PermissionDenied(_("Only administrators may do this."))
    return actor_of(request)
