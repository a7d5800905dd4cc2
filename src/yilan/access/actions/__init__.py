"""The verbs of access requests."""

from yilan.access.actions.answering import draft_answer, sign_answer
from yilan.access.actions.arriving import Wish, register_request, submit_request
from yilan.access.actions.stepping import preview_step, take_step

__all__ = ["Wish", "draft_answer", "preview_step", "register_request", "sign_answer", "submit_request", "take_step"]
