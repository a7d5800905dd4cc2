"""What is looked for is counted; by whom is nowhere."""

import json
from datetime import timedelta

import pytest
from django.utils import timezone

from yilan.search import log
from yilan.search.models import AskedQuestion
from yilan.search.tasks import count_questions

pytestmark = [pytest.mark.django_db(transaction=False), pytest.mark.database]


def counted(django_capture_on_commit_callbacks) -> dict[str, tuple[int, ...]]:
    for _turn in range(2):  # a file is counted one turn after it was put aside
        with django_capture_on_commit_callbacks(execute=True):
            count_questions()
    return {row.text: (row.asked, row.failed, row.shown, row.opened) for row in AskedQuestion.objects.all()}


def test_questions_are_counted_by_day(client, index, django_capture_on_commit_callbacks) -> None:
    for _time in range(2):
        client.get("/search/", {"q": " 低保  办法 "})
    client.post("/search/shown/", {"q": "低保 办法"})
    client.post("/search/opened/", {"q": "低保 办法"})
    assert counted(django_capture_on_commit_callbacks) == {"低保 办法": (2, 2, 1, 1)}
    client.get("/search/", {"q": "低保 办法"})
    assert counted(django_capture_on_commit_callbacks) == {"低保 办法": (3, 3, 1, 1)}
    assert AskedQuestion.objects.get().day == timezone.localdate()


@pytest.mark.parametrize("personal", ["11010519491231002X", "王五 13812345678", ""])
def test_what_is_personal_is_not_kept(client, index, personal, tmp_path) -> None:
    client.get("/search/", {"q": personal})
    client.post("/search/shown/", {"q": personal})
    client.post("/search/opened/", {"q": personal})
    assert not (tmp_path / "search" / "asked.jsonl").exists()


def test_pages_and_filters_are_no_questions(client, index, tmp_path) -> None:
    client.get("/search/", {"q": "低保", "year": "2014"})
    assert not (tmp_path / "search" / "asked.jsonl").exists()


def test_a_line_holds_day_words_and_outcome_and_no_more(client, index, tmp_path) -> None:
    client.get("/search/", {"q": "低保"}, REMOTE_ADDR="10.9.8.7", HTTP_USER_AGENT="somebody")
    line = (tmp_path / "search" / "asked.jsonl").read_text(encoding="utf-8")
    assert json.loads(line) == [timezone.localdate().isoformat(), "低保", "failed"]


def test_a_full_disk_or_half_a_line_stops_nobody(
    client, index, tmp_path, monkeypatch, django_capture_on_commit_callbacks
) -> None:
    (tmp_path / "search" / "asked.jsonl").write_text('["2014-03-05", "低', encoding="utf-8")
    assert counted(django_capture_on_commit_callbacks) == {}
    monkeypatch.setattr(log.os, "open", lambda *_args: (_ for _ in ()).throw(OSError("full")))
    assert client.get("/search/", {"q": "低保"}).status_code == 200


def test_nothing_is_kept_for_ever(index, django_capture_on_commit_callbacks) -> None:
    AskedQuestion.objects.create(day=timezone.localdate() - timedelta(days=401), text="旧")
    assert counted(django_capture_on_commit_callbacks) == {}


def test_what_others_often_asked_and_found_is_offered(client, index) -> None:
    today = timezone.localdate()
    for text, asked, failed in (("低保标准", 5, 0), ("低保名单", 3, 0), ("低保飞船", 9, 9), ("低保一次", 1, 0)):
        AskedQuestion.objects.create(day=today, text=text, asked=asked, failed=failed)
    assert client.get("/search/suggest.json", {"q": "低保"}).json()["questions"] == ["低保标准", "低保名单"]
