"""What people wrote about a case lies sealed; days and codes lie open, so that clocks and counts open nothing."""

from datetime import date

import pytest
from django.db import DatabaseError, connection, transaction
from django.utils import timezone
from tests.casework.reading import raw

from yilan.casework.clocks import clock_of
from yilan.casework.models import Case, CaseEvent
from yilan.casework.queries import staff_history
from yilan.casework.queries.desk import CaseList, listed_cases
from yilan.casework.words import divided
from yilan.core.sealing import SealBroken, fields, rotating

WORDS = "我叫张小明，电话13912345678"
TITLE = "张小明丢了一把红伞"


@pytest.fixture
def case(office) -> Case:
    found = office.open(title=TITLE)
    office.act(found, "asked", what=WORDS, until=date.fromordinal(timezone.localdate().toordinal() + 9))
    return found


@pytest.mark.database
def test_words_and_title_lie_sealed_and_read_as_written(case):
    for table in ("casework_case", "casework_caseevent", "casework_eventwords"):
        assert not [one for one in (WORDS, TITLE, "张小明", "13912345678") if one in raw(table)], table
    event = CaseEvent.objects.get(kind="asked")
    assert event.facts["what"] == WORDS
    assert list(event.facts) == ["what", "until"]
    assert event.stated == {"what": None, "until": event.facts["until"]}
    assert "张小明" not in repr(event.facts)
    assert Case.objects.get().title == TITLE


def test_a_number_that_somebody_typed_is_no_code(office):
    kind = office.open().procedure.events["asked"]
    clear, words = divided(
        kind, {"what": "red", "phone": "13912345678", "colours": ["red", "蓝"], "parts": [{"what": 7}]}
    )
    assert words == {"what": "red", "phone": "13912345678", "colours": ["red", "蓝"]}
    assert clear == {"what": None, "phone": None, "colours": None, "parts": [{"what": 7}]}
    assert divided(kind, {"called": "zhangsan", "parts": [{"who": "lisi"}]})[0] == {"called": None, "parts": None}
    assert divided(None, {"amount": "40.00", "on": "2025-10-09", "until": None})[1] == {}


def test_clocks_open_no_words_and_histories_ask_no_more_queries(case, monkeypatch, django_assert_num_queries):
    with django_assert_num_queries(1):
        assert [dict(event.facts) for event in case.events.all()][1]["what"] == WORDS

    def closed(*_about, **_more):
        raise AssertionError("a clock opened somebody's words")

    events = list(case.events.all())
    monkeypatch.setattr(fields, "unseal", closed)
    assert clock_of(case.procedure, events).reading.paused_by


def test_cases_are_found_by_words_of_their_title(office, case):
    other = office.open(title="捡到一只手套")

    def found(words: str) -> list[str]:
        return [row.number for row, _clock in listed_cases(office.officer, CaseList("finding", number=words)).rows]

    assert found("红伞") == [case.number]
    assert found("手套") == [other.number]
    assert found(other.number) == [other.number]
    assert found("帽子") == []


@pytest.mark.database
def test_a_new_key_seals_words_anew_though_events_never_change(case):
    before = raw("casework_eventwords")
    rotating.rotate()
    assert raw("casework_eventwords") != before
    assert staff_history(Case.objects.get())[1].facts[0] == ("补充什么", WORDS)


@pytest.mark.database
def test_nobody_puts_other_words_into_an_event(office, case):
    office.act(office.open(), "asked", what="另一件", until=date(2099, 1, 1))
    first, second = (event.words for event in CaseEvent.objects.filter(kind="asked").order_by("at"))
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("UPDATE casework_caseevent SET words_id = NULL")
    with connection.cursor() as cursor:  # the token of one row in the other: whoever holds the database can do that
        cursor.execute("SELECT text FROM casework_eventwords WHERE text <> ''")
        tokens = [row[0] for row in cursor.fetchall()]
        cursor.executemany("UPDATE casework_eventwords SET text = %s WHERE text = %s", [(tokens[0], tokens[1])])
    swapped = [event for event in CaseEvent.objects.filter(words__in=(first, second)) if _is_broken(event)]
    assert len(swapped) == 1


def _is_broken(event: CaseEvent) -> bool:
    try:
        event.facts["what"]
    except SealBroken:
        return True
    return False
