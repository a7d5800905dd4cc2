"""What may be done with records: one function per verb, the only place that writes."""

from yilan.disclosure.actions.checking import pass_agency_check
from yilan.disclosure.actions.coordinating import answer_coordination
from yilan.disclosure.actions.drafting import draft_record, revise_record
from yilan.disclosure.actions.products import compile_catalogue, compile_guide
from yilan.disclosure.actions.publishing import publish_release
from yilan.disclosure.actions.returning import recall_release, return_release
from yilan.disclosure.actions.reviewing import review_secrecy
from yilan.disclosure.actions.screening import allow_hit
from yilan.disclosure.actions.signing import sign_off
from yilan.disclosure.actions.submitting import submit_record
from yilan.disclosure.actions.validity import change_validity
from yilan.disclosure.actions.void import void_stale_release
from yilan.disclosure.actions.withdrawing import restore_record, withdraw_record

__all__ = [
    "allow_hit",
    "answer_coordination",
    "change_validity",
    "compile_catalogue",
    "compile_guide",
    "draft_record",
    "pass_agency_check",
    "publish_release",
    "recall_release",
    "restore_record",
    "return_release",
    "review_secrecy",
    "revise_record",
    "sign_off",
    "submit_record",
    "void_stale_release",
    "withdraw_record",
]
