"""Hooks of the access room into Wagtail's admin."""

from django.urls import URLPattern, URLResolver
from wagtail import hooks

from yilan.access.staff.figures import urls as figures


@hooks.register("register_admin_urls")
def figures_urls() -> list[URLPattern | URLResolver]:
    """Open the screens of the figures below the back office."""
    return figures.urlpatterns
