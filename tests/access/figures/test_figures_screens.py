"""The tables in the back office: every number opens exactly the requests that it counts, to those who may read."""

import csv
import re
from datetime import date
from io import BytesIO, StringIO

import pytest
from openpyxl import load_workbook

from yilan.access.queries.figures import figures_of
from yilan.casework.models import Case

pytestmark = [pytest.mark.django_db]
TABLES = "/office/access/figures/2023/"


def shown(client, address):
    """Return the cells of a page: what each shows, and where it leads."""
    context = client.get(address).context
    return [cell for table in context["tables"] for row in table.rows for cell in row.cells]


@pytest.mark.parametrize("query", ["", "?agency=mzj", "?agency=wsj"])
def test_every_cell_opens_exactly_what_it_counts(years, query):
    client = years.client("inspector", "xxq")
    cells = shown(client, TABLES + query)
    opened = 0
    for cell in cells:
        assert bool(cell.address) == bool(cell.value), cell
        if not cell.address:
            continue
        opened += 1
        context = client.get(cell.address).context
        assert context["listed"].hidden == 0
        counted = context["amount"] if cell.cell.column == "amount" else context["page"].paginator.count
        assert counted == cell.value, cell
        assert len(context["lines"]) == context["page"].paginator.count
    assert opened > (30 if not query else 10)


def test_the_list_names_the_requests_and_nobody(years):
    client = years.client("inspector", "xxq")
    page = client.get(f"{TABLES}table3/partial/legal/").content.decode()
    case = Case.objects.get(outcome="partial")
    assert case.number in page
    assert "张小明" not in page
    assert case.title not in page
    assert "部分公开" in page


def test_who_reads_one_agency_opens_its_lists_only(years):
    client = years.client("officer")
    whole = {cell.cell: cell for cell in shown(client, TABLES)}
    new = next(cell for cell in whole if cell[:3] == ("table3", "new", "total"))
    partial = next(cell for cell in whole if cell[:3] == ("table3", "partial", "legal"))
    assert whole[new].value == 17, "everybody of the office reads the numbers"
    assert not whole[new].address, "but not a list in which others' requests stand"
    assert whole[partial].address
    own = {cell.cell: cell for cell in shown(client, f"{TABLES}?agency=mzj")}
    assert client.get(own[new].address).context["page"].paginator.count == own[new].value == 12


def test_others_requests_are_left_out_and_said_to_be(years):
    client = years.client("officer")
    answer = client.get(f"{TABLES}table3/new/total/")
    assert (answer.context["page"].paginator.count, answer.context["listed"].hidden) == (12, 5)
    assert {line.case.agency for line in answer.context["lines"]} == {years.bureau}
    assert "另有5件" in answer.content.decode()


def test_whoever_reads_no_requests_sees_numbers_and_opens_no_list(years):
    client = years.client("auditor", "xxq")
    cells = shown(client, TABLES)
    assert any(cell.value for cell in cells)
    assert not any(cell.address for cell in cells)
    for address in (f"{TABLES}table3/new/total/", f"{TABLES}table3/new/total/list.csv"):
        assert client.get(address, headers={"x-requested-with": "XMLHttpRequest"}).status_code == 403
    own = years.client("officer")
    answer = own.get(f"{TABLES}table3/new/total/?agency=wsj", headers={"x-requested-with": "XMLHttpRequest"})
    assert answer.status_code == 403, "another agency's list is closed altogether"


@pytest.mark.parametrize(
    "place",
    ["table3/new/martian/", "table3/results/total/", "table5/new/total/", "fees/paid/total/", "clearance/to3/total/"],
)
def test_a_cell_that_no_table_has_is_not_found(years, place):
    assert years.client("inspector", "xxq").get(TABLES + place).status_code == 404


def test_years_and_agencies_that_are_none_are_not_found(years):
    client = years.client("inspector", "xxq")
    assert client.get("/office/access/figures/99999/").status_code == 404
    assert client.get(f"{TABLES}?agency=nowhere").status_code == 404
    assert client.get(f"{TABLES}?agency=xxq").status_code == 404, "it has no request, and so no tables"
    assert client.get("/office/access/figures/2014/").status_code == 200
    assert re.fullmatch(r"/office/access/figures/20\d\d/", client.get("/office/access/figures/").headers["Location"])


def test_an_empty_cell_says_so(years):
    page = years.client("inspector", "xxq").get(f"{TABLES}table3/d8/total/").content.decode()
    assert "没有" in page


def test_the_page_shows_the_years_and_each_agency(years):
    answer = years.client("inspector", "xxq").get(TABLES)
    page = answer.content.decode()
    for words in (
        "一、本年新收政府信息公开申请数量",
        "法人或其他组织",
        "行政复议",
        "民政局",
        "卫生局",
        "国办公开办函〔2021〕30号",
    ):
        assert words in page
    assert 'href="/office/access/figures/2022/"' in page
    shares = {share.agency.code: (share.new, share.handled, share.left) for share in answer.context["shares"]}
    assert shares == {"mzj": (12, 12, 1), "wsj": (5, 4, 1)}


def test_the_number_of_queries_does_not_grow(years, django_assert_max_num_queries):
    client = years.client("inspector", "xxq")
    pages = (TABLES, f"{TABLES}?agency=mzj", f"{TABLES}table3/new/total/", f"{TABLES}clearance/answered/total/")
    for more in (0, 5):
        for _ in range(more):
            years.answer(years.request(date(2023, 3, 1)), date(2023, 3, 6))
        for address in pages:
            with django_assert_max_num_queries(17):
                client.get(address)


# --- files


def test_the_tables_as_csv(years):
    answer = years.client("inspector", "xxq").get(f"{TABLES}tables.csv?agency=mzj")
    assert answer.headers["Content-Disposition"] == 'attachment; filename="requests-2023-mzj.csv"'
    lines = list(csv.reader(StringIO(answer.content.decode("utf-8-sig"))))
    assert lines[0][1:] == ["自然人", "商业企业", "科研机构", "社会公益组织", "法律服务机构", "其他", "总计"]
    assert lines[1] == ["一、本年新收政府信息公开申请数量", "6", "1", "1", "1", "2", "1", "12"]


def test_the_tables_as_a_workbook(years):
    answer = years.client("inspector", "xxq").get(f"{TABLES}tables.xlsx")
    book = load_workbook(BytesIO(answer.content))
    assert len(book.sheetnames) == 5
    sheet = book.worksheets[0]
    found = {row[0].value.strip("　"): row[-1].value for row in sheet.iter_rows(min_row=2)}
    assert found["一、本年新收政府信息公开申请数量"] == figures_of(2023).table3["new"]["total"]


def test_a_list_as_csv_is_the_list(years):
    client = years.client("inspector", "xxq")
    answer = client.get(f"{TABLES}fees/notified/amount/list.csv")
    lines = list(csv.reader(StringIO(answer.content.decode("utf-8-sig"))))
    assert len(lines) == 5
    assert sum(float(line[-1]) for line in lines[1:]) == 6100
    assert lines[1][1] == "西夏区卫生局"
