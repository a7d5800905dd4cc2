"""A draft as the public will see it."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from yilan.disclosure.content import content_of
from yilan.disclosure.models.record import RecordPage
from yilan.disclosure.staff.facts import facts_of


def show(request: HttpRequest, record: RecordPage) -> HttpResponse:
    """Render the draft's content with a line that says that it is a draft."""
    content = content_of(record)
    return render(request, "disclosure/staff/preview.html", {"content": content, "facts": facts_of(content)})
