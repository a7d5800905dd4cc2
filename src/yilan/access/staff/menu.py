"""The desk's place in the menu of the back office."""

from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.menu import MenuItem
from wagtail.admin.ui.sidebar import LinkMenuItem

from yilan.access.staff.ours import reads_cases
from yilan.access.staff.panel import overdue_of
from yilan.disclosure.staff.people import actor_of

ORDER = 35


class CasesItem(MenuItem):
    """A link to the queue for those who may open cases; it says how many of their own are overdue."""

    def __init__(self, address: Any) -> None:
        label = gettext_lazy("Access requests")
        super().__init__(label, address, "access-cases", icon_name="mail", order=ORDER)

    def is_shown(self, request: HttpRequest) -> bool:
        """Show the link to those whom its page admits."""
        return reads_cases(actor_of(request))

    def render_component(self, request: HttpRequest) -> LinkMenuItem:
        """Add the number of overdue cases to the words, for eyes and ears alike."""
        found = super().render_component(request)
        overdue = overdue_of(actor_of(request))
        if overdue:
            found.label = _("%(label)s, %(count)d overdue") % {"label": found.label, "count": overdue}
            found.classname = f"{found.classname} cases-overdue".strip()
        return found
