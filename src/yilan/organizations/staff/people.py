"""Who acts in a request of the back office."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from django.utils.translation import gettext as _

from yilan.organizations.authority import may_keep
from yilan.organizations.models import Agency


def actor_of(request: HttpRequest) -> Any:
    """Return the signed-in person; the admin lets nobody else reach a view."""
    if not request.user.is_authenticated:
        raise PermissionDenied
    return request.user


def require_keeper(request: HttpRequest, agency: Agency | None) -> None:
    """Raise `PermissionDenied` with the reason unless the person keeps the agency."""
    if not may_keep(actor_of(request), agency):
        raise PermissionDenied(_("Only the administrator of this agency, or of one above it, may change this."))
