"""The list of templates, and the page of one."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from yilan.organizations.staff.people import actor_of
from yilan.papers.actions import require_keeper
from yilan.papers.errors import PdfUnavailable, UnknownTemplate
from yilan.papers.layout.faces import CHAINS
from yilan.papers.pdf.faces import Face, faces
from yilan.papers.pdf.site_fonts import folder
from yilan.papers.queries import every_standing, history, standing

DAY = "on|day"  # what a template writes for the day of the paper


@require_GET
def template_list(request: HttpRequest) -> HttpResponse:
    """List all templates with the version that stands, and the faces that PDFs are set in."""
    require_keeper(actor_of(request))
    try:
        found: list[tuple[str, Face]] | None = [(CHAINS[slot].word, face) for slot, face in faces().items()]
    except PdfUnavailable:
        found = None
    context = {"templates": every_standing(), "faces": found, "folder": folder().name}
    return render(request, "papers/staff/templates.html", context)


@require_GET
def template(request: HttpRequest, code: str) -> HttpResponse:
    """Show one template: what it may ask for, which versions there were."""
    require_keeper(actor_of(request))
    try:
        found = standing(code)
    except UnknownTemplate as error:
        raise Http404 from error
    context = {"standing": found, "history": history(code), "day": DAY}
    return render(request, "papers/staff/template.html", context)
