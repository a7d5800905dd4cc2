"""What is asked of cases."""

from yilan.casework.queries.burdens import Burden, burdens
from yilan.casework.queries.desk import CaseList, Desk, case_for, desk_counts, handled_by, listed_cases, with_clocks
from yilan.casework.queries.history import HistoryLine, public_history, shown_facts, staff_history
from yilan.casework.queries.public import case_by_code
from yilan.casework.queries.removed import RemovedFile, removed_files
from yilan.casework.queries.steps import Step, steps_for

__all__ = [
    "Burden",
    "CaseList",
    "Desk",
    "HistoryLine",
    "RemovedFile",
    "Step",
    "burdens",
    "case_by_code",
    "case_for",
    "desk_counts",
    "handled_by",
    "listed_cases",
    "public_history",
    "removed_files",
    "shown_facts",
    "staff_history",
    "steps_for",
    "with_clocks",
]
