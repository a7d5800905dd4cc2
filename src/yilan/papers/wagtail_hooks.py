"""Hooks of the papers room into Wagtail's admin."""

from django.urls import URLPattern, URLResolver
from wagtail import hooks

from yilan.papers.staff import urls


@hooks.register("register_admin_urls")
def staff_urls() -> list[URLPattern | URLResolver]:
    """Open the room's screens below the back office."""
    return urls.urlpatterns
