"""The public's tables on access requests: numbers that add up, of nobody in particular."""

import csv
import re
from io import StringIO

import pytest
from tests.access.figures.making import make_offices, make_year
from tests.standing import standing

from yilan.access.queries.figures import figures_of
from yilan.casework.models import Case

pytestmark = [pytest.mark.django_db, pytest.mark.database]
ADDRESS = "/access/figures/2023/"


@standing
def years():
    offices = make_offices()
    make_year(offices)
    return offices


def test_the_page_has_the_numbers_of_the_tables(client, years):
    page = client.get(ADDRESS).content.decode()
    rows = re.findall(r'<th scope="row"[^>]*>([^<]+)</th>((?:<td[^>]*>[^<]*</td>)+)', page)
    shown = {words: re.findall(r">([^<]*)</td>", cells) for words, cells in rows}
    table = figures_of(2023).table3
    assert shown["一、本年新收政府信息公开申请数量"] == [str(value) for value in table["new"].values()]
    assert shown["（七）总计"] == [str(value) for value in table["total"].values()]
    assert shown["行政复议"] == [str(value) for value in figures_of(2023).table4["review"].values()]
    assert "12件中11件" in page
    assert "35个工作日" in page


def test_nothing_on_it_belongs_to_one_request(client, years):
    page = client.get(ADDRESS).content.decode()
    main = page[page.index("<main") : page.index("</main>")]
    assert "/office/" not in page
    assert "张小明" not in page
    for case in Case.objects.all():
        assert case.number not in main
        assert str(case.pk) not in main
        assert case.title not in main


def test_readers_keep_it_for_some_minutes_and_ask_again_cheaply(client, years):
    answer = client.get(ADDRESS)
    assert set(answer.headers["Cache-Control"].split(", ")) == {"public", "max-age=300"}
    again = client.get(ADDRESS, headers={"if-none-match": answer.headers["ETag"]})
    assert again.status_code == 304


def test_the_tables_as_csv(client, years):
    answer = client.get(f"{ADDRESS}tables.csv")
    assert answer.headers["Content-Disposition"] == 'attachment; filename="access-requests-2023.csv"'
    lines = list(csv.reader(StringIO(answer.content.decode("utf-8-sig"))))
    assert lines[1] == ["一、本年新收政府信息公开申请数量", *map(str, figures_of(2023).table3["new"].values())]
    assert ["　　8.属于行政查询事项", *["0"] * 7] in lines


@pytest.mark.parametrize("year", [2014, 2030])
def test_a_year_without_requests_has_tables_of_noughts(client, years, year):
    answer = client.get(f"/access/figures/{year}/")
    assert answer.status_code == 200
    assert {cell.value for table in answer.context["tables"] for row in table.rows for cell in row.cells} == {0}
    assert "还没有答复" in answer.content.decode()


def test_a_district_without_requests_has_a_page(client, db):
    make_offices()
    assert client.get(ADDRESS).status_code == 200
    assert re.fullmatch(r"/access/figures/20\d\d/", client.get("/access/figures/").headers["Location"])


@pytest.mark.parametrize(
    "address", ["/access/figures/0/", "/access/figures/99999/", "/access/figures/99999/tables.csv"]
)
def test_what_is_no_year_has_no_page(client, years, address):
    assert client.get(address).status_code == 404


def test_the_number_of_queries_is_fixed(client, years, django_assert_max_num_queries):
    client.get(ADDRESS)
    with django_assert_max_num_queries(5):
        client.get(ADDRESS)
