"""The accounts room's part of the audit grammar, and its events."""

from django.utils.translation import gettext_lazy as _

ACTIONS = {
    "accounts:account:create": _("created an account"),
    "accounts:account:change": _("changed an account"),
    "accounts:account:deactivate": _("deactivated an account"),
    "accounts:account:reactivate": _("let an account in again"),
    "accounts:password:reset": _("reset somebody's password"),
    "accounts:password:change": _("changed the own password"),
    "accounts:appointment:make": _("appointed a person"),
    "accounts:appointment:end": _("dismissed a person"),
    "accounts:door:enter": _("signed in"),
    "accounts:door:leave": _("signed out"),
    "accounts:door:lock": _("was locked out after failed sign-ins"),
    "accounts:trail:export": _("exported the audit trail"),
}
EVENTS = ("AccountCreated", "AccountChanged", "AccountDeactivated", "AppointmentMade", "AppointmentEnded")
