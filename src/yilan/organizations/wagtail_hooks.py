"""Hooks of the organizations room into Wagtail's admin: its screens and its submenu."""

from django.urls import URLPattern, URLResolver, reverse_lazy
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import Menu, MenuItem, SubmenuMenuItem

from yilan.organizations.staff import urls

# Upper rooms add their items with @hooks.register("register_people_menu_item").
people_menu = Menu(register_hook_name="register_people_menu_item", construct_hook_name="construct_people_menu")


@hooks.register("register_admin_urls")
def staff_urls() -> list[URLPattern | URLResolver]:
    """Open the room's screens below the back office."""
    return urls.urlpatterns


@hooks.register("register_admin_menu_item")
def people_submenu() -> MenuItem:
    """Gather what concerns agencies and people under one item."""
    return SubmenuMenuItem(_("Agencies and people"), people_menu, name="people", icon_name="group", order=80)


@hooks.register("register_people_menu_item")
def agencies_item() -> MenuItem:
    """Link the agencies."""
    return MenuItem(
        _("Agency list"), reverse_lazy("organizations_agencies:list"), "agencies", icon_name="home", order=10
    )


@hooks.register("register_people_menu_item")
def groups_item() -> MenuItem:
    """Link the leading groups."""
    return MenuItem(
        _("Leading groups"), reverse_lazy("organizations_groups:list"), "leading-groups", icon_name="group", order=20
    )
