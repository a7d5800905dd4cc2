"""The processing fee follows from the law, from what is counted, and from what the applicant asked for in the month."""

from datetime import date
from decimal import Decimal

import pytest
from django.core.exceptions import PermissionDenied
from tests.access.reading import refused, words_of
from tests.factories.access import RECEIVED, applicant, make_request

from yilan.access.actions import fee_of, take_step
from yilan.access.law.fees import NotCharged
from yilan.casework.choices import choices_of
from yilan.casework.clocks import clock_of

pytestmark = [pytest.mark.django_db, pytest.mark.database, pytest.mark.usefixtures("no_pdf")]


def notify(office, case, method="per_page", count=35, on=RECEIVED, **facts):
    return office.step(case, "fee_notified", on=on, method=method, count=count, **facts)


def test_pages_are_computed_whatever_is_typed_in(office):
    case = make_request(office)
    event = notify(office, case, amount="1", until="2030-01-01", computation="随便")
    assert event.facts["amount"] == "50.00"
    assert event.facts["until"] == "2025-10-29"
    written = words_of(case.papers.last())
    assert "第31页至第35页：5页×10元/页＝50元；合计50元" in written
    assert "应缴金额：50元" in written
    assert "20个工作日" in written


def test_items_add_up_over_the_month_of_one_applicant(office):
    for day in (1, 2, 3):
        make_request(office, received=date(2025, 9, day))
    make_request(office, received=date(2025, 8, 29))
    make_request(office, parties=[applicant(name="李四", identity_number="640105198001011111")])
    make_request(office, parties=[applicant(identity_number="")])  # the same name and telephone
    case = make_request(office)
    assert [line.first for line in fee_of(case, "per_item", 1).lines] == [5]
    assert fee_of(case, "per_item", 8).amount == Decimal(200)
    assert fee_of(case, "per_page", 100).amount == Decimal(700)


def test_nothing_is_charged_below_the_first_tier_nor_under_other_laws(office):
    case = make_request(office)
    assert "count" in refused(notify, office=office, case=case, count=30)
    assert case.state == "handling"
    for received in (date(2015, 3, 4), date(2020, 3, 4)):
        old = make_request(office, received=received)
        assert choices_of("fee_method", old) == []
        assert "method" in refused(notify, office=office, case=old, on=received)
        with pytest.raises(NotCharged):
            fee_of(old, "per_page", 100)


def test_a_paid_fee_lets_the_time_begin_anew(office):
    case = make_request(office)
    notify(office, case)
    office.step(case, "paid", on=date(2025, 10, 15), voucher="640000001")
    assert clock_of(case.procedure, case.events.all(), on=date(2025, 10, 16)).due == date(2025, 11, 12)


def test_an_unpaid_fee_ends_the_request_after_its_time(office):
    case = make_request(office)
    notify(office, case)
    assert refused(office.step, case=case, kind="unpaid", on=date(2025, 10, 29))
    office.step(case, "unpaid", on=date(2025, 10, 30))
    assert (case.state, case.outcome) == ("ended", "fee_unpaid")
    written = words_of(case.papers.last())
    number = case.papers.get(template="fee").number
    assert f"收费通知书（{number}），缴费期限至2025年10月29日届满" in written


def test_the_leader_may_waive_what_would_be_due(office):
    case = make_request(office)
    facts = {"method": "per_page", "count": 35, "reason": "申请人经济困难"}
    with pytest.raises(PermissionDenied):
        take_step(actor=office.officer, case=case, kind="fee_waived", facts=facts, on=RECEIVED)
    event = office.step(case, "fee_waived", on=RECEIVED, **facts)
    assert event.facts["amount"] == "50.00"
    assert case.state == "handling"
