"""Hooks of the office into Wagtail's admin: menu, look, search, the screen of jobs."""

from typing import Any

from django.http import HttpRequest
from django.templatetags.static import static
from django.urls import URLPattern, URLResolver, include, path, reverse_lazy
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.search import SearchArea

from yilan.office import menus
from yilan.office.views import jobs

for item in menus.ITEMS:
    hooks.register("register_admin_menu_item", item)


@hooks.register("construct_main_menu")
def without_wagtails_items(request: HttpRequest, menu_items: list[Any]) -> None:  # noqa: ARG001 - a hook
    """Take Wagtail's own items from the menu."""
    menu_items[:] = [item for item in menu_items if item.name not in menus.WAGTAILS]


@hooks.register("register_admin_search_area")
def search_records() -> SearchArea:
    """Let the search box at the side look in the list of records: Wagtail's index finds nothing in Chinese."""
    return SearchArea(
        _("Records"), reverse_lazy("disclosure_records:list"), name="records", icon_name="search", order=1
    )


@hooks.register("register_admin_urls")
def office_urls() -> list[URLPattern | URLResolver]:
    """Open the screen of jobs."""
    patterns = [path("", jobs.dead_list, name="list"), path("<int:pk>/", jobs.decide, name="decide")]
    return [path("jobs/", include((patterns, "office_jobs")))]


@hooks.register("insert_global_admin_css")
def office_css() -> SafeString:
    """Link the office's tokens and look."""
    return format_html('<link rel="stylesheet" href="{}">', static("office/office.css"))
