"""Published records that may already answer what somebody is about to ask."""

from yilan.access.asking import Answers
from yilan.search import matching
from yilan.search.matching import Match

TOLD = ("sought_number", "title", "description")  # of the answers, what tells most first


def matches(answers: Answers) -> list[Match]:
    """Return up to five published records, those that fit best first; none while the search does not answer."""
    return matching.matches(answers.get(name, "") for name in TOLD)
