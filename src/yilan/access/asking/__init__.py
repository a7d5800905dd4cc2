"""What somebody answers while they write a request: tidied, and held against the law of the day."""

from yilan.access.asking.answers import FILE_ROLES, NO, YES, Answers, has_agent, is_person, tidied
from yilan.access.asking.problems import LONGEST, problems

__all__ = ["FILE_ROLES", "LONGEST", "NO", "YES", "Answers", "has_agent", "is_person", "problems", "tidied"]
