"""Redacts a PDF and checks what came out."""

import hashlib

from yilan.redaction.kinds import PDF
from yilan.redaction.pdf.building import build
from yilan.redaction.pdf.checking.everything import check
from yilan.redaction.pdf.surveying import survey
from yilan.redaction.plans import Plan
from yilan.redaction.results import Redacted, Report


def redact(data: bytes, plan: Plan) -> Redacted:
    """Return the redacted file with its report; CannotRedact, StillReadable among them, when there is none."""
    before = survey(data, plan)
    result, anew = build(data, before)
    checked = check(before, plan, result)
    return Redacted(
        result,
        PDF,
        Report(
            media_type=PDF,
            pages=len(before.sizes),
            boxes=before.boxes,
            terms=plan.terms,
            drawn_anew=anew,
            elsewhere=checked.elsewhere,
            unsearchable=before.unsearchable,
            looked_at=tuple(sorted(plan.looked_at)),
            checks=checked.passed,
            sha256_before=hashlib.sha256(data).hexdigest(),
            sha256_after=hashlib.sha256(result).hexdigest(),
            size_before=len(data),
            size_after=len(result),
        ),
    )
