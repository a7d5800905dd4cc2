"""Guide and catalogue: compiled from what stands, kept by revision, comparable, downloadable."""

import csv
import re
from datetime import date, datetime
from io import StringIO

import pytest
from django.core.exceptions import PermissionDenied
from tests.factories.accounts import make_account
from tests.factories.disclosure import CHINA, make_item, make_portal, make_publication
from tests.factories.organizations import make_agency
from tests.standing import standing

from yilan.core.audit.models import AuditEntry
from yilan.core.events.models import Event
from yilan.disclosure.actions import compile_catalogue, compile_guide
from yilan.disclosure.models import Publication
from yilan.disclosure.queries.published import archive
from yilan.organizations.models import Agency
from yilan.portal import listing

pytestmark = [pytest.mark.django_db, pytest.mark.database]


@standing
def portal():
    return make_portal(summary="一季度概述")


@pytest.fixture
def officer(portal):
    return make_account("xinxi", "information_office", portal.district)


def page(client, address, status=200):
    answer = client.get(address)
    assert answer.status_code == status, address
    return answer.content.decode()


def test_a_guide_holds_what_article_12_asks_for(client, portal, officer):
    compile_guide(actor=officer, agency=portal.civil)
    text = page(client, "/agencies/mzj/guide/")
    for wanted in ("信息的分类和编排", "获取方式", "怀远路1号", "0951-0000000", "依申请公开", "监督"):
        assert wanted in text
    assert "{" not in text, "no slot stays open"
    assert "年份-5位流水号" in text


def test_before_it_is_compiled_the_guide_page_says_where_to_go(client, portal):
    text = page(client, "/agencies/mzj/guide/")
    assert "/access/" in text


def test_a_changed_telephone_makes_a_revision_that_can_be_compared(client, portal, officer):
    first = compile_guide(actor=officer, agency=portal.civil)
    assert compile_guide(actor=officer, agency=portal.civil) == first, "nothing changed"
    Agency.objects.filter(code="mzj").update(phone="0951-1111111")
    second = compile_guide(actor=officer, agency=Agency.objects.get(code="mzj"), note="电话变更")
    assert (first.number, second.number) == (1, 2)
    difference = page(client, "/agencies/mzj/guide/compare/1/2/")
    assert re.search(r"<ins>[^<]*1111111</ins>", difference)
    assert re.search(r"<del>[^<]*0000000</del>", difference)
    assert "0951-0000000" in page(client, "/agencies/mzj/guide/revisions/1/"), "what was said stays"
    assert AuditEntry.objects.filter(action="disclosure:guide:compile").count() == 2
    assert Event.objects.filter(name="GuideCompiled").count() == 2
    page(client, "/agencies/mzj/guide/compare/2/1/", 404)
    page(client, "/agencies/mzj/guide/revisions/3/", 404)


def test_a_catalogue_lists_every_record_by_its_duty_and_names_what_is_missing(client, portal, officer):
    make_item("20-7", "预算决算", order=7)
    make_publication(portal.civil, title="未归类的信息", columns=[portal.below])
    text = page(client, "/agencies/mzj/catalogue/")
    assert "缺：尚未公开" in text
    assert parts(text) == [("/agencies/mzj/catalogue/items/20-1/", 3), ("/agencies/mzj/catalogue/items/none/", 1)]
    part = page(client, "/agencies/mzj/catalogue/items/20-1/")
    for publication in portal.records:
        for wanted in (publication.title, publication.index_number, publication.written_on.isoformat(), "一季度概述"):
            assert wanted in part
    assert "未归类的信息" in page(client, "/agencies/mzj/catalogue/items/none/")
    for nothing in ("20-7", "20-99", "revisions"):
        page(client, f"/agencies/mzj/catalogue/items/{nothing}/", 404)


def parts(text):
    """Return where the parts of a catalogue are, and how many records each says that it has."""
    found = re.findall(
        r'<a href="(/agencies/\w+/catalogue/items/[^"]+)">.*?<span class="count">(\d+)</span>', text, re.DOTALL
    )
    return [(address, int(count)) for address, count in found]


def everything(client, text):
    """Return the index numbers on all pages to which a catalogue leads, following each list to its oldest page."""
    seen = []
    for start, count in parts(text):
        own, address = [], start
        while address:
            shown = page(client, address)
            own += re.findall(r'<td class="code">([^<]+)</td>', shown)
            older = re.search(r'<a href="([^"]+)" rel="next">', shown)
            address = older and older[1]
        assert len(own) == count, start
        seen += own
    return seen


def test_every_record_of_an_agency_stands_in_its_catalogue_once(client, portal, monkeypatch):
    for module in (archive, listing):
        monkeypatch.setattr(module, "ROWS", 2)
    for number in range(9):
        item = [make_item(), make_item("20-7", "预算决算", order=7), None][number % 3]
        at = datetime(2014, 5, 1 + number, 9, tzinfo=CHINA)
        make_publication(portal.civil, at=at, columns=[portal.below], statutory_item=item)
    make_publication(portal.civil, audience="internal", statutory_item=make_item())
    make_publication(portal.district, statutory_item=make_item())
    seen = everything(client, page(client, "/agencies/mzj/catalogue/"))
    wanted = Publication.objects.filter(agency=portal.civil, audience="public").values_list("index_number", flat=True)
    assert sorted(seen) == sorted(wanted)
    assert len(seen) == 12


def test_the_catalogue_follows_the_records_and_its_revisions_do_not(client, portal, officer):
    compile_catalogue(actor=officer, agency=portal.civil)
    gone, later = portal.records[0], make_publication(portal.civil, title="新公布的办法", columns=[portal.below])
    Publication.objects.filter(pk=gone.pk).update(state="withdrawn")
    live = "".join(page(client, f"/agencies/mzj/catalogue/items/{item}/") for item in ("20-1", "none"))
    assert gone.title not in live
    assert later.title in live
    kept = page(client, "/agencies/mzj/catalogue/revisions/1/")
    assert gone.title in kept
    assert later.title not in kept


def test_the_table_keeps_formulas_harmless(client, portal, officer):
    make_publication(portal.civil, title="=HYPERLINK(1)", columns=[portal.below], written_on=date(2014, 5, 5))
    answer = client.get("/agencies/mzj/catalogue.csv")
    rows = list(csv.reader(StringIO(answer.content.decode("utf-8-sig"))))
    assert len(rows) == 1 + Publication.objects.filter(state="standing", audience="public").count()
    assert [row[2] for row in rows if "HYPERLINK" in row[2]] == ["'=HYPERLINK(1)"]
    assert "attachment" in answer.headers["Content-Disposition"]


def test_officers_of_other_agencies_compile_nothing(portal):
    stranger = make_account("jyj-officer", "officer", make_agency("jyj"))
    with pytest.raises(PermissionDenied):
        compile_guide(actor=stranger, agency=portal.civil)
