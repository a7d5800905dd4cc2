"""Cases of people who have gone are shown to their leader, and to nobody else."""

from datetime import timedelta

import pytest
from django.utils import timezone
from tests.factories.accounts import make_account

from yilan.accounts.actions import dismiss
from yilan.accounts.models import Role
from yilan.casework.actions import hand_over, hand_over_all
from yilan.casework.queries import left_behind

pytestmark = [pytest.mark.django_db, pytest.mark.database]


def test_cases_of_somebody_who_left_wait_for_another(office):
    first, second = office.open(), office.open()
    for case in (first, second):
        hand_over(actor=office.leader, case=case, handler=office.second)
    hand_over(actor=office.leader, case=office.open(), handler=office.officer)
    assert left_behind(office.leader) == []
    leave(office.second)
    (found,) = left_behind(office.leader)
    assert (found.handler, found.agency, set(found.cases)) == (office.second, office.agency, {first, second})
    other = make_account("qita-lingdao", Role.LEADER, office.other)
    assert left_behind(other) == left_behind(office.officer) == []
    given = {"actor": office.leader, "agency": office.agency, "leaving": office.second, "reason": "调离"}
    hand_over_all(**given, handler=office.officer)
    assert left_behind(office.leader) == []


def leave(person):
    appointment = person.appointments.get()
    dismiss(actor=None, appointment=appointment, until=timezone.localdate() - timedelta(days=1))
