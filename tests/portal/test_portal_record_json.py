"""A record for programs: it says what the page says, in the documented form, to whom the page says it."""

import json
import re
from datetime import date, datetime
from pathlib import Path

import pytest
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from tests.factories.accounts import make_account
from tests.factories.disclosure import CHINA, make_file, make_genre, make_item, make_portal, make_publication, revise
from tests.factories.organizations import make_agency
from tests.portal.json_schema import problems
from tests.standing import standing

from yilan.disclosure.actions import change_validity, restore_record, withdraw_record
from yilan.disclosure.content import content_hash
from yilan.disclosure.models import RecordPage
from yilan.organizations.actions import set_community_key

pytestmark = [pytest.mark.django_db, pytest.mark.database]
SCHEMA = json.loads(Path("docs/record.schema.json").read_text(encoding="utf-8"))
SITE = "http://localhost:8000"
QUERIES = 14
TABLE = {"data": [["月份", "户数"], ["1月", "12"]], "first_row_is_table_header": True, "first_col_is_header": False}
BODY = [
    ("heading", {"level": "1", "text": "一、范围"}),
    ("paragraph", '<p>各镇：按<a href="https://example.gov.cn/x">办法</a>办理。</p><p>特此通知。</p>'),
    ("table", TABLE),
    ("law", {"law": "城市居民最低生活保障条例", "article": "第三条", "text": "应当及时。"}),
    ("signature", {"name": "西夏区民政局", "day": date(2014, 5, 5)}),
]


@standing
def portal():
    return make_portal()


@pytest.fixture
def office(portal):
    return make_account("xinxi", "information_office", portal.district)


def publish(portal, title="低保办法", **fields):
    values = {"columns": [portal.below], "genre": make_genre(), "statutory_item": make_item(), "title": title}
    return make_publication(portal.civil, **(values | fields))


def address(publication):
    return f"/info/{publication.index_number}/record.json"


def ask(client, publication, status=200):
    answer = client.get(address(publication))
    assert answer.status_code == status
    assert answer.headers["Content-Type"] == "application/json"
    return answer.json()


def test_it_says_what_the_page_says(client, portal):
    fields = {
        "document_number": "西民发〔2014〕15号",
        "summary": "一季度",
        "source": "民政局办公室",
        "keywords": "低保，资金",
        "written_on": date(2014, 5, 5),
        "in_force_from": date(2014, 6, 1),
        "body": BODY,
        "attachments": [make_file("名单.pdf", b"%PDF-list")],
        "duties": [("按月公开", portal.civil), ("及时更正", None)],
    }
    publication = publish(portal, at=datetime(2014, 5, 6, 23, 30, tzinfo=CHINA), **fields)
    told = ask(client, publication)
    assert list(problems(told, SCHEMA)) == []
    page = client.get(f"/info/{publication.index_number}/").content.decode()
    for words in (told["title"], told["document_number"], told["index_number"], told["summary"], told["source"]):
        assert words
        assert words in page
    assert told["address"] == f"{SITE}/info/{publication.index_number}/"
    assert told["agency"] == {"code": "mzj", "name": "西夏区民政局", "address": f"{SITE}/agencies/mzj/"}
    assert told["issuers"] == [told["agency"]], "as on the page, where nobody else is named"
    assert [column["slug"] for column in told["columns"]] == ["shehui-baozhang"]
    assert told["genre"] == {"code": "tongzhi", "name": "通知"}
    assert told["statutory_item"]["code"] == "20-1"
    assert (told["audience"], told["keywords"]) == ("public", ["低保", "资金"])
    assert (told["written_on"], told["published_on"]) == ("2014-05-05", "2014-05-06")
    assert told["published_at"] == "2014-05-06T23:30:00+08:00"
    assert (told["in_force_from"], told["in_force_until"]) == ("2014-06-01", None)
    assert told["duties"] == [{"text": "按月公开", "holder": "西夏区民政局"}, {"text": "及时更正", "holder": ""}]
    assert told["version"]["content_hash"] == content_hash(publication.version.content)
    assert told["site"]["identification_code"] in page
    (attachment,) = told["attachments"]
    assert (attachment["title"], attachment["size"], attachment["media_type"]) == ("名单.pdf", 9, "application/pdf")
    assert b"".join(client.get(attachment["address"].removeprefix(SITE)).streaming_content) == b"%PDF-list"


def test_the_body_comes_as_blocks_as_text_and_as_the_page_has_it(client, portal):
    publication = publish(portal, body=BODY)
    body = ask(client, publication)["body"]
    assert [block["type"] for block in body["blocks"]] == ["heading", "paragraph", "table", "law", "signature"]
    assert body["blocks"][2]["value"]["data"] == TABLE["data"]
    assert "按办法〔https://example.gov.cn/x〕办理。\n特此通知。" in body["text"]
    assert "1月 │ 12" in body["text"]
    assert "<" not in body["text"]
    assert '<th scope="col">户数</th>' in body["html"]
    assert body["html"] in client.get(f"/info/{publication.index_number}/").content.decode()


def test_versions_validity_and_relations_are_named_with_their_addresses(client, portal, office):
    old = publish(portal, "旧办法")
    reading = publish(portal, "旧办法解读", interprets=old.record)
    new = publish(portal, "新办法", supersedes=[RecordPage.objects.get(pk=old.record_id)])
    revise(old, datetime(2014, 9, 1, 9, tzinfo=CHINA), title="旧办法（修改）")
    change_validity(
        actor=office, record=old.record, validity="repealed", changed_on=date(2014, 10, 1), changed_by=new.record
    )
    told = ask(client, old)
    assert list(problems(told, SCHEMA)) == []
    assert told["title"] == "旧办法（修改）"
    assert [version["number"] for version in told["versions"]] == [2, 1]
    for version in told["versions"]:
        assert client.get(version["address"].removeprefix(SITE)).status_code == 200
    validity = told["validity"]
    assert (validity["code"], validity["name"], validity["changed_on"]) == ("repealed", "废止", "2014-10-01")
    assert validity["changed_by"]["index_number"] == new.index_number
    assert [other["title"] for other in told["relations"]["interpretations"]] == ["旧办法解读"]
    assert [other["title"] for other in told["relations"]["superseded_by"]] == ["新办法"]
    assert ask(client, reading)["relations"]["interprets"]["address"] == told["address"]
    assert [other["title"] for other in ask(client, new)["relations"]["supersedes"]] == ["旧办法（修改）"]


def test_the_same_record_gives_the_same_bytes(client, portal):
    publication = publish(portal, body=BODY)
    assert client.get(address(publication)).content == Client().get(address(publication)).content


def test_a_withdrawn_record_answers_410_with_day_and_reason_and_nothing_of_its_text(client, portal, office):
    publication = publish(portal, body=BODY)
    withdraw_record(actor=office, record=publication.record, reason="名单含个人信息")
    told = ask(client, publication, 410)
    assert told["withdrawal_reason"] == "名单含个人信息"
    assert told["withdrawn_at"]
    assert "特此通知" not in json.dumps(told, ensure_ascii=False)
    restore_record(actor=office, record=publication.record, reason="已隐去")
    assert "特此通知" in ask(client, publication)["body"]["text"]


def test_internal_and_unknown_records_have_none(client, portal):
    internal = publish(portal, audience="internal")
    assert client.get(address(internal)).status_code == 404
    assert client.get("/info/nothing/record.json").status_code == 404


def test_a_village_affair_is_given_to_who_has_entered_the_code_and_kept_by_no_cache(client, portal):
    cache.clear()
    village = make_agency("huanghua", level="village", name="黄花村村民委员会", short_name="黄花村")
    set_community_key(actor=None, agency=village, key="KAIMEN22")
    affair = publish(portal, "财务公开", audience="community", community=village, body=BODY)
    told = ask(client, affair, 403)
    assert told["opened_at"] == f"{SITE}/agencies/huanghua/community/"
    assert "特此通知" not in json.dumps(told, ensure_ascii=False)
    assert client.post("/agencies/huanghua/community/", {"key": "KAIMEN22"}).status_code == 302
    answer = client.get(address(affair))
    assert answer.headers["Cache-Control"] == "private, no-store"
    told = answer.json()
    assert list(problems(told, SCHEMA)) == []
    assert told["audience"] is None
    assert "特此通知" in told["body"]["text"]
    assert Client().get(address(affair)).status_code == 403
    cache.clear()


def test_the_page_and_the_feeds_lead_to_it(client, portal):
    publication = portal.records[0]
    page = client.get(f"/info/{publication.index_number}/").content.decode()
    assert re.search(rf'<link rel="alternate" type="application/json"[^>]* href="{address(publication)}">', page)
    assert f'<a href="{address(publication)}" type="application/json">' in page
    for path in ("/feeds/all.atom", "/feeds/columns/shehui-baozhang.atom", "/feeds/agencies/mzj.atom"):
        assert f'href="{SITE}{address(publication)}"' in client.get(path).content.decode()


def test_it_asks_as_much_of_the_database_for_a_rich_record_as_for_a_plain_one(client, portal, office):
    counts = []
    plain = publish(portal, "单独的办法", themes=[])
    rich = publish(portal, "关联的办法", body=BODY, duties=[("按月公开", portal.civil)] * 5)
    for number in range(5):
        publish(portal, f"解读{number}", interprets=rich.record)
        publish(portal, f"替代{number}", supersedes=[RecordPage.objects.get(pk=rich.record_id)])
        revise(rich, datetime(2014, 9, 1 + number, 9, tzinfo=CHINA), title=f"关联的办法{number}")
    for publication in (plain, rich):
        client.get(address(publication))
        with CaptureQueriesContext(connection) as seen:
            ask(client, publication)
        counts.append(len(seen))
    assert max(counts) <= QUERIES, counts
