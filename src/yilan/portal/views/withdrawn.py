from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from yilan.disclosure.models import Publication


def is_withdrawn(publication: Publication) -> bool:
    """Tell whether a record has been taken from the public."""
    return publication.state == Publication.State.WITHDRAWN


def withdrawn(request: HttpRequest, publication: Publication) -> HttpResponse:
    """Say at the address of a withdrawn record when and why it was withdrawn (410)."""
    return render(request, "portal/withdrawn.html", {"publication": publication}, status=410)
