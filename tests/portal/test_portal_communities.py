"""The reading code of a community: what it opens, for whom, and what happens to those who guess."""

import re

import pytest
from django.test import Client
from tests.factories.disclosure import make_file, make_portal, make_publication
from tests.factories.organizations import make_agency
from tests.standing import standing

from yilan.core.tries import Rate
from yilan.disclosure.models import PublishedFile
from yilan.organizations.actions import set_community_key
from yilan.portal import communities
from yilan.portal.communities import ONES, PAUSE

pytestmark = [pytest.mark.django_db, pytest.mark.database]
CODE = "KAIMEN22"
DOOR = "/agencies/huanghua/community/"


@standing
def village():
    portal = make_portal()
    agency = make_agency("huanghua", level="village", name="黄花村村民委员会", short_name="黄花村")
    return set_community_key(actor=None, agency=agency, key=CODE), portal


@pytest.fixture
def affair(village):
    agency, portal = village
    return make_publication(
        portal.civil,
        title="黄花村财务公开",
        audience="community",
        community=agency,
        body=[("paragraph", "<p>上月支出明细。</p>")],
        attachments=[make_file("accounts.pdf", b"%PDF accounts")],
    )


def enter(client, key, **more):
    return client.post(DOOR, {"key": key}, **more)


def test_the_code_opens_page_version_and_file_for_this_reader_only(client, affair):
    file = PublishedFile.objects.get(version__record=affair.record_id)
    own = [f"/info/{affair.index_number}/", f"/info/{affair.index_number}/versions/1/"]
    assert enter(client, CODE).status_code == 302
    for path in own:
        assert "上月支出明细" in client.get(path).content.decode()
    answer = client.get(f"/files/{file.sha256}/{file.name}")
    assert b"".join(answer.streaming_content) == b"%PDF accounts"
    assert "正文已经打开" in client.get(DOOR).content.decode()
    for path in own:
        assert "上月支出明细" not in Client().get(path, follow=True).content.decode()


@pytest.mark.parametrize("key", ["kaimen22", "  KAIMEN22 ", "KaiMen22"])
def test_capitals_and_blanks_make_no_difference(client, affair, key):
    assert enter(client, key).status_code == 302
    assert "上月支出明细" in client.get(f"/info/{affair.index_number}/").content.decode()


def test_what_a_code_opened_is_kept_by_no_cache_on_the_way(client, affair):
    enter(client, CODE)
    for tail in ("", "versions/1/"):
        answer = client.get(f"/info/{affair.index_number}/{tail}")
        assert answer.status_code == 200
        assert answer.headers["Cache-Control"] == "private, no-store"
        assert "ETag" not in answer.headers


def test_a_public_page_that_shows_an_opened_text_beside_its_own_is_kept_by_no_cache(client, village, affair):
    reading = make_publication(village[1].civil, title="关于财务公开的说明", interprets=affair.record)
    path = f"/info/{reading.index_number}/"
    answer = client.get(path)
    assert "public" in answer.headers["Cache-Control"]
    assert re.search(rf'<a href="/info/{affair.index_number}/">.*?正文不在本页', answer.content.decode())
    enter(client, CODE)
    answer = client.get(path)
    assert "上月支出明细" in answer.content.decode()
    assert answer.headers["Cache-Control"] == "private, no-store"


def test_the_code_of_one_community_opens_no_other(client, affair):
    other = make_agency("tuanjie", level="village", name="团结村村民委员会")
    set_community_key(actor=None, agency=other, key="TUANJIE33")
    client.post("/agencies/tuanjie/community/", {"key": "TUANJIE33"})
    assert "上月支出明细" not in client.get(f"/info/{affair.index_number}/").content.decode()


def test_a_wrong_code_is_said_at_the_field_and_opens_nothing(client, affair):
    answer = enter(client, "GUESSED1")
    text = answer.content.decode()
    assert answer.status_code == 200
    assert '<p class="error" id="key-error" role="alert">与黄花村村民委员会的查阅码不符' in text
    assert 'aria-invalid="true"' in text
    assert "<title>错误: " in text
    assert "GUESSED1" not in text
    assert "上月支出明细" not in client.get(f"/info/{affair.index_number}/").content.decode()


@pytest.mark.parametrize("key", ["", "   "])
def test_a_community_without_a_code_opens_to_nobody(client, key):
    make_portal()
    make_agency("huanghua", level="village", name="黄花村村民委员会")
    assert enter(client, key).status_code == 200
    text = client.get(DOOR).content.decode()
    assert "查阅码尚未设置" in text
    assert "正文已经打开" not in text


def test_guessing_ends_after_some_tries_even_with_the_right_code(client, affair):
    for _try in range(ONES.most):
        assert enter(client, "GUESSED1").status_code == 200
    locked = enter(client, CODE)
    assert locked.status_code == 429
    assert "输入次数过多" in locked.content.decode()
    assert "上月支出明细" not in client.get(f"/info/{affair.index_number}/").content.decode()
    assert enter(Client(REMOTE_ADDR="10.0.0.9"), CODE).status_code == 302, "another address is not locked out"


def test_guessing_from_many_addresses_ends_too(affair, monkeypatch):
    monkeypatch.setattr(communities, "EVERYBODYS", Rate("community.all", most=3, within=PAUSE))
    answers = [enter(Client(REMOTE_ADDR=f"10.0.{n}.1"), "GUESSED1").status_code for n in range(4)]
    assert answers == [200, 200, 200, 429]
    assert enter(Client(REMOTE_ADDR="10.1.0.1"), CODE).status_code == 429


def test_the_right_code_clears_the_tries_of_its_address(client, affair):
    for _round in range(2):
        for _try in range(ONES.most - 1):
            enter(client, "GUESSED1")
        assert enter(client, CODE).status_code == 302


def test_the_way_leads_on_to_the_record_and_never_to_another_site(client, affair):
    own = f"/info/{affair.index_number}/"
    assert client.post(DOOR, {"key": CODE, "next": own}).headers["Location"] == own
    for foreign in (
        "https://example.com/",
        "//example.com/",
        "/\\example.com",
        "javascript:alert(1)",
        "\n//example.com",
    ):
        assert client.post(DOOR, {"key": CODE, "next": foreign}).headers["Location"] == DOOR, foreign
        assert "example.com" not in client.get(DOOR, {"next": foreign}).content.decode()


def test_only_villages_and_communities_have_such_a_page(client, village):
    assert client.get("/agencies/mzj/community/").status_code == 404
    assert client.get("/agencies/nowhere/community/").status_code == 404
    assert client.get("/agencies/huanghua/").content.decode().count(DOOR) == 0, "nothing is published there yet"


def test_the_page_of_the_community_leads_to_its_affairs(client, affair):
    assert f'href="{DOOR}"' in client.get("/agencies/huanghua/").content.decode()
    text = client.get(DOOR).content.decode()
    assert "黄花村财务公开" in text
    assert "上月支出明细" not in text
    assert client.get(DOOR).headers["Cache-Control"] == "max-age=0, no-cache, no-store, must-revalidate, private"


def test_a_form_from_another_site_is_refused_in_chinese(affair):
    answer = enter(Client(enforce_csrf_checks=True), CODE)
    assert answer.status_code == 403
    assert "表单未能提交" in answer.content.decode()
