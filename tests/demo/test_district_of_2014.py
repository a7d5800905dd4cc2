"""The invented district: its numbers are the report's, its texts are nobody's."""

import re
from collections import Counter, defaultdict
from dataclasses import asdict
from datetime import date, timedelta
from functools import cache

import pytest

from yilan.core.numbering.credit_codes import is_credit_code
from yilan.demo.district import generate
from yilan.demo.district.desks import QUEUES, STAFFED
from yilan.demo.district.families import families, owners, words
from yilan.screening import scan_text

SLOT = re.compile(r"\{[^{}]*\}")


@cache
def district(seed=2014):
    return generate(seed)


def published():
    return [one for one in district().records if one.state == "published" and one.audience == "public"]


def texts(record):
    yield record.title
    yield record.summary
    for block in record.body:
        value = block["value"]
        if isinstance(value, str):
            yield value
        elif "text" in value or "name" in value:
            yield value.get("text") or value["name"]
        elif "rows" in value:
            yield from (cell for row in value["rows"] for cell in row)


def test_the_year_has_exactly_the_records_of_the_report():
    in_column = Counter(column for record in published() for column in record.columns)
    assert len(published()) == 1748
    assert in_column["notices"] + in_column["notices-public"] + in_column["notices-announcements"] >= 27
    assert in_column["speeches"] == 13
    assert in_column["videos"] == 4
    assert in_column["rules"] == 9


def test_its_organisation_is_the_report_s():
    levels = Counter(agency.level for agency in district().agencies)
    assert (levels["district"], levels["town"], levels["subdistrict"]) == (1, 2, 6)
    for agency in district().agencies:
        assert not agency.uscc or is_credit_code(agency.uscc), agency.name
        assert agency.level in {"village", "community"} or (agency.address and agency.phone and agency.hours)


def test_the_same_seed_gives_the_same_district_and_another_another():
    again = [asdict(record) for record in generate(2014).records]
    assert again == [asdict(record) for record in district().records]
    assert [record.title for record in district(7).records] != [record.title for record in district().records]


@pytest.mark.parametrize("seed", [1, 7, 99])
def test_other_seeds_have_the_same_numbers(seed):
    records = [one for one in district(seed).records if one.state == "published" and one.audience == "public"]
    assert len(records) == 1748


def test_no_slot_stays_open_and_no_title_comes_twice():
    for record in district().records:
        for text in texts(record):
            assert not SLOT.search(text), (record.title, text)
    titles = Counter(record.title for record in published())
    assert [title for title, count in titles.items() if count > 1] == []


def test_no_published_text_holds_what_the_screening_looks_for():
    found = [(record.title, hit) for record in published() for text in texts(record) for hit in scan_text(text)]
    assert found == []


def test_two_waiting_texts_do_so_that_the_screening_has_something_to_find():
    waiting = [one for one in district().records if one.state == "secrecy_review"]
    found = [record.key for record in waiting if any(scan_text(text) for text in texts(record))]
    assert found == ["secrecy_review-1", "secrecy_review-3"]


def test_all_of_it_lies_in_the_year():
    for record in published():
        assert record.published_at.year == 2014
        assert date(2013, 12, 1) <= record.written_on <= record.published_at.date()


def test_every_queue_has_work():
    states = Counter(record.state for record in district().records)
    for state in ("draft", "returned", "agency_check", "secrecy_review", "coordination", "sign_off", "scheduled"):
        assert states[state] >= 1, state
    assert states["withdrawn"] == 2


def test_the_printed_accounts_find_work_in_every_queue():
    first = Counter(record.state for record in district().records if record.agency == STAFFED[0])
    assert all(first[state] for state in QUEUES)


def test_what_waits_was_written_in_the_last_days_and_could_be_of_any_year():
    today = date(2026, 11, 26)
    waiting = [one for one in generate(2014, today=today).records if one.state in QUEUES]
    assert len(waiting) == sum(QUEUES.values())
    assert len({record.title for record in waiting}) == len(waiting)
    for record in waiting:
        assert timedelta(0) < today - record.written_on < timedelta(days=31), record.title
        assert not re.search("201[0-9]|十二五", "".join(texts(record))), record.title


def test_a_series_counts_up_with_the_days_and_leaves_no_number_out():
    series = defaultdict(list)
    for record in sorted(published(), key=lambda one: (one.published_at, one.key)):
        if record.series:
            before, after = record.series.split("{nth}")
            pattern = ".*" + SLOT.sub(".*", re.escape(before.rpartition("}")[2])) + r"(\d+)"
            series[record.series].append(int(re.match(pattern, record.title)[1]))
            assert after[:1] in record.title
    assert len(series) > 15
    assert all(numbers == list(range(1, len(numbers) + 1)) for numbers in series.values())


def test_documents_are_signed_by_their_agency_on_the_day_they_were_written():
    names = {agency.code: agency.name for agency in district().agencies}
    signed = 0
    for record in published():
        for block in record.body:
            if block["type"] == "signature":
                signed += 1
                assert block["value"] == {"name": names[record.agency], "day": record.written_on.isoformat()}
    assert signed > 1200, signed


def test_every_month_and_every_duty_of_the_district_has_something():
    months = Counter(record.published_at.month for record in published())
    assert min(months[month] for month in range(1, 13)) > 60
    items = {record.statutory_item for record in published()}
    assert {f"20-{number}" for number in range(1, 16)} <= items


def test_every_family_has_an_agency_and_every_word_that_it_asks_for():
    facts = {"name", "short", "m", "mm", "d", "q", "w", "date", "ago", "soon", "later", "nth", "term", "half", "n"}
    for family in families():
        assert owners(family, district().agencies), family.column
        for text in family.texts:
            rows = text.table.get("rows", [])
            for slot in SLOT.findall(" ".join([*text.title, text.summary, *text.body, text.addressee, *rows])):
                name = slot[1:-1].rstrip("*").partition("@")[0].partition(":")[0]
                assert name in facts or name in words() or name in {"i", "f", "dd", "masked"}, slot
