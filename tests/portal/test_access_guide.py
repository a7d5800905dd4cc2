"""The page that says how to ask: from the agencies' own data and the law of the day, a file of the site."""

import pytest
import time_machine
from tests.factories.organizations import make_agency
from tests.portal.citizen import make_office, text
from tests.standing import standing

from yilan.access.asking import online_forms
from yilan.casework.procedures import procedure
from yilan.publishing.rendering import render

pytestmark = [pytest.mark.django_db, pytest.mark.database]


@standing
def office():
    return make_office()


def test_it_says_whom_how_how_long_and_what_it_costs(client, office):
    answer = client.get("/access/")
    said = text(answer)
    for words in (
        "西夏区民政局", "0951-2079000", "怀远路1号", "0951-2070000", "区政府办公室", "20个工作日",
        "7个工作日", "15个工作日", "同一申请人一个自然月内累计申请10件以下", "国办函〔2020〕109号", "法律服务机构",
    ):  # fmt: skip
        assert words in said, words
    for form in online_forms().values():
        if form.code != "access":
            days = procedure(form.code).clock.answer.working_days
            assert f"谁可以提出： {form.who}" in said
            assert f"自提交之日起{days}个工作日内答复" in said
    page = answer.content.decode()
    assert 'href="/access/ask/"' in page
    for address in ("/access/status/", "/access/correct/", "/access/complain/"):
        assert f'href="{address}"' in page
    assert "noindex" not in page


@time_machine.travel("2018-03-10T10:00:00+08:00")
def test_it_follows_the_law_of_its_day(client, office):
    said = text(client.get("/access/"))
    assert "15个工作日内答复" in said
    own = "自提交之日起20个工作日内答复"  # corrections of records: the office's own limit, which no law sets
    assert "20个工作日" not in said.replace(own, "")
    assert "国办函〔2020〕109号" not in said


def test_villages_are_not_asked_by_this_way(client, office):
    make_agency("huanghua", level="village", name="黄花村村民委员会", short_name="黄花村")
    assert "黄花村" not in client.get("/access/").content.decode()
    assert "/access/ask/?agency" not in client.get("/agencies/huanghua/").content.decode()


def test_it_is_a_file_of_the_site_and_nothing_below_it_is(office):
    assert "填写申请" in render("/access/").body.decode()
    for path in (
        "/access/ask/",
        "/access/status/",
        "/access/ask/name/",
        "/access/complain/",
        "/access/status/request/",
        "/requests/",
    ):
        assert render(path) is None, path


def test_the_old_address_leads_there_and_every_page_does(client, office):
    answer = client.get("/requests/")
    assert (answer.status_code, answer.url) == (301, "/access/")
    home = client.get("/").content.decode()
    assert 'href="/access/"' in home
    assert 'href="/access/status/"' in home


def test_machines_read_the_page_and_nothing_below_it(client, office):
    robots = client.get("/robots.txt").content.decode()
    assert "Disallow: /access/ask/" in robots
    assert "Disallow: /access/status/" in robots
    pages = client.get("/sitemaps/pages.xml").content.decode()
    assert "/access/<" in pages
    assert "/access/ask/" not in pages


def test_it_asks_the_database_a_fixed_number_of_times(client, office, django_assert_max_num_queries):
    for number in range(5):
        make_agency(f"ju{number}")
    with django_assert_max_num_queries(4):
        client.get("/access/")
