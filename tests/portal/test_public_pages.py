"""Every public page answers, carries its head tags and foot, and reads a bounded number of rows."""

import re
from datetime import datetime

import pytest
from django.urls import reverse
from tests.factories.disclosure import CHINA, make_portal, make_publication
from tests.factories.organizations import make_agency
from tests.standing import standing

pytestmark = [pytest.mark.django_db]
SITE = ["SiteName", "SiteDomain", "SiteIDCode"]
COLUMN = ["ColumnName", "ColumnDescription", "ColumnKeywords", "ColumnType"]
ARTICLE = ["ArticleTitle", "PubDate", "ContentSource"]
PAGES = [
    "platform",
    "agencies",
    "rulebook",
    "leading_group",
    "access",
    "contact",
    "sitemap",
    "accessibility",
    "records",
]
FOOT = ["网站标识码", "主办单位", "ICP备案编号", "公安备案", "网站地图", "我为政府网站找错", "联系方式"]


@standing
def portal():
    return make_portal()


def get(client, path, status=200):
    answer = client.get(path)
    assert answer.status_code == status, path
    return answer.content.decode()


def tags(page):
    return re.findall(r'<meta name="([A-Z]\w+)" content="[^"]+">', page)


def test_home_carries_the_three_site_tags(client, portal):
    page = get(client, "/")
    assert tags(page) == SITE
    assert '<meta name="SiteIDCode" content="6401050001">' in page


@pytest.mark.parametrize("name", PAGES)
def test_other_pages_carry_three_and_four(client, portal, name):
    assert tags(get(client, reverse(f"portal:{name}"))) == SITE + COLUMN


def test_columns_carry_three_and_four(client, portal):
    for column in (portal.top, portal.below):
        page = get(client, f"/columns/{column.slug}/")
        assert tags(page) == SITE + COLUMN
        assert f'<meta name="ColumnName" content="{column.name}">' in page


def test_a_record_carries_three_four_and_three_and_its_address(client, portal):
    record = portal.records[0]
    page = get(client, f"/info/{record.index_number}/")
    assert tags(page)[:10] == SITE + COLUMN + ARTICLE
    assert '<meta name="PubDate" content="2014-03-05 09:30">' in page
    assert f'<link rel="canonical" href="http://localhost:8000/info/{record.index_number}/">' in page
    assert '<meta name="ColumnName" content="社会保障">' in page


@pytest.mark.parametrize("path", ["/", "/records/", "/nothing-here/"])
def test_the_foot_holds_what_the_guide_asks_for(client, portal, path):
    page = client.get(path).content.decode()
    foot = page[page.index('<footer class="foot"') :]
    for words in FOOT:
        assert words in foot


def test_home_lists_the_newest_of_each_column_with_dates(client, portal):
    page = get(client, "/")
    titles = [page.index(record.title) for record in reversed(portal.records)]
    assert titles == sorted(titles)
    assert "2014-03-07" in page


def test_a_top_column_shows_those_below_it_and_a_column_its_list(client, portal):
    assert "社会保障" in get(client, "/columns/gonggong-fuwu/")
    page = get(client, "/columns/shehui-baozhang/")
    assert page.index(portal.records[2].title) < page.index(portal.records[0].title)


def test_an_agency_page_has_the_four_heads_and_names_gaps(client, portal):
    page = get(client, "/agencies/mzj/")
    for words in ("政府信息公开指南", "政府信息公开制度", "法定主动公开内容", "政府信息公开年报", "依申请公开"):
        assert words in page
    assert "规范性文件" in page
    other = make_agency("wsj", name="西夏区卫生局", short_name="区卫生局")
    assert "缺" in get(client, f"/agencies/{other.code}/")


@pytest.mark.parametrize(
    "path",
    [
        "/",
        "/columns/gonggong-fuwu/",
        "/columns/shehui-baozhang/",
        "/records/",
        "/agencies/",
        "/agencies/mzj/",
    ],
)
def test_the_number_of_queries_does_not_grow_with_the_records(client, portal, path, django_assert_max_num_queries):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    with CaptureQueriesContext(connection) as few:
        get(client, path)
    for day in range(8, 28):
        make_publication(portal.civil, at=datetime(2014, 3, day, tzinfo=CHINA), columns=[portal.below])
    with CaptureQueriesContext(connection) as many:
        get(client, path)
    assert len(many) <= len(few) + 1
    assert len(many) <= 20
    assert not [query["sql"] for query in many if '"content"' in query["sql"]]


def test_pages_are_small(client, portal):
    assert len(get(client, f"/info/{portal.records[0].index_number}/").encode()) < 30_000
    assert len(get(client, "/").encode()) < 30_000
