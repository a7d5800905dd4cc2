"""The overview: every number is a count of records, and opens the list of exactly these."""

import json
import re
from datetime import datetime
from html import unescape

import pytest
from django.test import Client
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.factories.disclosure import CHINA, make_column, make_genre, make_item, make_publication
from tests.factories.organizations import make_agency, make_district
from tests.standing import standing

from yilan.disclosure.actions import withdraw_record
from yilan.disclosure.models import Publication
from yilan.disclosure.queries.published.filters import Wanted, find
from yilan.portal.overview import build, read

pytestmark = [pytest.mark.django_db, pytest.mark.database]
CELL = re.compile(r'<a href="([^"]+)" title="([^"]*)" rel="nofollow">(\d+)</a>')


@standing
def archive():
    """Thirty records of four agencies, spread over items, columns, genres, years and audiences."""
    district = make_district()
    bureau = make_agency("mzj", short_name="民政局")
    office = make_agency("jyj", short_name="教育局")
    town = make_agency("xjz", level="town", short_name="兴泾镇")
    village = make_agency("huanghua", town, level="village", short_name="黄花村")
    power = make_column("power", "行政权力")
    services = make_column("services", "公共服务", order=1)
    below = [make_column(f"services-{n}", f"下级{n}", parent=services) for n in (1, 2)]
    genres = [make_genre("tongzhi", "通知"), make_genre("gonggao", "公告")]
    items = [
        make_item("20-1", "规范性文件", levels=["district"], order=1),
        make_item("20-2", "机构职能", levels=["department", "town"], order=2),
        make_item("21-1", "市政建设", levels=[], order=3, article="第二十一条第（一）项"),
        None,
    ]
    places = [[power], [below[0]], below, [power, below[1]], [services]]
    for number in range(30):
        make_publication(
            [district, bureau, office, town][number * 7 % 4],
            at=datetime(2013 + number % 2, 1 + number % 12, 1 + number % 27, 9, tzinfo=CHINA),
            columns=places[number % 5],
            genre=genres[number % 2],
            statutory_item=items[number * 5 % 4],
            **({"audience": "community", "community": village} if number % 10 == 9 else {}),
        )
    return district


def cells(page):
    return [(unescape(address), title, int(count)) for address, title, count in CELL.findall(page)]


@pytest.mark.parametrize("axis", ["20", "21", "column", "genre"])
@pytest.mark.parametrize(
    "more", ["", "&year=2014", "&genre=gonggao&audience=community", "&column=services", "&item=20-1"]
)
def test_every_number_opens_a_list_of_exactly_as_many(client, archive, axis, more):
    page = client.get(f"/overview/?axis={axis}{more}").content.decode()
    for address, title, count in cells(page):
        answer = client.get(address)
        assert answer.context["listing"].total == count, (title, address)


def test_the_heads_open_the_lists_of_their_sums(client, archive):
    page = client.get("/overview/?year=2014")
    heads, totals = page.context["overview"].heads, page.context["overview"].totals
    for (_head, address), total in zip(heads, totals, strict=True):
        assert client.get(address).context["listing"].total == total.count


FILTERS = st.fixed_dictionaries(
    {"axis": st.sampled_from(["", "20", "21", "column", "genre", "nonsense"])},
    optional={
        "year": st.sampled_from(["2013", "2014", "1999", "x"]),
        "audience": st.sampled_from(["public", "community", "all"]),
        "item": st.sampled_from(["20-1", "21-1", "none", "not-20", "?"]),
        "genre": st.sampled_from(["tongzhi", "gonggao", "none"]),
        "column": st.sampled_from(["power", "services", "services-1", "?"]),
    },
)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(query=FILTERS)
def test_the_matrix_is_a_recount_of_the_records(archive, query):
    wanted, axis = read(query)
    shown = build(wanted, axis)
    rows = [row for group in shown.groups for top in group.rows for row in (top, *top.villages)]
    assert shown.total == find(wanted).count() == sum(row.total for row in rows)
    assert sum(month.count for row in rows for month in row.months) == find(wanted).filter(year=shown.year).count()
    for row in rows:
        own = Publication.objects.filter(pk__in=[one.pk for one in find(wanted)], agency=row.agency)
        assert row.total == own.count()
        assert row.newest == max(own.values_list("published_on", flat=True), default=None)
        for cell in row.cells:
            name, key = cell.head.filter
            assert cell.count == find(Wanted(**{**vars(wanted), name: key})).filter(agency=row.agency).count()
            assert not (cell.missing and cell.count)


def test_a_duty_with_nothing_published_stands_out(client, archive):
    shown = client.get("/overview/").context["overview"]
    town = next(row for group in shown.groups for row in group.rows if row.agency.code == "xjz")
    by_item = {cell.head.key: cell for cell in town.cells}
    Publication.objects.filter(agency=town.agency, statutory_item__code="20-2").update(state="withdrawn")
    page = client.get("/overview/").content.decode()
    assert by_item["20-1"].missing is False, "it binds the district only"
    assert 'class="missing" data-head="机构职能" title="兴泾镇，机构职能：法定应公开，尚未公开"' in page
    assert 'class="missing" data-head' not in client.get("/overview/?genre=tongzhi").content.decode(), (
        "a filter says nothing"
    )


def test_a_duty_that_nobody_meets_stands_out_in_the_sum(client, archive):
    make_item("20-3", "规划计划", levels=[], order=4)
    shown = client.get("/overview/").context["overview"]
    by_key = {head.key: total for (head, _address), total in zip(shown.heads, shown.totals, strict=True)}
    assert by_key["20-3"].missing
    assert shown.missing >= 1


def test_what_is_withdrawn_is_counted_nowhere(client, archive):
    record = Publication.objects.filter(audience="public").first()
    before = client.get("/overview/").context["overview"].total
    from tests.factories.accounts import make_account

    actor = make_account("xinxi", "information_office", archive)
    withdraw_record(actor=actor, record=record.record, reason="名单未作隐去处理")
    assert client.get("/overview/").context["overview"].total == before - 1
    facts = json.loads(client.get("/overview/facts.json").content)
    assert sum(fact[-1] for fact in facts["facts"]) == Publication.objects.filter(state="standing").count()


def test_villages_fold_into_their_town(client, archive):
    page = client.get("/overview/?audience=all").content.decode()
    assert re.search(r'data-agency="xjz"[^>]*>', page)
    assert re.search(r'data-agency="huanghua"[^>]* class="folded">', page)
    assert "1个村（社区）" in page


def test_the_facts_add_up_to_the_matrix(client, archive):
    data = json.loads(client.get("/overview/facts.json").content)
    names, facts = data["names"], data["facts"]
    for agency, code in enumerate(names["agency"]):
        own = find(Wanted(audience="all", agency=code))
        assert sum(fact[-1] for fact in facts if fact[0] == agency) == own.count()
        newest = max(own.values_list("published_on", flat=True))
        assert max((*fact[5:7], fact[7]) for fact in facts if fact[0] == agency) == newest.timetuple()[:3]


def test_an_empty_district_says_so(client, db):
    page = client.get("/overview/")
    assert page.status_code == 200
    assert "尚未设立任何单位" in page.content.decode()


@pytest.mark.parametrize("address", ["/overview/", "/overview/?axis=column&year=2014", "/overview/facts.json"])
def test_the_number_of_queries_does_not_grow(archive, address, django_assert_max_num_queries):
    with django_assert_max_num_queries(26):
        Client().get(address)
