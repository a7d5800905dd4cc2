"""A year's tables as files for spreadsheets."""

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_GET

from yilan.access.figures.layout import all_tables, as_lines, as_rows
from yilan.access.staff.figures.asking import Asked, asked
from yilan.core import sheets


@require_GET
def tables_csv(request: HttpRequest, year: int) -> HttpResponse:
    """Return every table of a year, one below the other."""
    wanted = asked(request, year)
    return as_file(sheets.as_csv(as_lines(all_tables(wanted.counted.figures))), sheets.CSV, f"{_name(wanted)}.csv")


@require_GET
def tables_xlsx(request: HttpRequest, year: int) -> HttpResponse:
    """Return a workbook with a sheet for each table of a year."""
    wanted = asked(request, year)
    book = {str(table.shape.title): list(as_rows(table)) for table in all_tables(wanted.counted.figures)}
    return as_file(sheets.as_xlsx(book), sheets.XLSX, f"{_name(wanted)}.xlsx")


def as_file(content: bytes, kind: str, name: str) -> HttpResponse:
    """Return bytes as a file to save."""
    return HttpResponse(content, content_type=kind, headers={"Content-Disposition": f'attachment; filename="{name}"'})


def _name(wanted: Asked) -> str:
    return "-".join(["requests", str(wanted.year), *([wanted.agency.code] if wanted.agency else [])])
