"""What screening found in files that may be given away, and what a secrecy reviewer has said of it."""

from collections.abc import Iterable
from dataclasses import dataclass

from yilan.access.findings import Finding, Findings
from yilan.access.models import AllowedFinding
from yilan.casework.models import CaseFile


@dataclass(frozen=True)
class Place:
    """One find, and why it may stand; `allowed` is None while nobody has said so."""

    finding: Finding
    allowed: AllowedFinding | None
    key: str


@dataclass(frozen=True)
class Judged:
    """A file with what screening found in it."""

    file: CaseFile
    findings: Findings
    places: tuple[Place, ...]

    @property
    def open(self) -> list[Place]:
        """The finds of which nobody has said why they may stand."""
        return [place for place in self.places if place.allowed is None]


def findings_of(file: CaseFile) -> Findings:
    """Return what screening saw in a file of information."""
    return Findings.from_json(file.report.get("screening"))


def judged(files: Iterable[CaseFile]) -> list[Judged]:
    """Return files with their finds, in their order; one query, none where nothing was found."""
    seen = [(file, findings_of(file)) for file in files]
    keys = [file.pk for file, findings in seen if findings.hits]
    rows = AllowedFinding.objects.filter(file__in=keys).select_related("allowed_by") if keys else ()
    allowed = {(row.file_id, row.mark): row for row in rows}
    return [
        Judged(
            file,
            findings,
            tuple(Place(hit, allowed.get((file.pk, hit.mark)), f"{file.pk}-{hit.mark}") for hit in findings.hits),
        )
        for file, findings in seen
    ]
