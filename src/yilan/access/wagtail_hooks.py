"""Hooks of the access room into Wagtail's admin: its screens, its style, its menu item."""

from django.templatetags.static import static
from django.urls import URLPattern, URLResolver, reverse_lazy
from django.utils.html import format_html
from django.utils.safestring import SafeString
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from yilan.access.answering import urls as answering
from yilan.access.staff import urls
from yilan.access.staff.menu import CasesItem


@hooks.register("register_admin_urls")
def staff_urls() -> list[URLPattern | URLResolver]:
    """Open the room's screens below the back office."""
    return [*urls.urlpatterns, *answering.urlpatterns]


@hooks.register("insert_global_admin_css")
def staff_css() -> SafeString:
    """Link the style of the room's screens."""
    return format_html('<link rel="stylesheet" href="{}">', static("access/desk.css"))


@hooks.register("register_admin_menu_item")
def cases_item() -> MenuItem:
    """Link the queue of cases, with how many of the person's own are overdue."""
    return CasesItem(reverse_lazy("access_cases:list"))
