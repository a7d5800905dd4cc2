"""Plain questions that lead an officer to the outcomes of the law, one after the other."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache

from yilan.access.law.outcomes import Outcome, outcomes
from yilan.access.law.reading import LawDataError, build, by_code, document

FILE = "questions.toml"


@dataclass(frozen=True, slots=True)
class Answer:
    """One answer: it leads to another question, or names outcomes."""

    text: str
    next: str = ""
    outcomes: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        """Refuse an answer that leads nowhere, to two places, or to an outcome that does not exist."""
        if bool(self.next) == bool(self.outcomes) or not set(self.outcomes) <= set(outcomes()):
            raise LawDataError(f"“{self.text}” has to lead to one question or to known outcomes")


@dataclass(frozen=True, slots=True)
class Question:
    """A question with what helps to answer it."""

    code: str
    text: str
    hint: str
    answers: tuple[Answer, ...]


@dataclass(frozen=True, slots=True)
class Way:
    """An answer that can be given under the law of a day, with the outcomes that the law knows of it."""

    answer: Answer
    outcomes: tuple[Outcome, ...]


@cache
def questions() -> dict[str, Question]:
    """Return every question by its code; `LawDataError` where one leads to a question that does not exist."""
    found = by_code(
        (
            Question(
                entry["code"],
                entry["text"],
                entry["hint"],
                tuple(build(Answer, answer, FILE) for answer in entry["answers"]),
            )
            for entry in document(FILE)["question"]
        ),
        FILE,
    )
    if lost := {answer.next for one in found.values() for answer in one.answers if answer.next} - set(found):
        raise LawDataError(f"{FILE}: {sorted(lost)} are asked by nobody")
    return found


def first_question() -> Question:
    """Return where it begins."""
    return questions()[document(FILE)["first"]]


def ways_on(question: Question, day: date) -> Iterator[Way]:
    """Yield the answers to a question that lead anywhere in the law of a day."""
    for answer in question.answers:
        usable = tuple(outcomes()[code] for code in answer.outcomes if outcomes()[code].usable_on(day))
        if answer.next or usable:
            yield Way(answer, usable)


def reached_on(day: date) -> set[str]:
    """Return the codes of all outcomes to which the questions lead in the law of a day."""
    found, waiting, seen = set[str](), [first_question()], set[str]()
    while waiting:
        question = waiting.pop()
        seen.add(question.code)
        for way in ways_on(question, day):
            found |= {one.code for one in way.outcomes}
            if way.answer.next and way.answer.next not in seen:
                waiting.append(questions()[way.answer.next])
    return found


def steps_to(code: str) -> list[tuple[Question, Answer]]:
    """Return the questions with the answers that lead to a question, the first question first."""
    for question in questions().values():
        for answer in question.answers:
            if answer.next == code:
                return [*steps_to(question.code), (question, answer)]
    return []
