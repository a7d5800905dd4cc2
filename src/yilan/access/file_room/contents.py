"""What goes into the archive file of a case, in its order."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from io import BytesIO
from pathlib import PurePosixPath

from django.utils import timezone

from yilan.casework.models import Case, CaseFile, CasePaper

FOLDER = "原件"
PDF = "application/pdf"


@dataclass(frozen=True)
class Item:
    """A file of a case with its place in the archive file."""

    order: int
    file: CaseFile
    paper: CasePaper | None

    @property
    def name(self) -> str:
        """Its path in the archive file; the number keeps the order and makes it unique."""
        suffix = PurePosixPath(self.file.stored.name).suffix
        stem = (self.paper.title if self.paper else str(self.file)).replace("/", "／").removesuffix(suffix)
        return f"{FOLDER}/{self.order:03d}-{stem}{suffix}"

    @property
    def title(self) -> str:
        """What the index calls it: title and number of a paper, else its label with what it is."""
        if self.paper:
            return f"{self.paper.title} {self.paper.number}"
        return f"{self.file}（{self.file.get_role_display()}）"

    @property
    def on(self) -> date:
        """The day of a paper, or that on which the file was added."""
        return self.paper.dated if self.paper else timezone.localdate(self.file.added_at)


def items_of(case: Case) -> Iterator[Item]:
    """Yield the files of a case in the order in which they came into it; two queries."""
    papers = {paper.document_id: paper for paper in case.papers.all()}
    papers |= {paper.printed_id: paper for paper in papers.values() if paper.printed_id}
    files = case.files.select_related("stored").order_by("added_at", "pk")
    for order, file in enumerate(files, 1):
        yield Item(order, file, papers.get(file.pk))


def pages_of(data: bytes, media_type: str) -> int | None:
    """Return the number of pages of a PDF; None for other files and for one that cannot be read."""
    if media_type != PDF:
        return None
    import pypdfium2

    try:
        return len(pypdfium2.PdfDocument(BytesIO(data)))
    except pypdfium2.PdfiumError:
        return None
