"""The verbs of access requests."""

from yilan.access.actions.answering import draft_answer, review_answer, sign_answer
from yilan.access.actions.archiving import archive_case
from yilan.access.actions.arriving import Wish, register_request, submit_request
from yilan.access.actions.delivering import issue_delivery_receipt, take_file
from yilan.access.actions.merging import merge_requests
from yilan.access.actions.parties import add_third_party
from yilan.access.actions.proposing import propose_proactive
from yilan.access.actions.registering import register_case_of
from yilan.access.actions.splitting import split_request
from yilan.access.actions.stepping import preview_step, take_step
from yilan.access.fees import fee_of

__all__ = [
    "Wish",
    "add_third_party",
    "archive_case",
    "draft_answer",
    "fee_of",
    "issue_delivery_receipt",
    "merge_requests",
    "preview_step",
    "propose_proactive",
    "register_case_of",
    "register_request",
    "review_answer",
    "sign_answer",
    "split_request",
    "submit_request",
    "take_file",
    "take_step",
]
