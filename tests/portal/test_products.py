"""Guide and catalogue: compiled from what stands, kept by revision, comparable, downloadable."""

import csv
import re
from datetime import date
from io import StringIO

import pytest
from django.core.exceptions import PermissionDenied
from tests.factories.accounts import make_account
from tests.factories.disclosure import make_item, make_portal, make_publication
from tests.factories.organizations import make_agency

from yilan.core.audit.models import AuditEntry
from yilan.core.events.models import Event
from yilan.disclosure.actions import compile_catalogue, compile_guide
from yilan.disclosure.models import Publication
from yilan.organizations.models import Agency

pytestmark = [pytest.mark.django_db, pytest.mark.database]


@pytest.fixture
def portal():
    return make_portal()


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
    assert "/requests/" in text


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
    text = page(client, "/agencies/mzj/catalogue/")
    for publication in portal.records:
        assert publication.title in text
        assert publication.index_number in text
        assert publication.written_on.isoformat() in text
    assert "缺：尚未公开" in text


def test_the_catalogue_follows_the_records_and_its_revisions_do_not(client, portal, officer):
    compile_catalogue(actor=officer, agency=portal.civil)
    gone, later = portal.records[0], make_publication(portal.civil, title="新公布的办法", columns=[portal.below])
    Publication.objects.filter(pk=gone.pk).update(state="withdrawn")
    live = page(client, "/agencies/mzj/catalogue/")
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
