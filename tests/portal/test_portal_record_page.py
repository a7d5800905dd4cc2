"""The page of a record: its tags, its neighbours, what holds of it, and what stays when it is withdrawn."""

import re
from datetime import date, datetime
from html import unescape

import pytest
from tests.factories.accounts import make_account
from tests.factories.disclosure import CHINA, make_genre, make_portal, make_publication
from tests.standing import standing

from yilan.disclosure.actions import change_validity, restore_record, withdraw_record
from yilan.disclosure.models import Publication, RecordPage

pytestmark = [pytest.mark.django_db]
REASON = "名单含个人信息，隐去后重新发布"


@standing
def portal():
    return make_portal()


@pytest.fixture
def office(portal):
    return make_account("xinxi", "information_office", portal.district)


def publish(portal, title, **fields):
    values = {"columns": [portal.below], "genre": make_genre(), "title": title}
    return make_publication(portal.civil, **(values | fields))


def address(publication):
    return f"/info/{publication.index_number}/"


def page(client, publication, status=200):
    answer = client.get(address(publication))
    assert answer.status_code == status
    return answer.content.decode()


def meta(text, name):
    return [unescape(value) for value in re.findall(rf'<meta name="{name}" content="([^"]*)">', text)]


def section(text, name):
    """Return the part of a page under a heading of this id."""
    found = re.search(rf'aria-labelledby="{name}".*?</section>', text, re.DOTALL)
    return found.group() if found else ""


def test_the_tags_say_what_the_record_says(client, portal):
    at = datetime(2014, 12, 31, 23, 59, 30, tzinfo=CHINA)
    fields = {"source": "西夏区民政局办公室", "keywords": "低保，资金", "summary": "一季度 & 二季度"}
    text = page(client, publish(portal, "“低保”<资金>发放情况", at=at, **fields))
    assert meta(text, "ArticleTitle") == ["“低保”<资金>发放情况"]
    assert meta(text, "PubDate") == ["2014-12-31 23:59"]
    assert meta(text, "ContentSource") == ["西夏区民政局办公室"]
    assert meta(text, "Keywords") == ["低保,资金"]
    assert meta(text, "Description") == ["一季度 & 二季度"]
    assert meta(text, "ColumnName") == [portal.below.name]
    assert meta(text, "ColumnType") == ["政务动态"]


def test_without_a_source_the_agency_is_the_source_and_outside_columns_the_platform_the_column(client, portal):
    text = page(client, publish(portal, "无栏目的信息", columns=[]))
    assert meta(text, "ContentSource") == ["西夏区民政局"]
    assert meta(text, "ColumnName") == ["政府信息公开"]
    assert meta(text, "Keywords") == meta(text, "Description") == []


def test_a_title_is_never_taken_for_markup(client, portal):
    publication = publish(portal, "<script>alert(1)</script>关于<b>标题</b>")
    for path in (address(publication), "/records/", "/", f"/columns/{portal.below.slug}/"):
        text = client.get(path).content.decode()
        assert "alert(1)" in text, path
        assert "<script>alert" not in text, path
        assert "<b>标题" not in text, path


@pytest.mark.parametrize("number", ["西民发/2014-1", "640105〔2014〕7", "640105/2014#1", "a?b", "100%/1"])
def test_canonical_link_and_address_lead_back_to_the_page(client, portal, number):
    publication = publish(portal, "特殊索引号的信息", index_number=number)
    link = re.search(r'href="(/info/[^"]+)">特殊索引号', client.get("/records/").content.decode()).group(1)
    text = client.get(unescape(link)).content.decode()
    canonical = unescape(re.search(r'<link rel="canonical" href="http://localhost:8000([^"]+)">', text).group(1))
    assert canonical == unescape(link)
    assert f'<a href="http://localhost:8000{canonical}">http://localhost:8000{canonical}</a>' in text
    assert publication.title in client.get(canonical).content.decode()
    switched = client.get(canonical, {"look": "dark"})
    assert switched.headers["Location"] == canonical


def test_a_page_can_be_reported_to_the_agency_by_name(client, portal):
    publication = portal.records[0]
    assert 'href="/agencies/mzj/#contact">本页纠错' in page(client, publication)
    portal.civil.email = "mzj@example.gov.cn"
    portal.civil.save()
    assert f'href="mailto:mzj@example.gov.cn?subject=%E7%BA%A0%E9%94%99%EF%BC%9A{publication.index_number}"' in page(
        client, publication
    )


def test_a_withdrawn_record_answers_410_with_day_and_reason(client, portal, office):
    publication = portal.records[0]
    withdraw_record(actor=office, record=publication.record, reason=REASON)
    text = page(client, publication, 410)
    assert "本件信息已经撤回" in text
    assert REASON in text
    assert publication.title in text
    assert "请按时办理" not in text, "the text itself is gone"
    assert '<meta name="robots" content="noindex">' in text
    for tail in ("versions/1/", "compare/1/2/"):
        answer = client.get(f"{address(publication)}{tail}")
        assert answer.status_code == 410
        assert "请按时办理" not in answer.content.decode()


def test_a_withdrawn_record_leaves_every_list_and_a_restored_one_comes_back(client, portal, office):
    publication = portal.records[0]
    lists = ["/", "/records/", f"/columns/{portal.below.slug}/", "/agencies/mzj/", "/feeds/all.atom"]
    lists += ["/agencies/mzj/catalogue.csv", "/agencies/mzj/records/"]
    withdraw_record(actor=office, record=publication.record, reason=REASON)
    for path in lists:
        shown = re.sub(r'"(?:搜索：)?[^"]*"|<h1>.*?</h1>|<title>.*?</title>', "", client.get(path).content.decode())
        assert publication.title not in shown, path
    assert publication.index_number not in client.get("/sitemaps/2014-1.xml").content.decode()
    restore_record(actor=office, record=publication.record, reason="已隐去")
    for path in lists:
        assert publication.title in client.get(path).content.decode(), path
    text = page(client, publication)
    assert "请按时办理" in text
    assert REASON not in text
    assert publication.index_number in client.get("/sitemaps/2014-1.xml").content.decode()


def test_original_and_interpretation_lead_to_each_other_and_stand_side_by_side(client, portal):
    original = publish(portal, "低保管理办法", body=[("paragraph", "<p>原文的正文。</p>")])
    reading = publish(
        portal, "《低保管理办法》解读", interprets=original.record, body=[("paragraph", "<p>解读的正文。</p>")]
    )
    for one, other, label in ((original, reading, "政策解读"), (reading, original, "解读的文件")):
        text = page(client, one)
        assert label in section(text, "relations")
        assert f'<a href="{address(other)}">{other.title}</a>' in section(text, "relations")
        assert "原文的正文" in text
        assert "解读的正文" in text


def test_a_withdrawn_interpretation_is_no_longer_spoken_of(client, portal, office):
    original = publish(portal, "低保管理办法")
    reading = publish(portal, "《低保管理办法》解读", interprets=original.record)
    withdraw_record(actor=office, record=reading.record, reason=REASON)
    assert reading.title not in page(client, original)
    restore_record(actor=office, record=reading.record, reason="核对无误")
    withdraw_record(actor=office, record=original.record, reason=REASON)
    assert f'href="{address(original)}"' not in page(client, reading)


def test_what_supersedes_and_what_is_superseded_name_each_other(client, portal, office):
    old = publish(portal, "旧办法")
    new = publish(portal, "新办法", supersedes=[RecordPage.objects.get(pk=old.record_id)])
    change_validity(
        actor=office, record=old.record, validity="repealed", changed_on=date(2014, 10, 1), changed_by=new.record
    )
    text = page(client, old)
    assert '<span class="validity repealed">废止</span>' in text
    assert "本件废止。" in text
    assert "自2014年10月1日起。" in text
    assert f'依据： <a href="{address(new)}">新办法</a>' in text
    assert "被下列文件替代" in section(text, "relations")
    assert "替代的文件" in section(page(client, new), "relations")
    assert re.search(r"旧办法</a>\s*<span class=\"mark void\">废止</span>", client.get("/records/").content.decode())
    assert [row.title for row in client.get("/records/?validity=repealed").context["listing"].page] == ["旧办法"]


def test_the_successor_of_a_record_is_not_named_while_it_is_withdrawn(client, portal, office):
    old = publish(portal, "旧办法")
    new = publish(portal, "新办法", supersedes=[RecordPage.objects.get(pk=old.record_id)])
    change_validity(
        actor=office, record=old.record, validity="repealed", changed_on=date(2014, 10, 1), changed_by=new.record
    )
    withdraw_record(actor=office, record=new.record, reason=REASON)
    text = page(client, old)
    assert "本件废止。" in text
    assert "新办法" not in text


def test_a_record_that_holds_says_so_and_nothing_more(client, portal):
    text = page(client, portal.records[0])
    assert '<span class="validity in_force">有效</span>' in text
    assert "本件有效" not in text


def test_the_trail_names_hands_by_what_they_did_and_nobody_by_name(client, portal, office):
    trail = section(page(client, portal.records[0]), "trail")
    for words in ("核对内容属实", "保密审查人员审查", "分管领导签发"):
        assert words in trail
    assert Publication.objects.get(pk=portal.records[0].pk).version.content_hash in trail
    assert office.display_name not in trail


def test_the_page_can_be_printed_with_its_address_as_a_square(client, portal):
    assert re.search(r'<svg[^>]* class="qr"', page(client, portal.records[0]))
