"""Which agencies a person's roles reach."""

from dataclasses import dataclass

from django.db.models import QuerySet

from yilan.accounts.models import Appointment, User
from yilan.organizations.days import current_on, today
from yilan.organizations.models import Agency

MEMORY = "_yilan_reach"


@dataclass(frozen=True)
class _Held:
    """A person's roles with the agencies at which they are held, and the tree: what one request reads once."""

    roles: tuple[tuple[str, int], ...]
    parents: dict[int, int | None]


def reach(user: User, *roles: str) -> set[int]:
    """Return the keys of the agencies at which the user holds one of the roles (any role when none is named).

    A role also covers the agencies below. However often it is asked for one user object, it costs two queries.
    """
    held = _held(user)
    tops = {agency for role, agency in held.roles if not roles or role in roles}
    return {pk for pk in held.parents if _is_covered(pk, tops, held.parents)} if tops else set()


def reached_agencies(user: User, *roles: str) -> QuerySet[Agency]:
    """Return the open agencies that `reach` names, in their order."""
    return Agency.objects.filter(pk__in=reach(user, *roles), closed_on=None)


def _held(user: User) -> _Held:
    """Read the user's appointments and the tree once; a request's user object does not outlive the request."""
    held: _Held | None = user.__dict__.get(MEMORY)
    if held is None:
        found = Appointment.objects.filter(current_on(today()), user=user.pk).order_by()
        roles = tuple(found.values_list("role", "agency")) if user.is_active else ()
        parents = dict(Agency.objects.order_by().values_list("pk", "parent")) if roles else {}
        held = user.__dict__[MEMORY] = _Held(roles, parents)
    return held


def _is_covered(agency: int, tops: set[int], parents: dict[int, int | None]) -> bool:
    place: int | None = agency
    while place is not None:
        if place in tops:
            return True
        place = parents[place]
    return False
