"""Which files may be handed over with an answer."""

from collections.abc import Iterable

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from yilan.access.law.outcomes import Outcome
from yilan.access.steps.attempt import Attempt
from yilan.casework.models import CaseFile
from yilan.redaction.words import CHECKS

GIVABLE = (CaseFile.Role.REDACTED, CaseFile.Role.ORIGINAL, CaseFile.Role.GIVEN)
FIELD = "given"


def require_given(attempt: Attempt, outcome: Outcome) -> list[CaseFile]:
    """Return the files that are given; `ValidationError` at `given` where the outcome, or a file, does not allow it."""
    keys = list(attempt.facts.get(FIELD, ()))
    files = list(attempt.case.files.filter(pk__in=keys, role__in=GIVABLE).select_related("stored", "made_from__stored"))
    if len(files) != len(set(keys)):
        raise ValidationError({FIELD: _("Only information of this case can be given.")})
    if not outcome.attaches:
        if files:
            raise ValidationError({FIELD: _("With this answer nothing is handed over.")})
        return []
    if not files:
        raise ValidationError({FIELD: _("Add the information that is handed over.")})
    for file in files:
        if file.role == CaseFile.Role.REDACTED and not is_checked(file):
            told = _("“%(file)s” has not passed the check after blackening.")
            raise ValidationError({FIELD: told % {"file": file}})
    if outcome.redaction:
        _require_redacted(files)
    return files


def is_checked(file: CaseFile) -> bool:
    """Tell whether the report of a redacted file says that everything was checked, and is about these very bytes."""
    checks = set(file.report.get("checks", ()))
    return (
        bool(checks)
        and checks <= set(CHECKS)
        and file.report.get("sha256_after") == file.stored.sha256
        and file.made_from is not None
        and file.report.get("sha256_before") == file.made_from.stored.sha256
    )


def _require_redacted(files: Iterable[CaseFile]) -> None:
    """Demand a blackened file, and that no given file is what another was blackened from."""
    redacted = [file for file in files if file.role == CaseFile.Role.REDACTED]
    if not redacted:
        raise ValidationError({FIELD: _("Disclosure in part hands over at least one file with parts blacked out.")})
    for file in files:
        if file.role == CaseFile.Role.ORIGINAL and file.derived.exists():
            told = _("“%(file)s” has a copy with parts blacked out; the file itself cannot be given.")
            raise ValidationError({FIELD: told % {"file": file}})
