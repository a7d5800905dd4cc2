"""The search page: what it finds, what it offers instead, and that nobody can break it."""

import re
from datetime import datetime
from urllib.parse import urlencode

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.factories.disclosure import CHINA, make_file, make_portal, make_publication
from tests.standing import standing

from yilan.search import building
from yilan.search.models import BestBet, Synonyms
from yilan.search.queries import Asked, search

pytestmark = [pytest.mark.django_db, pytest.mark.database]


@standing
def district():
    portal = make_portal()
    portal.low = make_publication(
        portal.civil,
        title="城乡低保资金发放办法",
        document_number="西民发〔2014〕15号",
        body=[("paragraph", "<p>第十二条 按月足额发放，" + "各镇各街道落实。" * 30 + "低保金由财政承担。</p>")],
        attachments=[make_file("名单.txt", "兴泾镇 王老五".encode())],
    )
    return portal


@pytest.fixture
def portal(district, index):
    building.build()
    return district


def titles(client, **query: str) -> list[str]:
    answer = client.get("/search/", query)
    assert answer.status_code == 200
    found = re.findall(r'<ol class="results".*?</ol>', answer.content.decode(), re.DOTALL)
    return [re.sub("<[^>]+>", "", one) for one in re.findall(r"<div>\s*<a[^>]*>(.*?)</a>", "".join(found), re.DOTALL)]


@pytest.mark.parametrize(
    "words",
    [
        "低保",
        "资金 城乡",
        "低保金由财政",
        "第12条",
        "王老五",
        "dibao",
        "cxdb",
        "城鄉低保",
        '"按月足额"',
        "２０１４ 低保",
    ],
)
def test_words_find_what_holds_them(client, portal, words):
    assert titles(client, q=words) == [portal.low.title]


@pytest.mark.parametrize("number", ["西民发[2014]15号", "西民发（2014）015", "西民发 2014 第15号", "西民发2014-15"])
def test_a_document_number_leads_straight_to_its_record(client, portal, number):
    answer = client.get("/search/", {"q": number})
    assert answer.status_code == 302
    assert answer["Location"].endswith(f"/{portal.low.index_number}/".replace("/", "/"))


def test_an_index_number_leads_straight_to_its_record(client, portal):
    assert client.get("/search/", {"q": portal.low.index_number}).status_code == 302


def test_what_was_found_is_marked_and_shown_where_it_stands(client, portal):
    text = client.get("/search/", {"q": "低保金"}).content.decode()
    assert "<mark>低保金</mark>由财政承担" in text
    text = client.get("/search/", {"q": "王老五"}).content.decode()
    assert "在附件中：" in text
    assert "兴泾镇 <mark>王老五</mark>" in text
    assert f'href="/files/{portal.low.version.content["attachments"][0]["sha256"]}/' in text


def test_filters_have_counts_and_addresses(client, portal):
    make_publication(portal.civil, title="工作年报", at=datetime(2013, 3, 5, tzinfo=CHINA))
    building.build()
    answer = client.get("/search/", {"q": "工作", "year": "2014"})
    facets = {facet.name: {link.name: link.count for link in facet.links} for facet in answer.context["listing"].facets}
    assert facets == {"year": {"2014": 3, "2013": 1}}  # of all others there is nothing to choose
    assert client.get("/search/", {"q": "工作"}).context["found"].total == 4
    assert titles(client, q="办", column="gonggong-fuwu") == [one.title for one in portal.records[::-1]]
    assert titles(client, q="办", column="nowhere") == []


def test_when_words_do_not_stand_together_their_parts_are_looked_for(client, portal):
    answer = client.get("/search/", {"q": "财政低保街道"})
    assert answer.context["found"].way == "apart"
    assert "以下结果分别含有其中每个词" in answer.content.decode()
    answer = client.get("/search/", {"q": "低保 飞船"})
    assert answer.context["found"].way == "any"
    assert titles(client, q="低保 飞船") == [portal.low.title]


def test_quotes_are_never_loosened(client, portal):
    assert titles(client, q='"财政低保街道"') == []


def test_only_the_first_page_of_a_question_tells_that_it_is_shown(client, portal):
    assert 'data-shown="/search/shown/"' in client.get("/search/", {"q": "办"}).content.decode()
    later = client.get("/search/", {"q": "办", "year": "2014"}).content.decode()
    assert 'data-opened="/search/opened/"' in later
    assert "data-shown" not in later


def test_wrong_characters_are_put_right(client, portal):
    answer = client.get("/search/", {"q": "城乡抵保资金"})
    assert answer.context["found"].corrections == ("城乡低保资金",)
    assert "您是不是要找" in answer.content.decode()


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("财整", ("财政",)),
        ("财整 低保", ("财政 低保",)),
        ("低保金由财整承担", ("低保金由财政承担",)),
        ("飞船", ()),
        ('"财整"', ()),
        ("财政", ()),
    ],
)
def test_words_that_only_texts_have_are_put_right_too(client, portal, typed, meant):
    assert client.get("/search/", {"q": typed}).context["found"].corrections == meant


def test_synonyms_find_what_is_called_otherwise(client, portal):
    Synonyms.objects.create(words=["最低生活保障", "低保"], source="社会救助暂行办法")
    assert titles(client, q="城乡最低生活保障资金") == [portal.low.title]


def test_editors_put_pages_above_the_results(client, portal):
    BestBet.objects.create(question="低保", title="低保怎么申请", address="/contact/")
    text = client.get("/search/", {"q": "低 保"}).content.decode()
    assert '<a href="/contact/">低保怎么申请</a>' in text


def test_a_title_is_never_taken_for_markup(client, portal):
    make_publication(portal.civil, title="<script>alert(1)</script>关于<b>标题</b>")
    building.build()
    text = client.get("/search/", {"q": "script"}).content.decode()
    assert "alert(1)" in text
    assert "<script>alert" not in text
    assert "<b>标题" not in text


def test_nothing_found_says_what_to_do(client, portal):
    answer = client.get("/search/", {"q": "飞船"})
    assert 'href="/access/ask/"' in answer.content.decode()
    answer = client.get("/search/", {"q": "低保", "year": "1999"})
    assert "取消筛选后有 1 条结果" in answer.content.decode()


def test_repealed_records_are_named_so(client, portal):
    portal.low.validity = "repealed"
    portal.low.save()
    building.build()
    assert re.search(r'<span class="mark void">废止</span>', client.get("/search/", {"q": "低保"}).content.decode())


def test_pages_can_be_linked_and_end(client, portal):
    for number in range(20):
        make_publication(portal.civil, title=f"低保公示{number}")
    building.build()
    first, second = (client.get("/search/", {"q": "低保", "page": page}) for page in ("", "2"))
    assert len(first.context["found"].results) == 20
    assert len(second.context["found"].results) == 1
    assert "page=2" in first.context["listing"].following
    assert client.get("/search/", {"q": "低保", "page": "3"}).status_code == 404
    assert client.get("/search/", {"q": "低保", "page": "x"}).status_code == 404


def test_what_was_searched_stands_in_the_box_as_it_was_typed(client, portal):
    text = client.get("/search/", {"q": '"><script>alert(1)</script>'}).content.decode()
    assert 'value="&quot;&gt;&lt;script&gt;alert(1)&lt;/script&gt;"' in text
    assert "<script>alert" not in text


def test_of_very_long_words_the_first_hundred_letters_are_searched(client, portal):
    assert client.get("/search/", {"q": "低" * 5000}).context["search_words"] == "低" * 100


def test_without_an_index_the_page_says_so(client, settings):
    make_portal()
    answer = client.get("/search/", {"q": "低保"})
    assert answer.status_code == 503
    assert 'href="/records/"' in answer.content.decode()
    assert client.get("/search/suggest.json", {"q": "低保"}).json() == {"records": [], "questions": []}


def test_suggestions_are_titles_that_fit(client, portal):
    for typed in ("城", "低保资金", "cxdb", "chengxiang"):
        found = client.get("/search/suggest.json", {"q": typed}).json()["records"]
        assert {"title": portal.low.title, "address": f"/info/{portal.low.index_number}/"} in found, typed
    assert client.get("/search/suggest.json").json() == {"records": [], "questions": []}


def test_a_page_of_results_costs_few_queries(client, portal, django_assert_max_num_queries):
    with django_assert_max_num_queries(12):
        search(Asked("低保"))
    for number in range(15):
        make_publication(portal.civil, title=f"低保公示{number}", attachments=[make_file(f"{number}.txt", b"x")])
    building.build()
    with django_assert_max_num_queries(12):
        search(Asked("低保"))


NAMES = st.sampled_from(["q", "year", "agency", "column", "sort", "in", "page", "kind", "validity", "theme", "x"])
VALUES = st.one_of(
    st.sampled_from(
        ["", "0", "2", "date", "title", '"', '""', "低保", '"低保" x', "〔2014〕1号", "(", "a-b", "dibao", "-"]
    ),
    st.text(alphabet=st.characters(exclude_categories=["Cs"]), max_size=20),
)


@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(query=st.lists(st.tuples(NAMES, VALUES), max_size=5))
def test_no_question_breaks_the_search(client, portal, query):
    answer = client.get(f"/search/?{urlencode(query)}")
    assert answer.status_code in {200, 302, 404, 400}
    if answer.status_code == 404:
        assert "page" in dict(query)
    assert client.get(f"/search/suggest.json?{urlencode(query)}").status_code in {200, 400}
