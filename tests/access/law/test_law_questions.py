"""The questions lead to every outcome that an officer may draft, under the law of every time."""

from datetime import date
from pathlib import Path

import pytest

from yilan import access
from yilan.access.law.outcomes import outcomes_on
from yilan.access.law.questions import first_question, questions, reached_on, steps_to
from yilan.casework.procedures import procedure, register_procedures

register_procedures(Path(access.__file__).parent / "data" / "procedures")


@pytest.mark.parametrize(
    "day", [date(2008, 5, 1), date(2014, 3, 3), date(2019, 5, 14), date(2019, 5, 15), date(2026, 1, 5)]
)
def test_every_outcome_that_is_drafted_is_reached_and_no_other(day: date):
    by_a_step_of_its_own = {kind.outcome for kind in procedure("access").events.values()}
    assert reached_on(day) == {one.code for one in outcomes_on(day)} - by_a_step_of_its_own


def test_every_question_is_reached_once_and_the_way_to_it_is_known():
    asked = [answer.next for one in questions().values() for answer in one.answers if answer.next]
    assert sorted(asked) == sorted(set(questions()) - {first_question().code})
    assert steps_to("why")[0][0] == first_question()
    assert steps_to(first_question().code) == []
