"""What the answering desk asks: the files of an answer, which of them may be given, what was blackened in them."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from yilan.access.models import RedactionPlan
from yilan.access.steps.giving import is_checked
from yilan.casework.models import Case, CaseFile
from yilan.redaction.kinds import KINDS

INFORMATION = (CaseFile.Role.ORIGINAL, CaseFile.Role.REDACTED)


@dataclass
class Held:
    """A piece of information as it is held, with the copies in which parts are blackened, the newest first."""

    file: CaseFile
    plan: RedactionPlan | None
    copies: list[CaseFile] = field(default_factory=list)

    @property
    def screened(self) -> bool:
        """Whether screening has looked at it, or tried to."""
        return "screening" in self.file.report

    @property
    def redactable(self) -> bool:
        """Whether parts of it can be blackened."""
        return self.file.stored.media_type in KINDS


def information_of(case: Case) -> list[Held]:
    """Return the information in a case, the oldest first; two queries."""
    files = list(
        case.files.filter(role__in=INFORMATION).select_related("stored", "redaction_plan", "made_from__stored")
    )
    held = {
        file.pk: Held(file, getattr(file, "redaction_plan", None))
        for file in files
        if file.role == CaseFile.Role.ORIGINAL
    }
    for file in reversed(files):
        if file.role == CaseFile.Role.REDACTED and file.made_from_id in held:
            held[file.made_from_id].copies.append(file)
    return list(held.values())


def may_be_given(case: Case, *, redacted: bool) -> list[CaseFile]:
    """Return the files that may go out with an answer, copies that passed the check first.

    `redacted`: parts are withheld, so that a file of which a copy was made stays here.
    """
    held = information_of(case)
    copies = [copy for one in held for copy in one.copies if is_checked(copy)]
    return copies + [one.file for one in held if not (redacted and one.copies)]


def file_of(case: Case, pk: int) -> CaseFile:
    """Return a file of information of a case; `CaseFile.DoesNotExist` for any other file."""
    files = CaseFile.objects.select_related("stored", "made_from__stored", "case__agency")
    return files.get(case=case, pk=pk, role__in=INFORMATION)


def plan_of(file: CaseFile) -> RedactionPlan | None:
    """Return what was last saved to be blackened in a file."""
    return RedactionPlan.objects.select_related("saved_by").filter(file=file).first()


def blackened_parts(files: Iterable[CaseFile]) -> list[tuple[str, str]]:
    """Return what copies withhold, file by file and ground by ground: a description, and the code of the ground."""
    found = []
    for file in files:
        pages: dict[str, set[int]] = {}
        for box in file.report.get("boxes", ()):
            if box["reason"]:
                pages.setdefault(box["reason"], set()).add(box["page"])
        name = str(file.made_from or file).strip("《》")
        found += [(f"《{name}》{_written(numbers)}遮盖的内容", ground) for ground, numbers in pages.items()]
    return found


def _written(numbers: Iterable[int]) -> str:
    return "、".join(f"第{number}页" for number in sorted(numbers))
