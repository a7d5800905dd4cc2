"""Which subject suits a way and its outcome."""

import random
import tomllib
from collections.abc import Sequence
from functools import cache
from pathlib import Path

from yilan.demo.district.requests.types import Subject
from yilan.demo.district.requests.ways import OUTCOMES, SPECIAL


@cache
def subjects() -> tuple[Subject, ...]:
    """Return what people ask for."""
    table = tomllib.loads((Path(__file__).parent / "subjects.toml").read_text(encoding="utf-8"))
    lists = ("lines", "ways", "applicants")
    return tuple(Subject(**entry | {name: tuple(entry.get(name, ())) for name in lists}) for entry in table["subject"])


def suits(subject: Subject, way: str, outcome: str) -> bool:
    """Tell whether somebody would ask for it on a way, and it could end so."""
    if way in SPECIAL and way not in subject.ways:
        return False
    return OUTCOMES.get(way, {outcome or "provided"}) <= set(subject.answers)


def subject_for(chance: random.Random, way: str, outcome: str) -> Subject:
    """Return a subject of chance that suits; `IndexError` where none does, which a test holds never to happen."""
    return chance.choice([one for one in subjects() if suits(one, way, outcome)])


def another_of(chance: random.Random, subject: Subject) -> Subject:
    """Return something else that the same agency could give."""
    others = [
        one for one in subjects() if one.agency == subject.agency and one != subject and "provided" in one.answers
    ]
    return chance.choice(others)


def kinds_of(subject: Subject, kinds: Sequence[str]) -> list[str]:
    """Return those kinds of applicant who would ask for a subject, as often as they stand in the list."""
    return [kind for kind in kinds if not subject.applicants or kind in subject.applicants]
