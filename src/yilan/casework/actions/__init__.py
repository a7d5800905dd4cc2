"""The verbs of cases."""

from yilan.casework.actions.acting import act
from yilan.casework.actions.annulling import annul_event
from yilan.casework.actions.exporting import note_export
from yilan.casework.actions.filing import add_file, open_file, open_own_file, show_file
from yilan.casework.actions.handing_over import hand_over, hand_over_all
from yilan.casework.actions.opening import PartyData, open_case
from yilan.casework.actions.papers import deliver_paper, issue_paper
from yilan.casework.actions.parties import add_party, reveal
from yilan.casework.actions.removing import remove_file

__all__ = [
    "PartyData",
    "act",
    "add_file",
    "add_party",
    "annul_event",
    "deliver_paper",
    "hand_over",
    "hand_over_all",
    "issue_paper",
    "note_export",
    "open_case",
    "open_file",
    "open_own_file",
    "remove_file",
    "reveal",
    "show_file",
]
