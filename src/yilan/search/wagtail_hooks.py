"""Hooks of the search room into Wagtail's admin."""

from django.urls import URLPattern, URLResolver
from wagtail import hooks

from yilan.search.matching import matches
from yilan.search.staff import urls

hooks.register("find_published_records", matches)


@hooks.register("register_admin_urls")
def staff_urls() -> list[URLPattern | URLResolver]:
    """Open the room's screens below the back office."""
    return urls.urlpatterns
