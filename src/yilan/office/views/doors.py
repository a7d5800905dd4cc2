"""Doors of Wagtail's admin that stay closed, and those that lead to our own lists."""

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _


def closed(request: HttpRequest) -> HttpResponse:  # noqa: ARG001 - a view
    """Refuse, with the way that is open."""
    raise PermissionDenied(_("This is not done here. Use the buttons on the record's page or in the list of records."))


def to_records(request: HttpRequest) -> HttpResponse:
    """Lead from Wagtail's page tree and page search to the list of records."""
    words = request.GET.get("q", "")
    query = f"?{urlencode({'q': words})}" if words else ""
    return redirect(f"{reverse('disclosure_records:list')}{query}")
