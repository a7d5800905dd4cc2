"""Screens of editors: what was searched for, and from there to a synonym or a recommended page."""

from datetime import date, timedelta

import pytest
from django.test import Client
from django.utils import timezone
from tests.factories.accounts import make_account
from tests.factories.organizations import make_district

from yilan.accounts.models import Role
from yilan.core.audit.models import AuditEntry
from yilan.search.models import AskedQuestion, BestBet, Synonyms
from yilan.search.synonyms import vocabulary
from yilan.search.synonyms_loading import groups, load_synonyms

pytestmark = [pytest.mark.django_db, pytest.mark.database]
HOME = "/office/search-words/"


@pytest.fixture
def editor() -> Client:
    client = Client()
    client.force_login(make_account("office", Role.INFORMATION_OFFICE, make_district()))
    return client


def words(client: Client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200
    return answer.content.decode()


def ask(text: str, *, day: date | None = None, **counts: int) -> None:
    AskedQuestion.objects.create(day=day or timezone.localdate(), text=text, **{"asked": 1, **counts})


def test_a_week_shows_what_was_asked_what_failed_and_what_was_left(editor) -> None:
    ask("低保", asked=9, shown=8, opened=5)
    ask("弟保", asked=3, failed=3)
    ask("公积金", asked=2, shown=1)
    ask("西民发〔2014〕15号", asked=2)  # led straight to a record, or the readers run no scripts: nobody knows
    ask("旧事", asked=7, day=timezone.localdate() - timedelta(days=40))
    context = editor.get(HOME).context["week"]
    assert [one.text for one in context.top] == ["低保", "弟保", "公积金", "西民发〔2014〕15号"]
    assert [one.text for one in context.failed] == ["弟保"]
    assert [one.text for one in context.abandoned] == ["公积金"]
    assert (context.total, context.failed_total) == (16, 3)
    assert "只统计" in words(editor, HOME)
    assert "旧事" in words(editor, f"{HOME}?week={timezone.localdate() - timedelta(days=40)}")
    assert editor.get(f"{HOME}?week=nonsense").status_code == 200
    assert editor.get(f"{HOME}?week=9999-12-31").status_code == 200


def test_a_failed_question_becomes_a_synonym_in_two_clicks(editor) -> None:
    ask("娃娃补助", failed=1)
    link = f"{HOME}synonyms/new/?word=%E5%A8%83%E5%A8%83%E8%A1%A5%E5%8A%A9"
    assert link in words(editor, HOME)
    form = editor.get(link).context["form"]
    assert form.initial["words"] == "娃娃补助\n"
    answer = editor.post(link, {"words": form.initial["words"] + "儿童福利", "source": form.initial["source"]})
    assert answer.status_code == 302
    assert vocabulary().spellings("娃娃补助标准") == ["儿童福利标准"]
    assert AuditEntry.objects.get(action="search:synonyms:add").detail == {"words": ["娃娃补助", "儿童福利"]}


def test_a_failed_question_becomes_a_recommended_page_in_two_clicks(editor) -> None:
    link = f"{HOME}recommended/new/?question=12345"
    assert editor.get(link).context["form"].initial == {"question": "12345"}
    editor.post(link, {"question": "12345", "title": "热线", "address": "https://example.gov.cn/contact/?a=1"})
    bet = BestBet.objects.get()
    assert (bet.question, bet.address) == ("12345", "/contact/?a=1")
    editor.post(f"{HOME}recommended/{bet.pk}/remove/")
    assert not BestBet.objects.exists()


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ("低保", "请填写 2 至"),
        ("低保\n低　保", "请填写 2 至"),
        ("低保\n保", "过短或过长"),
        ("a\n" + "长" * 41, "过短或过长"),
    ],
)
def test_what_is_typed_wrong_is_said_at_the_field_and_kept(editor, typed, told) -> None:
    before = Synonyms.objects.count()
    text = editor.post(f"{HOME}synonyms/new/", {"words": typed, "source": "条例"}).content.decode()
    assert told in text
    assert typed.splitlines()[0] in text
    assert Synonyms.objects.count() == before


@pytest.mark.parametrize("address", ["contact", "//evil.example/", "javascript:alert(1)", "ftp://example.org/x"])
def test_only_pages_of_this_site_are_recommended(editor, address) -> None:
    editor.post(f"{HOME}recommended/new/", {"question": "低保", "title": "低保", "address": address})
    assert not BestBet.objects.exists()


def test_the_data_brings_three_hundred_pairs_and_leaves_what_staff_changed(editor) -> None:
    load_synonyms()
    assert sum(len(words) - 1 for _code, words, _source in groups()) >= 300
    assert "最低生活保障" in vocabulary().others["低保"]
    changed, retired = Synonyms.objects.exclude(code=None)[:2]
    editor.post(f"{HOME}synonyms/{changed.pk}/", {"words": "低保\n我的词", "source": "自定"})
    editor.post(f"{HOME}synonyms/{retired.pk}/retire/")
    count = Synonyms.objects.count()
    load_synonyms()
    assert Synonyms.objects.count() == count
    changed.refresh_from_db()
    assert changed.words == ["低保", "我的词"]
    assert retired.words[0] not in vocabulary().others or retired.words[1] not in vocabulary().others[retired.words[0]]
    assert "我的词" in words(editor, f"{HOME}synonyms/?q=我的词")


def test_the_lists_cost_few_queries(editor, django_assert_max_num_queries) -> None:
    for number in range(30):
        ask(f"问题{number}", failed=1)
    for address in (HOME, f"{HOME}synonyms/", f"{HOME}recommended/"):
        with django_assert_max_num_queries(20):
            editor.get(address)
