"""What is asked about templates: which version stands, which stood before."""

from dataclasses import dataclass

from django.db.models import OuterRef, QuerySet, Subquery
from django.shortcuts import get_object_or_404

from yilan.papers.models import PaperTemplate
from yilan.papers.registry import Shipped, all_shipped, shipped


@dataclass(frozen=True)
class Standing:
    """A version of a template: the text that came with the platform, and the row of what an office brought, if any."""

    shipped: Shipped
    row: PaperTemplate | None = None

    @property
    def docx(self) -> bytes:
        """Return the version's DOCX with its placeholders."""
        return self.shipped.docx if self.row is None or self.row.is_shipped else bytes(self.row.docx)

    @property
    def name(self) -> str:
        """Return what a paper's file notes of the version: its number, or `shipped-` and the start of its hash."""
        return self.shipped.version if self.row is None or self.row.is_shipped else str(self.row.version)

    @property
    def is_shipped(self) -> bool:
        """Tell whether it is the text that came with the platform."""
        return self.row is None or self.row.is_shipped


def standing(code: str) -> Standing:
    """Return the version of a template that stands. Raises `UnknownTemplate`."""
    return Standing(shipped(code), PaperTemplate.objects.filter(code=code).order_by("-version").first())


def every_standing() -> list[Standing]:
    """Return the standing version of every template, by name: one query, without the files."""
    newest = PaperTemplate.objects.filter(code=OuterRef("code")).order_by("-version").values("version")[:1]
    rows = PaperTemplate.objects.filter(version=Subquery(newest)).defer("docx").select_related("by")
    by_code = {row.code: row for row in rows}
    found = [Standing(one, by_code.get(one.code)) for one in all_shipped().values()]
    return sorted(found, key=lambda one: one.shipped.name)


def history(code: str) -> QuerySet[PaperTemplate]:
    """Return the versions of a template, the newest first, without their files."""
    return PaperTemplate.objects.filter(code=code).defer("docx").select_related("by").order_by("-version")


def version(code: str, number: int) -> Standing:
    """Return one version; 0 is the text that came with the platform. Raises `UnknownTemplate` and `Http404`."""
    found = shipped(code)
    return Standing(found, get_object_or_404(PaperTemplate, code=code, version=number) if number else None)
