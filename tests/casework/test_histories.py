"""Random histories: whatever people try, a case is what its events say, and its clock never contradicts itself."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.casework.test_events import repeats_its_events

from yilan.casework.actions import annul_event
from yilan.casework.clocks import clock_of
from yilan.casework.procedures import procedure
from yilan.casework.queries import public_history, staff_history, steps_for

RECEIVED = date(2025, 3, 3)
KINDS = [kind.code for kind in procedure("finding").events.values() if not kind.opens and kind.code != "annulled"]
tries = st.lists(
    st.tuples(
        st.sampled_from([*KINDS, "annul"]),
        st.integers(0, 12),
        st.sampled_from(["officer", "second", "leader", "stranger"]),
        st.sampled_from(["staff", "applicant", "system"]),
    ),
    max_size=14,
)


@pytest.mark.database
@given(tries)
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_a_case_is_what_its_events_say(office, attempts):
    with transaction.atomic():
        walk(office, attempts)
        transaction.set_rollback(True)  # the next example finds the office as it was


def walk(office, attempts):
    case = office.open(on=RECEIVED)
    party = case.parties.get()
    day = RECEIVED
    for kind, later, who, hand in attempts:
        day += timedelta(days=later)
        actor = getattr(office, who) if hand == "staff" else None
        facts = {
            "what": "颜色",
            "until": day + timedelta(days=10),
            "party": party,
            "colour": "red",
            "days": 5,
            "outcome": "found",
            "handler": office.officer.pk,
        }
        before = list(case.events.values_list("sequence", flat=True))
        try:
            if kind == "annul":
                annul_event(actor=getattr(office, who), case=case, sequence=len(before), reason="误记")
            else:
                wanted = {fact.code for fact in case.procedure.events[kind].facts}
                stated = {name: value for name, value in facts.items() if name in wanted}
                office.act(case, kind, actor=actor, on=day, hand=hand, **stated)
        except (ValidationError, PermissionDenied):
            assert list(case.events.values_list("sequence", flat=True)) == before
        assert repeats_its_events(case)
        clock = clock_of(case.procedure, case.events.all(), on=day)
        assert (clock.colour == "done") == (case.ended_on is not None)
        assert clock.due is None or clock.due > RECEIVED
    assert len(staff_history(case)) == case.events.count() >= len(public_history(case))
    steps_for(office.officer, case)
