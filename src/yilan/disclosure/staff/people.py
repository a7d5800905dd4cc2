"""Who acts in a request of the back office."""

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest

from yilan.accounts.models import User


def actor_of(request: HttpRequest) -> User:
    """Return the signed-in person; the admin lets nobody else reach a view."""
    if not isinstance(request.user, User):
        raise PermissionDenied
    return request.user
