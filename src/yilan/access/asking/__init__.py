"""What somebody answers while they fill a form in online: the questions, the answers tidied, held against the law."""

from yilan.access.asking.answers import FILE_ROLES, NO, YES, Answers, has_agent, is_person, tidied
from yilan.access.asking.online import AskedField, AskedStep, OnlineForm, form_at, online_form, online_forms
from yilan.access.asking.problems import problems

__all__ = [
    "FILE_ROLES",
    "NO",
    "YES",
    "Answers",
    "AskedField",
    "AskedStep",
    "OnlineForm",
    "form_at",
    "has_agent",
    "is_person",
    "online_form",
    "online_forms",
    "problems",
    "tidied",
]
