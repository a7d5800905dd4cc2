"""What is not for everybody: internal records stand nowhere, and of village affairs only the title is told."""

import json
import re
from datetime import datetime
from types import SimpleNamespace

import pytest
from tests.factories.accounts import make_account
from tests.factories.disclosure import CHINA, make_file, make_portal, make_publication, make_record, revise
from tests.factories.organizations import make_agency
from tests.standing import standing

from yilan.disclosure.models import PublishedFile
from yilan.organizations.actions import set_community_key
from yilan.search import building

pytestmark = [pytest.mark.django_db, pytest.mark.database]
BODY = [("paragraph", "<p>藏起来的正文。</p>")]
HIDDEN = "藏起来的"
MACHINES = ["/feeds/all.atom", "/feeds/columns/{column}.atom", "/feeds/agencies/mzj.atom"]
MAPS = ["/sitemap.xml", "/sitemaps/2014-1.xml", "/sitemaps/pages.xml"]
PAGES = [
    "/",
    "/overview/?audience=all",
    "/records/",
    "/records/?audience=all",
    "/records/?audience=internal",
    "/records/?audience=community",
    "/records/?agency=mzj",
    "/search/?q=藏",
    "/search/?q=藏&audience=all",
    "/search/?q=藏&audience=internal",
    "/columns/{column}/",
    "/columns/{column}/?audience=internal",
    "/columns/{top}/",
    "/agencies/",
    "/agencies/mzj/",
    "/agencies/mzj/records/?audience=internal",
    "/agencies/mzj/catalogue/",
    "/agencies/mzj/catalogue/items/20-1/",
    "/agencies/mzj/guide/",
    "/agencies/huanghua/",
    "/agencies/huanghua/community/",
    "/platform/",
    "/rulebook/",
    "/sitemap/",
    "/figures/2014/",
    "/overview/facts.json",
    "/agencies/mzj/catalogue.csv",
]


@standing
def district():
    made = make_portal()
    village = make_agency("huanghua", level="village", name="黄花村村民委员会", short_name="黄花村")
    made.village = set_community_key(actor=None, agency=village, key="KAIMEN22")
    return made


@pytest.fixture
def portal(district, index):
    return district


def publish(portal, **fields):
    values = {
        "title": "藏起来的标题",
        "summary": "藏起来的概述",
        "keywords": "藏起来的词",
        "body": BODY,
        "columns": [portal.below],
        "attachments": [make_file("hidden.pdf", b"%PDF hidden")],
    }
    return make_publication(portal.civil, **(values | fields))


def everywhere(portal):
    for path in (*PAGES, *MACHINES, *MAPS):
        yield path.format(column=portal.below.slug, top=portal.top.slug)


def shown(client, path):
    """Return what a page shows, without the words that the reader asked for."""
    if path.startswith("/search/"):
        building.build()
    answer = client.get(path)
    assert answer.status_code == 200, path
    text = answer.content.decode()
    return re.sub(r'(?:href|value|content)="[^"]*"', "", text) + " ".join(re.findall(r'href="(/info/[^"]*)"', text))


def addresses(publication):
    file = PublishedFile.objects.filter(version__record=publication.record_id).first()
    number = publication.index_number
    yield from (f"/info/{number}/", f"/info/{number}/versions/1/", f"/info/{number}/compare/1/2/")
    yield f"/files/{file.sha256}/{file.name}"


def test_an_internal_record_stands_nowhere(client, portal):
    internal = publish(portal, audience="internal")
    for path in everywhere(portal):
        text = shown(client, path)
        assert HIDDEN not in text, path
        assert internal.index_number not in text, path
    for path in addresses(internal):
        answer = client.get(path)
        assert answer.status_code == 404, path
        assert HIDDEN not in answer.content.decode()


def test_a_draft_stands_nowhere(client, portal):
    draft = make_record(portal.civil, title="藏起来的标题", body=BODY, columns=[portal.below])
    for path in everywhere(portal):
        assert HIDDEN not in shown(client, path), path
    assert client.get(f"/info/{draft.index_number}/").status_code == 404


def test_staff_who_are_logged_in_read_the_portal_like_everybody(client, portal):
    internal = publish(portal, audience="internal")
    client.force_login(make_account("chief", "leader", portal.civil))
    for path in addresses(internal):
        assert client.get(path).status_code == 404, path


def test_internal_records_change_no_number(client, portal):
    before = {path: client.get(path).content for path in ("/overview/?audience=all", "/overview/facts.json")}
    publish(portal, audience="internal")
    for path, content in before.items():
        assert client.get(path).content == content, path
    assert client.get("/records/?audience=all").context["listing"].total == len(portal.records)
    assert client.get("/agencies/mzj/").context["platform"].total == len(portal.records)


def test_what_became_internal_is_gone_everywhere(client, portal):
    once = publish(portal)
    assert HIDDEN in shown(client, "/records/")
    revise(once, datetime(2014, 6, 6, 9, tzinfo=CHINA), audience="internal")
    for path in everywhere(portal):
        assert HIDDEN not in shown(client, path), path
    for path in addresses(once):
        assert client.get(path).status_code == 404, path


def test_an_internal_neighbour_is_not_spoken_of(client, portal):
    original = publish(portal, title="公开的原文")
    publish(portal, audience="internal", interprets=original.record)
    text = shown(client, f"/info/{original.index_number}/")
    assert "藏起来的标题" not in text


def community(portal, **fields):
    return publish(portal, title="黄花村财务公开", audience="community", community=portal.village, **fields)


def test_of_a_village_affair_anonymous_readers_see_the_title_and_nothing_of_its_text(client, portal):
    locked = community(portal)
    listed = set()
    for path in everywhere(portal):
        text = shown(client, path)
        assert HIDDEN not in text, path
        if locked.title in text:
            listed.add(path)
    assert listed == {"/records/?audience=all", "/records/?audience=internal", "/records/?audience=community"} | {
        "/agencies/huanghua/community/",
        "/agencies/mzj/records/?audience=internal",
        f"/columns/{portal.below.slug}/?audience=internal",
    }, "lists of all audiences name it with its lock; the plain lists, feeds and maps do not"


def test_its_own_address_is_locked_and_tells_where_the_code_is_entered(client, portal):
    locked = community(portal)
    page, version, compare, file = (client.get(path) for path in addresses(locked))
    text = page.content.decode()
    assert page.status_code == 200
    assert locked.title in text
    assert HIDDEN not in text
    assert '<meta name="robots" content="noindex">' in text
    assert f'href="/agencies/huanghua/community/?next=%2Finfo%2F{locked.index_number.replace("/", "%2F")}%2F"' in text
    for answer in (version, compare):
        assert (answer.status_code, answer.headers["Location"]) == (302, f"/info/{locked.index_number}/")
    assert (file.status_code, file.headers["Location"]) == (302, "/agencies/huanghua/community/")


def test_a_public_record_beside_a_village_affair_keeps_its_text_locked(client, portal):
    locked = community(portal)
    reading = publish(portal, title="关于财务公开的说明", body=[], interprets=locked.record, summary="", keywords="")
    text = client.get(f"/info/{reading.index_number}/").content.decode()
    assert locked.title in text
    assert "藏起来的正文" not in text


def test_the_facts_count_village_affairs_apart(client, portal):
    community(portal)
    data = json.loads(client.get("/overview/facts.json").content)
    names = SimpleNamespace(**data["names"])
    counted = {names.audience[fact[4]]: 0 for fact in data["facts"]}
    for fact in data["facts"]:
        counted[names.audience[fact[4]]] += fact[-1]
    assert counted == {"public": len(portal.records), "community": 1}
    assert HIDDEN not in json.dumps(data, ensure_ascii=False)
