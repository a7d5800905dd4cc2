from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from yilan.disclosure.models import Publication
from yilan.portal.communities import keep_between


def is_withdrawn(publication: Publication) -> bool:
    """Tell whether a record has been taken from the public."""
    return publication.state == Publication.State.WITHDRAWN


def withdrawn(request: HttpRequest, publication: Publication) -> HttpResponse:
    """Say at the address of a withdrawn record when and why it was withdrawn (410)."""
    response = render(request, "portal/withdrawn.html", {"publication": publication}, status=410)
    return keep_between(response, publication)
