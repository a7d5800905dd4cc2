"""Lists: filters that combine, pages that follow, addresses that nobody can break, and a bounded number of queries."""

import re
from datetime import datetime
from html import unescape
from urllib.parse import urlencode

import pytest
from django.core.cache import cache
from django.db import connection
from django.test.utils import CaptureQueriesContext
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.factories.disclosure import CHINA, make_column, make_genre, make_item, make_portal, make_publication
from tests.factories.organizations import make_agency
from tests.standing import standing

from yilan.portal.listing import ROWS

pytestmark = [pytest.mark.django_db, pytest.mark.database]
LISTS = [
    "/",
    "/records/",
    "/records/?year=2014&genre=tongzhi&item=20-1",
    "/records/?column=gonggong-fuwu",
    "/records/?audience=all",
    "/columns/gonggong-fuwu/",
    "/columns/shehui-baozhang/",
    "/agencies/",
    "/agencies/mzj/",
    "/agencies/mzj/records/",
    "/agencies/mzj/catalogue/",
    "/agencies/mzj/catalogue/items/20-1/",
    "/agencies/mzj/catalogue.csv",
    "/agencies/huanghua/community/",
    "/platform/",
    "/rulebook/",
    "/access/",
    "/contact/",
    "/sitemap/",
    "/figures/2014/",
    "/overview/",
    "/overview/?axis=column",
    "/overview/facts.json",
    "/feeds/all.atom",
    "/feeds/columns/gonggong-fuwu.atom",
    "/feeds/agencies/mzj.atom",
    "/sitemap.xml",
    "/sitemaps/pages.xml",
    "/sitemaps/2014-1.xml",
]


@standing
def portal():
    made = make_portal()
    made.village = make_agency("huanghua", level="village", name="黄花村村民委员会", short_name="黄花村")
    made.rules = make_column("rules", "制度")
    make_publication(made.civil, columns=[made.rules], duties=[("按月公开", made.civil)])
    return made


def add(portal, number):
    """Add public records, rules and village affairs, as many as asked for."""
    for n in range(number):
        fields = {"genre": make_genre(), "statutory_item": make_item(), "duties": [(f"职责{n}", portal.civil)]}
        if n % 3 == 2:
            fields |= {"audience": "community", "community": portal.village}
        columns = [portal.below, portal.rules]
        make_publication(portal.civil, at=datetime(2014, 5, 1 + n, 9, tzinfo=CHINA), columns=columns, **fields)


def counted(client, path):
    cache.clear()
    with CaptureQueriesContext(connection) as seen:
        assert client.get(path).status_code == 200, path
    return len(seen)


def test_no_page_asks_more_of_the_database_when_there_are_ten_times_as_many_records(client, portal):
    add(portal, 3)
    few = {path: counted(client, path) for path in LISTS}
    add(portal, 30)
    many = {path: counted(client, path) for path in LISTS}
    assert {path: (few[path], many[path]) for path in LISTS if many[path] > few[path]} == {}
    assert {path: number for path, number in many.items() if number > 30} == {}


def titles(listing):
    return [row.title for row in listing.page]


def test_a_long_list_is_cut_into_pages_that_follow_each_other(client, portal):
    add(portal, 27)
    seen, path = [], "/records/?year=2014"
    for number in (1, 2):
        listing = client.get(path).context["listing"]
        assert listing.page.number == number
        seen += titles(listing)
        path = f"/records/{listing.following}"
    assert path == "/records/", "the last page has no next one"
    assert len(seen) == len(set(seen)) == listing.total > ROWS
    assert listing.previous == "?year=2014", "and leads back to the first without its number"
    for beyond in ("3", "0", "-1", "x", "1.5", "9" * 30, "9" * 5000):
        assert client.get("/records/", {"year": "2014", "page": beyond}).status_code == 404, beyond[:9]


def test_every_choice_leads_to_as_many_records_as_it_says(client, portal):
    make_publication(
        make_agency("jyj", short_name="教育局"), at=datetime(2013, 5, 5, tzinfo=CHINA), columns=[portal.top]
    )
    for start in ("/records/", "/records/?agency=mzj", "/agencies/mzj/records/", "/columns/shehui-baozhang/?year=2014"):
        listing = client.get(start).context["listing"]
        links = [link for facet in listing.facets for link in facet.links]
        for link in links:
            path = start.partition("?")[0] + link.address
            assert client.get(path).context["listing"].total == link.count > 0, (start, link)


def test_a_chosen_filter_is_marked_and_can_be_taken_back(client, portal):
    text = client.get("/records/?agency=mzj&q=工作").content.decode()
    facet = re.search(r'<li class="chosen">.*?</li>', text, re.DOTALL).group()
    assert "区民政局" in facet
    assert unescape(re.search(r'href="([^"]*)"', facet).group(1)) == f"?{urlencode({'q': '工作'})}"
    assert "取消筛选" in text


def test_a_list_that_is_empty_says_what_to_do(client, portal):
    for path in ("/records/?agency=nobody", "/records/?year=1999"):
        answer = client.get(path)
        assert answer.context["listing"].total == 0
        assert 'href="/access/"' in answer.content.decode()


KNOWN = ["q", "year", "agency", "level", "item", "genre", "theme", "column", "validity", "audience", "video"]
NAMES = st.sampled_from([*KNOWN, "page", "axis", "elder", "look", "x"])
ODD = st.sampled_from(
    [
        *(
            "",
            "0",
            "-1",
            "2014",
            "２０１４",
            "9" * 30,
            "none",
            "not-",
            "not-20",
            "not-%",
            "all",
            "internal",
            "mzj",
            "20-1",
        ),
        *(
            "%_",
            "〔2014〕1号",
            "西政发[2014]１５号",
            "\\",
            "'",
            '"',
            "\ud7ff",
            "\U0001f600",
            "1e9",
            "NaN",
            "²",
            "a" * 300,
        ),
    ]
)
TEXT = st.text(alphabet=st.characters(exclude_categories=["Cs"]), max_size=20)
QUERY = st.lists(st.tuples(NAMES, st.one_of(ODD, TEXT)), max_size=5)
PATHS = ["/records/", "/overview/", "/agencies/", "/columns/shehui-baozhang/", "/agencies/mzj/records/"]


@settings(max_examples=120, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(path=st.sampled_from(PATHS), query=QUERY)
def test_no_question_breaks_a_list(client, portal, path, query):
    answer = client.get(f"{path}?{urlencode(query)}")
    names = {name for name, _value in query}
    allowed = {200, 400, 404} if "page" in names or any("\0" in value for _name, value in query) else {200}
    assert answer.status_code in ({302, 400} if names & {"elder", "look"} else allowed)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(path=st.sampled_from(PATHS), raw=st.binary(max_size=30).map(lambda raw: "".join(f"%{byte:02x}" for byte in raw)))
def test_no_bytes_in_an_address_break_a_page(client, portal, path, raw):
    assert client.get(f"{path}?q={raw}&agency={raw}&item={raw}").status_code in {200, 400}
    assert client.get(f"/info/{raw}/").status_code in {400, 404}
