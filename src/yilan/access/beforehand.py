"""Papers that have to be out before a request may be answered in some way."""

from yilan.access.law.outcomes import Outcome
from yilan.casework.models import Case, CasePaper


def unsent_papers(case: Case, outcome: Outcome) -> list[str]:
    """Return the codes of the papers that an outcome presumes and that have not gone out. One query, or none."""
    if not outcome.after:
        return []
    sent = set(CasePaper.objects.filter(case=case, template__in=outcome.after).values_list("template", flat=True))
    return [code for code in outcome.after if code not in sent]
