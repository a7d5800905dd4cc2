"""Who may keep whose account: the administrators of every agency at which the person holds or will hold a role."""

from django.core.exceptions import PermissionDenied
from django.utils.translation import gettext as _

from yilan.accounts.models import Role, User
from yilan.accounts.queries import governs, holds
from yilan.organizations.days import today
from yilan.organizations.models import Agency


def keeps(actor: User | None, user: User) -> bool:
    """Tell whether the actor may change the account; None is the system itself.

    A person without any term that lasts is kept by the administrators of the whole district.
    """
    if actor is None or governs(actor, Role.ADMINISTRATOR):
        return True
    lasting = user.appointments.exclude(until__lt=today()).select_related("agency")
    agencies = [appointment.agency for appointment in lasting]
    return bool(agencies) and all(holds(actor, Role.ADMINISTRATOR, agency) for agency in agencies)


def require_keeper_of(actor: User | None, user: User) -> None:
    """Raise `PermissionDenied` unless the actor keeps the account and it is not the actor's own."""
    if actor is not None and actor.pk == user.pk:
        raise PermissionDenied(_("Nobody does this to the own account; ask another administrator."))
    if not keeps(actor, user):
        raise PermissionDenied(_("Only the administrator of this person's agencies may do this."))


def require_administrator(actor: User | None, agency: Agency | None = None) -> None:
    """Raise `PermissionDenied` unless the actor is administrator of the agency, or anywhere when none is named."""
    if actor is not None and not holds(actor, Role.ADMINISTRATOR, agency):
        raise PermissionDenied(_("Only administrators may do this."))
