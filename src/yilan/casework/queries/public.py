from yilan.casework.actions.opening import TRACKING
from yilan.casework.models import Case
from yilan.casework.tracking import read_code
from yilan.core.sealing import blind_index


def case_by_code(text: str) -> Case | None:
    """Return the case of a tracking code as somebody typed it; None when no case has it."""
    code = read_code(text)
    if code is None:
        return None
    found = Case.objects.select_related("agency").filter(tracking_index=blind_index(code, purpose=TRACKING))
    return found.first()
