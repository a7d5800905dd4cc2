"""The verbs of access requests."""

from yilan.access.actions.arriving import Wish, register_request, submit_request

__all__ = ["Wish", "register_request", "submit_request"]
