"""Hooks of the access room into Wagtail's admin."""

from django.urls import URLPattern, URLResolver
from wagtail import hooks

from yilan.access.answering import urls as answering


@hooks.register("register_admin_urls")
def answering_urls() -> list[URLPattern | URLResolver]:
    """Open the answering desk below the back office."""
    return answering.urlpatterns
