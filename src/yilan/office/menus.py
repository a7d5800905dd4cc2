"""The menu of the back office, in the order of a working day."""

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest
from django.urls import reverse_lazy
from django.utils.translation import gettext_lazy as _
from wagtail.admin.menu import Menu, MenuItem, SubmenuMenuItem

from yilan.accounts.models import Role
from yilan.accounts.queries import holds, roles_of
from yilan.disclosure.staff.people import actor_of

# Wagtail's own items; what of them is needed has its place in ours.
WAGTAILS = {"explorer", "images", "documents", "snippets", "reports", "settings", "help"}
EVERYONE = frozenset(Role.values)
KEEPERS = frozenset({Role.OFFICER, Role.INFORMATION_OFFICE, Role.LEADER})
OFFICE = frozenset({Role.INFORMATION_OFFICE})
WRITERS = frozenset({Role.OFFICER})


class RoleItem(MenuItem):
    """A link for those who hold one of the roles."""

    def __init__(self, *args: Any, roles: frozenset[str] = EVERYONE, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.roles = roles

    def is_shown(self, request: HttpRequest) -> bool:
        """Show the link to those whom its page admits."""
        return bool(roles_of(actor_of(request)) & self.roles)


class AdministratorItem(MenuItem):
    """A link for administrators."""

    def is_shown(self, request: HttpRequest) -> bool:
        """Show the link to those who keep the system running."""
        return holds(actor_of(request), Role.ADMINISTRATOR)


def _records() -> Menu:
    listed = reverse_lazy("disclosure_records:list")
    return Menu(
        items=[
            RoleItem(
                _("Draft a record"),
                reverse_lazy("disclosure_records:begin"),
                "begin",
                icon_name="edit",
                order=10,
                roles=WRITERS,
            ),
            RoleItem(_("All records"), listed, "records-all", icon_name="list-ul", order=20),
            RoleItem(
                _("Withdrawn records"),
                _with_state(listed, "withdrawn"),
                "records-withdrawn",
                icon_name="no-view",
                order=30,
            ),
        ]
    )


def _with_state(address: Any, state: str) -> Any:
    from django.utils.functional import lazystr

    return lazystr(f"{address}?state={state}")


def _products() -> Menu:
    return Menu(
        items=[
            RoleItem(_("Columns"), reverse_lazy("disclosure_columns:list"), "columns", icon_name="folder", order=10),
            RoleItem(
                _("Guide and catalogue"),
                reverse_lazy("disclosure_products:list"),
                "products",
                icon_name="doc-full",
                order=20,
                roles=KEEPERS,
            ),
            RoleItem(
                _("Words of the search"),
                reverse_lazy("search_words:report"),
                "search-words",
                icon_name="search",
                order=25,
                roles=OFFICE,
            ),
            RoleItem(
                _("Templates of papers"),
                reverse_lazy("papers:list"),
                "papers",
                icon_name="doc-full-inverse",
                order=27,
                roles=OFFICE,
            ),
            RoleItem(
                _("Import historic records"),
                reverse_lazy("disclosure_imports:import"),
                "import",
                icon_name="upload",
                order=30,
                roles=OFFICE,
            ),
        ]
    )


def _system() -> Menu:
    return Menu(
        items=[AdministratorItem(_("Background jobs"), reverse_lazy("office_jobs:list"), "jobs", icon_name="tasks")]
    )


ITEMS: list[Callable[[], MenuItem]] = [
    lambda: MenuItem(_("My work"), reverse_lazy("wagtailadmin_home"), "home", icon_name="home", order=10),
    lambda: SubmenuMenuItem(_("Records"), _records(), name="records", icon_name="doc-empty", order=20),
    lambda: RoleItem(
        _("Review and sign-off"), reverse_lazy("disclosure_releases:queue"), "releases", icon_name="check", order=30
    ),
    lambda: SubmenuMenuItem(
        _("Columns and products"), _products(), name="products", icon_name="folder-open-inverse", order=40
    ),
    lambda: RoleItem(
        _("Figures of requests"),
        reverse_lazy("access_figures:newest"),
        "access-figures",
        icon_name="table",
        order=50,
    ),
    lambda: SubmenuMenuItem(_("System"), _system(), name="system", icon_name="cog", order=90),
]
