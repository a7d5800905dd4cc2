"""On which day a request counts as received."""

from datetime import date

import pytest

from yilan.access.law.choices import choices
from yilan.access.law.reading import LawDataError
from yilan.access.law.receipt import Needs, ReceiptRule, confirmed_late, date_of_receipt, receipt_rule, receipt_rules

OLD, NEW = date(2019, 5, 14), date(2019, 5, 15)
LATER = date(2019, 5, 20)


@pytest.mark.parametrize(
    ("channel", "arrived", "received"),
    [
        ("counter", OLD, OLD),
        ("counter", NEW, NEW),
        ("oral", NEW, NEW),
        ("registered_post", OLD, OLD),
        ("registered_post", NEW, NEW),
        ("ordinary_post", OLD, LATER),
        ("ordinary_post", NEW, LATER),
        ("misdirected", OLD, LATER),
        ("misdirected", NEW, LATER),
        ("email", OLD, OLD),
        ("email", NEW, LATER),
        ("online", OLD, OLD),
        ("online", NEW, LATER),
        ("fax", OLD, LATER),
        ("fax", NEW, LATER),
    ],
)
def test_the_day_of_receipt(channel, arrived, received):
    assert date_of_receipt(channel, {"arrived_on": arrived, "confirmed_on": LATER}) == received


def test_what_has_to_be_recorded_first():
    assert date_of_receipt("online", {}) == Needs(("arrived_on",))
    assert date_of_receipt("online", {"arrived_on": NEW}) == Needs(("confirmed_on",))
    assert date_of_receipt("online", {"arrived_on": NEW, "confirmed_on": None}) == Needs(("confirmed_on",))
    assert date_of_receipt("online", {"arrived_on": OLD}) == OLD
    assert date_of_receipt("counter", {"arrived_on": NEW}) == NEW
    assert date_of_receipt("online", {"arrived_on": NEW, "confirmed_on": NEW}) == NEW


def test_a_confirmation_before_the_arrival_is_an_error():
    with pytest.raises(ValueError, match="before it arrived"):
        date_of_receipt("fax", {"arrived_on": NEW, "confirmed_on": OLD})


def test_every_channel_has_one_rule_on_every_day():
    for channel in choices("channel"):
        for day in (date(2008, 5, 1), OLD, NEW, date(2026, 1, 1)):
            fitting = [rule for rule in receipt_rules() if channel in rule.channels and rule.holds_on(day)]
            assert fitting == [receipt_rule(channel, day)], channel


def test_unknown_channels_and_times_have_no_rule():
    with pytest.raises(LookupError):
        receipt_rule("pigeon", NEW)
    with pytest.raises(LookupError):
        receipt_rule("counter", date(2008, 4, 30))


@pytest.mark.parametrize(
    ("channel", "confirmed", "late"),
    [
        ("ordinary_post", NEW, False),
        ("ordinary_post", LATER, True),
        ("online", LATER, False),
        ("ordinary_post", None, False),
    ],
)
def test_ordinary_post_is_to_be_confirmed_on_the_same_day(channel, confirmed, late):
    assert confirmed_late(channel, {"arrived_on": NEW, "confirmed_on": confirmed}) is late


def test_a_rule_on_a_fact_that_nobody_records_is_refused():
    with pytest.raises(LawDataError):
        ReceiptRule(NEW, channels=("fax",), day="dreamt_on", meaning="x", source="x")
