"""What machines read: feeds by RFC 4287, site maps by the protocol of sitemaps.org, robots.txt."""

import re
from datetime import date, datetime
from urllib.robotparser import RobotFileParser
from xml.etree import ElementTree as ET

import pytest
from tests.factories.disclosure import CHINA, make_portal, make_publication, revise
from tests.factories.organizations import make_agency
from tests.standing import standing

from yilan.disclosure.models import Publication
from yilan.disclosure.queries.published import maps
from yilan.organizations.actions import close_agency

pytestmark = [pytest.mark.django_db]
ATOM, SITEMAP = "{http://www.w3.org/2005/Atom}", "{http://www.sitemaps.org/schemas/sitemap/0.9}"
HOST = "http://localhost:8000"
MOMENT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?(?:Z|[+-]\d\d:\d\d)")
FEEDS = ["/feeds/all.atom", "/feeds/columns/shehui-baozhang.atom", "/feeds/agencies/mzj.atom"]
BIG = "9" * 30


@standing
def portal():
    return make_portal()


def read(client, path, kind):
    answer = client.get(path)
    assert answer.status_code == 200, path
    assert answer.headers["Content-Type"] == f"{kind}; charset=utf-8"
    return ET.fromstring(answer.content)  # noqa: S314 - our own answer


def feed(client, path="/feeds/all.atom"):
    return read(client, path, "application/atom+xml")


def locations(client, path):
    return [one.text for one in read(client, path, "application/xml").iter(f"{SITEMAP}loc")]


def titles(root):
    return [entry.findtext(f"{ATOM}title") for entry in root.iter(f"{ATOM}entry")]


@pytest.mark.parametrize("path", FEEDS)
def test_a_feed_has_all_that_atom_asks_for(client, portal, path):
    root = feed(client, path)
    assert root.tag == f"{ATOM}feed"
    links = {link.get("rel"): link.get("href") for link in root.findall(f"{ATOM}link")}
    assert links["self"] == root.findtext(f"{ATOM}id") == f"{HOST}{path}"
    assert client.get(links["alternate"].removeprefix(HOST)).status_code == 200
    assert root.findtext(f"{ATOM}title")
    entries = root.findall(f"{ATOM}entry")
    assert len(entries) == len(portal.records)
    for part in (root, *entries):
        for name in ("id", "title", "updated"):
            assert len(part.findall(f"{ATOM}{name}")) == 1, name
        assert MOMENT.fullmatch(part.findtext(f"{ATOM}updated"))
    for entry in entries:
        assert MOMENT.fullmatch(entry.findtext(f"{ATOM}published"))
        assert entry.findtext(f"{ATOM}author/{ATOM}name") == "西夏区民政局"
        address = entry.find(f"{ATOM}link").get("href")
        assert entry.findtext(f"{ATOM}id") == address
        assert client.get(address.removeprefix(HOST)).status_code == 200


def test_the_newest_comes_first_and_a_new_version_moves_the_feed_on_but_keeps_the_id(client, portal):
    before = feed(client)
    assert titles(before) == [record.title for record in reversed(portal.records)]
    assert datetime.fromisoformat(before.findtext(f"{ATOM}updated")) == datetime(2014, 3, 7, 9, 30, tzinfo=CHINA)
    revise(portal.records[0], datetime(2014, 8, 8, 8, tzinfo=CHINA), summary="改过")
    after = feed(client)
    assert datetime.fromisoformat(after.findtext(f"{ATOM}updated")) == datetime(2014, 8, 8, 8, tzinfo=CHINA)
    assert [one.text for one in after.iter(f"{ATOM}id")] == [one.text for one in before.iter(f"{ATOM}id")]


def test_a_feed_ends_somewhere(client, portal, monkeypatch):
    monkeypatch.setattr(maps, "FEED_ROWS", 2)
    for path in FEEDS:
        assert len(titles(feed(client, path))) == 2


def test_whatever_office_programs_leave_in_a_title_a_feed_can_be_read(client, portal):
    at = datetime(2014, 4, 4, 9, tzinfo=CHINA)
    fields = {"title": "竖\x0b表\x01\x1f的 <b>&", "summary": "补贴<5%的\x0c人员 & 其他", "columns": [portal.below]}
    make_publication(portal.civil, at=at, **fields)
    for path in FEEDS:
        entry = feed(client, path).find(f"{ATOM}entry")
        assert entry.findtext(f"{ATOM}title") == "竖 表  的 <b>&"
        assert entry.find(f"{ATOM}summary").get("type") == "html"
        assert entry.findtext(f"{ATOM}summary") == "补贴&lt;5%的 人员 &amp; 其他", "as HTML it reads as it was written"


def test_the_feed_of_a_top_column_has_what_stands_below_it(client, portal):
    assert len(titles(feed(client, "/feeds/columns/gonggong-fuwu.atom"))) == len(portal.records)


def test_a_feed_without_records_is_still_one(client, portal):
    make_agency("wsj", name="西夏区卫生局")
    root = feed(client, "/feeds/agencies/wsj.atom")
    assert titles(root) == []
    assert root.findtext(f"{ATOM}updated")
    for unknown in ("/feeds/agencies/nobody.atom", "/feeds/columns/nothing.atom"):
        assert client.get(unknown).status_code == 404


def test_the_index_names_parts_that_answer_and_together_hold_every_public_record_once(client, portal, monkeypatch):
    monkeypatch.setattr(maps, "PART_ROWS", 2)
    make_publication(portal.civil, at=datetime(2013, 12, 31, 23, 59, tzinfo=CHINA))
    make_publication(portal.civil, audience="internal")
    parts = locations(client, "/sitemap.xml")
    assert [one.removeprefix(HOST) for one in parts] == [
        "/sitemaps/pages.xml",
        "/sitemaps/2014-1.xml",
        "/sitemaps/2014-2.xml",
        "/sitemaps/2013-1.xml",
    ]
    found = [place for part in parts[1:] for place in locations(client, part.removeprefix(HOST))]
    public = Publication.objects.filter(audience="public", state="standing").values_list("index_number", flat=True)
    assert sorted(found) == sorted(f"{HOST}/info/{number}/" for number in public)


def test_the_limits_of_the_protocol_are_kept(client, portal):
    assert maps.PART_ROWS <= 50_000
    part = client.get("/sitemaps/2014-1.xml")
    assert len(part.content) / len(portal.records) * maps.PART_ROWS < 50 * 2**20
    for path in ("/sitemap.xml", "/sitemaps/pages.xml", "/sitemaps/2014-1.xml"):
        places = locations(client, path)
        assert 0 < len(places) == len(set(places))
        assert all(place.startswith(f"{HOST}/") and len(place) < 2048 for place in places)


def test_a_changed_record_says_when(client, portal):
    revise(portal.records[1], datetime(2014, 8, 8, 8, tzinfo=CHINA), summary="改过")
    root = read(client, "/sitemaps/2014-1.xml", "application/xml")
    changed = {one.findtext(f"{SITEMAP}loc"): one.findtext(f"{SITEMAP}lastmod") for one in root}
    assert all(MOMENT.fullmatch(moment) for moment in changed.values())
    assert changed[f"{HOST}/info/{portal.records[1].index_number}/"].startswith("2014-08-08T08:00")
    assert list(changed)[1].endswith(f"/info/{portal.records[1].index_number}/"), "its place in the part stays"


def test_every_page_of_the_map_of_pages_answers(client, portal):
    closed = make_agency("old", name="西夏区粮食局")
    close_agency(actor=None, agency=closed, closed_on=date(2014, 6, 1), reason="机构改革")
    places = [place.removeprefix(HOST) for place in locations(client, "/sitemaps/pages.xml")]
    assert {"/", "/columns/gonggong-fuwu/", "/columns/shehui-baozhang/", "/agencies/mzj/"} <= set(places)
    assert "/agencies/old/" not in places
    for path in places:
        assert client.get(path).status_code == 200, path


@pytest.mark.parametrize("part", ["2014-0", "2014-2", f"2014-{BIG}", "2013-1", f"{BIG}-1", "0-1", "2014-x", "2014--1"])
def test_a_part_that_the_index_does_not_name_has_no_page(client, portal, part):
    assert client.get(f"/sitemaps/{part}.xml").status_code == 404


def test_robots_may_read_all_but_the_back_office_and_find_the_map(client, portal):
    answer = client.get("/robots.txt")
    assert answer.headers["Content-Type"] == "text/plain; charset=utf-8"
    rules = RobotFileParser()
    rules.parse(answer.content.decode().splitlines())
    assert rules.site_maps() == [f"{HOST}/sitemap.xml"]
    assert not rules.can_fetch("Baiduspider", f"{HOST}/office/login/")
    for path in ("/", "/records/", f"/info/{portal.records[0].index_number}/", "/overview/"):
        assert rules.can_fetch("Baiduspider", f"{HOST}{path}"), path
