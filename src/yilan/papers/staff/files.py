"""A version of a template as a file: the DOCX to edit, and a PDF with sample facts."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_GET

from yilan.organizations.staff.people import actor_of
from yilan.papers.actions import SAMPLE_DAY, require_keeper
from yilan.papers.errors import PaperError, UnknownTemplate
from yilan.papers.queries import Standing, version
from yilan.papers.rendering import docx_of, pdf_from

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


@require_GET
def download(request: HttpRequest, code: str, number: int) -> HttpResponse:
    """Send the DOCX of a version with its placeholders; version 0 came with the platform."""
    require_keeper(actor_of(request))
    found = _version(code, number)
    return _file(found.docx, DOCX, f"{found.shipped.name}-{found.name}.docx", inline=False)


@require_GET
def preview(request: HttpRequest, code: str, number: int) -> HttpResponse:
    """Send a version filled with sample facts as PDF; where that fails, say why on the template's page."""
    require_keeper(actor_of(request))
    found = _version(code, number)
    try:
        filled = docx_of(found, found.shipped.samples(), on=SAMPLE_DAY)
        pdf, _warnings = pdf_from(filled, found.shipped.form, on=SAMPLE_DAY)
    except PaperError as error:
        messages.error(request, str(error))
        return redirect("papers:template", code)
    return _file(pdf, "application/pdf", f"{found.shipped.name}-{found.name}.pdf", inline=True)


def _version(code: str, number: int) -> Standing:
    try:
        return version(code, number)
    except UnknownTemplate as error:
        raise Http404 from error


def _file(data: bytes, kind: str, name: str, *, inline: bool) -> HttpResponse:
    disposition = content_disposition_header(as_attachment=not inline, filename=name)
    return HttpResponse(data, content_type=kind, headers={"Content-Disposition": disposition or "attachment"})
