"""The organizations room's part of the audit grammar, and its events."""

from django.utils.translation import gettext_lazy as _

ACTIONS = {
    "organizations:district:found": _("founded the district's site"),
    "organizations:agency:open": _("opened an agency"),
    "organizations:agency:change": _("changed an agency"),
    "organizations:agency:move": _("moved an agency"),
    "organizations:agency:close": _("closed an agency"),
    "organizations:agency:reopen": _("opened a closed agency again"),
    "organizations:agency:key": _("set a community's reading code"),
    "organizations:designation:make": _("designated a person"),
    "organizations:designation:end": _("ended a designation"),
    "organizations:group:form": _("formed a leading group"),
    "organizations:group:change": _("changed a leading group"),
    "organizations:group:dissolve": _("dissolved a leading group"),
    "organizations:seat:fill": _("filled a seat in a leading group"),
    "organizations:seat:end": _("ended a seat in a leading group"),
}
EVENTS = ("AgencyOpened", "AgencyChanged", "AgencyClosed", "LeadingGroupChanged")
