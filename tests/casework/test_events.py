"""What happens to a case: who, when, on which facts; and that it can always be told from the events alone."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import DatabaseError, connection, transaction
from django.utils import timezone

from yilan.casework.actions import annul_event, hand_over, open_case
from yilan.casework.folding import fold
from yilan.casework.models import Case, CaseEvent
from yilan.core.audit.models import AuditEntry
from yilan.core.calendar import add_working_days
from yilan.core.events.models import Event

TODAY = timezone.localdate


def repeats_its_events(case: Case) -> bool:
    case.refresh_from_db()
    told = fold(case.procedure, case.events.all())
    return (told.state, told.handler, told.received_on, told.ended_on, told.outcome) == (
        case.state,
        case.handler_id,
        case.received_on,
        case.ended_on,
        case.outcome,
    )


def test_a_case_walks_from_hand_to_hand(office):
    case = office.open(on=date(2025, 9, 25))
    assert case.number == "民政局失物〔2025〕1号"
    office.act(case, "drafted", outcome="found")
    with pytest.raises(PermissionDenied, match=r"another person|其他人"):
        office.act(case, "told")
    office.act(case, "told", actor=office.leader)
    assert repeats_its_events(case)
    assert (case.state, case.outcome, case.ended_on) == ("told", "found", TODAY())
    entries = AuditEntry.objects.filter(action="casework:case:event", subject_id=str(case.pk)).order_by("id")
    assert [entry.detail["event"] for entry in entries] == ["taken", "drafted", "told"]
    moved = Event.objects.filter(name="CaseMoved", subject_id=str(case.pk)).order_by("id")
    assert [event.payload["state"] for event in moved] == ["looking", "drafted", "told"]


def test_numbers_run_by_agency_and_year(office):
    first, second = office.open(on=date(2024, 5, 6)), office.open(on=date(2024, 6, 7))
    other = office.open(on=date(2025, 1, 2))
    numbers = [case.number.removeprefix("民政局失物") for case in (first, second, other)]
    assert numbers == ["〔2024〕1号", "〔2024〕2号", "〔2025〕1号"]


def test_the_same_form_sent_twice_makes_one_case(office):
    first = office.open("reported", submission_key="k" * 40)
    again = office.open("reported", submission_key="k" * 40)
    assert first.pk == again.pk
    assert Case.objects.count() == CaseEvent.objects.count() == 1


def test_what_cannot_happen_here_is_told_in_words(office):
    case = office.open()
    with pytest.raises(ValidationError, match="寻找中"):
        office.act(case, "confirmed")
    with pytest.raises(ValidationError):
        office.act(case, "nothing_known")
    assert case.events.count() == 1


def test_other_agencies_and_roles_are_refused(office):
    case = office.open()
    for actor in (office.stranger, office.inspector, office.leader):
        with pytest.raises(PermissionDenied):
            office.act(case, "drafted", actor=actor, outcome="found")
    with pytest.raises(PermissionDenied):
        office.act(case, "drafted", hand="applicant", outcome="found")
    with pytest.raises(PermissionDenied):
        office.open(actor=office.stranger)
    assert Case.objects.count() == 1


def test_facts_are_wanted_at_their_field(office):
    case = office.open()
    with pytest.raises(ValidationError) as refused:
        office.act(case, "asked", what=" ", until="2025-02-30")
    assert set(refused.value.message_dict) == {"what", "until"}
    with pytest.raises(ValidationError) as refused:
        office.act(case, "owner_asked", party="no-party", colour="green")
    assert set(refused.value.message_dict) == {"party", "colour"}
    other = office.open().parties.get()
    with pytest.raises(ValidationError, match=r".*"):
        office.act(case, "owner_asked", party=str(other.pk), colour="red")
    event = office.act(case, "owner_asked", party=case.parties.get(), colour="red")
    assert event.facts == {"party": str(case.parties.get().pk), "colour": "red"}


def test_once_means_once(office):
    case = office.open()
    soon = (TODAY() + timedelta(days=9)).isoformat()
    office.act(case, "asked", what="颜色", until=soon)
    office.act(case, "added", hand="applicant")
    with pytest.raises(ValidationError, match=r"once|一次"):
        office.act(case, "asked", what="大小", until=soon)


def test_days_keep_their_order(office):
    case = office.open(on=date(2025, 9, 25))
    with pytest.raises(ValidationError) as refused:
        office.act(case, "drafted", on=date(2025, 9, 24), outcome="found")
    assert "on" in refused.value.message_dict
    with pytest.raises(ValidationError) as refused:
        office.act(case, "drafted", on=TODAY() + timedelta(days=1), outcome="found")
    assert "on" in refused.value.message_dict


def test_a_step_behind_its_limit_needs_a_reason(office):
    case = office.open(on=date(2025, 9, 1))
    late = add_working_days(date(2025, 9, 1), 8)
    until = (late + timedelta(days=10)).isoformat()
    with pytest.raises(ValidationError) as refused:
        office.act(case, "asked", on=late, what="颜色", until=until)
    assert "late_reason" in refused.value.message_dict
    office.act(case, "asked", on=late, what="颜色", until=until, late_reason="经办人病假")
    of_old = office.open(on=date(2014, 9, 1))  # the Regulation of 2008 knew no such limit
    office.act(of_old, "asked", on=date(2014, 9, 30), what="颜色", until="2014-10-30")


def test_what_is_overdue_is_not_extended(office):
    received = date(2025, 9, 25)
    case = office.open(on=received)
    with pytest.raises(ValidationError) as refused:
        office.act(case, "extended", actor=office.leader, on=date(2025, 10, 20), days=21)
    assert "days" in refused.value.message_dict
    with pytest.raises(ValidationError, match="2025"):
        office.act(case, "extended", actor=office.leader, on=date(2025, 10, 30), days=5)
    office.act(case, "extended", actor=office.leader, on=date(2025, 10, 29), days=20)
    assert repeats_its_events(case)


def test_the_last_event_can_be_annulled_and_stays_readable(office):
    case = office.open()
    drafted = office.act(case, "drafted", outcome="found")
    with pytest.raises(PermissionDenied):
        annul_event(actor=office.officer, case=case, sequence=drafted.sequence, reason="点错了")
    with pytest.raises(ValidationError):
        annul_event(actor=office.leader, case=case, sequence=1, reason="点错了")
    annul_event(actor=office.leader, case=case, sequence=drafted.sequence, reason="点错了")
    assert repeats_its_events(case)
    assert case.state == "looking"
    assert case.events.count() == 3
    with pytest.raises(ValidationError):
        annul_event(actor=office.leader, case=case, sequence=1, reason="从未有过")
    office.act(case, "drafted", outcome="lost")
    office.act(case, "told", actor=office.leader)
    case.refresh_from_db()
    assert case.outcome == "lost"


def test_a_case_is_handed_to_those_who_handle_it(office):
    case = office.open()
    with pytest.raises(ValidationError) as refused:
        hand_over(actor=office.officer, case=case, handler=office.stranger)
    assert "handler" in refused.value.message_dict
    hand_over(actor=office.leader, case=case, handler=office.second, reason="休假")
    assert repeats_its_events(case)
    assert case.handler == office.second


@pytest.mark.database
def test_no_event_is_changed_or_deleted_even_behind_our_back(office):
    case = office.open()
    event = case.events.get()
    event.on = date(2020, 1, 1)
    for attempt in (event.save, event.delete, case.events.all().delete, lambda: case.events.update(kind="told")):
        with pytest.raises(TypeError):
            attempt()
    refused = ["UPDATE casework_caseevent SET kind = 'told'"]
    if connection.vendor == "postgresql":  # on SQLite a database could not be emptied any more
        refused.append("DELETE FROM casework_caseevent")
    for statement in refused:
        with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(statement)
    assert case.events.get().kind == "taken"


def test_a_case_is_not_opened_by_an_event_of_its_middle(office):
    with pytest.raises(PermissionDenied):
        open_case(
            actor=office.officer,
            procedure_code="finding",
            kind="drafted",
            agency=office.agency,
            channel="counter",
            title="",
            parties=[],
            facts={"outcome": "found"},
        )
