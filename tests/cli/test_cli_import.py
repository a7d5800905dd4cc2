"""`yilan import`: all or nothing, every problem with its row and field, exit codes that a script can trust."""

import json

import pytest
from tests.factories.accounts import make_account
from tests.factories.disclosure import make_column, make_genre
from tests.factories.organizations import make_agency, make_district

from yilan.cli.main import main
from yilan.disclosure.models import ImportRun, Publication, RecordPage

pytestmark = [pytest.mark.django_db, pytest.mark.database]
STATEMENT = ["--statement", "本批信息2014年已经保密审查并在原网站发布。"]
WHO = ["--as", "xinxi"]
GOOD = {
    "agency": "mzj",
    "title": "2014年第一季度低保发放情况",
    "columns": ["services"],
    "genre": "tongzhi",
    "written_on": "2014-03-31",
    "published_at": "2014-04-02",
    "body": "一季度发放低保金。",
}


@pytest.fixture
def site():
    district = make_district()
    make_agency("mzj", name="西夏区民政局")
    make_column("services", "公共服务")
    make_genre()
    return make_account("xinxi", "information_office", district)


@pytest.fixture
def write(tmp_path):
    def write(*rows, name="records.jsonl"):
        path = tmp_path / name
        path.write_text("\n".join(json.dumps(GOOD | row, ensure_ascii=False) for row in rows), encoding="utf-8")
        return str(path)

    return write


def run(capsys, *arguments):
    """Return exit code, standard output and standard error."""
    code = main(["import", *arguments])
    return code, *capsys.readouterr()


def test_a_good_file_comes_in_whole_and_stands_on_the_portal(capsys, client, site, write):
    path = write({}, {"title": "2014年第二季度低保发放情况", "published_at": "2014-07-02"})
    assert run(capsys, path, *WHO, *STATEMENT) == (0, "2 records imported\n", "")
    assert Publication.objects.count() == 2
    assert "2014年第二季度低保发放情况" in client.get("/records/?year=2014").content.decode()


def test_json_says_how_many_and_nothing_else(capsys, site, write):
    code, out, err = run(capsys, write({}), *WHO, *STATEMENT, "--json")
    assert (code, err) == (0, "")
    assert json.loads(out) == {"ok": True, "records": 1, "problems": []}


def test_a_check_writes_nothing_and_needs_no_statement(capsys, site, write):
    assert run(capsys, write({}), *WHO, "--check") == (0, "1 record checked, no problem\n", "")
    assert not RecordPage.objects.exists()
    assert not ImportRun.objects.exists()


BAD = ({}, {"genre": "没有的体裁", "titel": "拼错"}, {"columns": [], "written_on": "2014-02-30"})


@pytest.mark.parametrize("check", [["--check"], STATEMENT])
def test_problems_are_named_by_row_and_field_and_nothing_comes_in(capsys, site, write, check):
    code, out, err = run(capsys, write(*BAD), *WHO, *check)
    assert code == 1
    places = [line.partition(":")[0] for line in out.splitlines()]
    assert {"row 2, genre", "row 2, titel", "row 3, columns", "row 3, written_on"} <= set(places)
    assert not any(place.startswith("row 1,") for place in places)
    assert err == f"yilan import: {len(places)} problems in 3 records; nothing was imported\n"
    assert not RecordPage.objects.exists()


def test_problems_as_json_stand_on_standard_output_alone(capsys, site, write):
    code, out, err = run(capsys, write(*BAD), *WHO, *STATEMENT, "--json")
    assert (code, err) == (1, "")
    answer = json.loads(out)
    assert (answer["ok"], answer["records"]) == (False, 3)
    assert {(problem["row"], problem["field"]) for problem in answer["problems"]} >= {(2, "genre"), (3, "columns")}
    assert all(set(problem) == {"row", "field", "message"} and problem["message"] for problem in answer["problems"])


def test_a_sheet_counts_its_rows_as_a_person_does(capsys, site, tmp_path):
    path = tmp_path / "records.csv"
    head = "机构代码,标题,栏目,体裁,成文日期,发布日期,正文\n"
    rows = "mzj,第一季度,services,通知,2014-03-31,2014-04-02,正文\nmzj,,services,通知,2014-03-31,2014-04-02,正文\n"
    path.write_bytes((head + rows).encode("gb18030"))
    code, out, _err = run(capsys, str(path), *WHO, "--check")
    assert code == 1
    assert out.startswith("row 3, title: ")


@pytest.mark.parametrize(
    ("name", "content"),
    [("a.jsonl", b"{not json}\n"), ("a.csv", b"\xff\xfe\x00\x01"), ("a.xlsx", b"no workbook"), ("a.doc", b"")],
)
def test_a_file_that_cannot_be_read_is_a_problem_and_no_accident(capsys, site, tmp_path, name, content):
    path = tmp_path / name
    path.write_bytes(content)
    code, out, err = run(capsys, str(path), *WHO, "--check")
    assert code == 1
    assert "unexpected" not in out + err
    assert err.count("\n") == 1
    assert not RecordPage.objects.exists()


def test_without_a_statement_an_account_or_a_file_it_is_refused_in_one_line(capsys, site, write):
    path = write({})
    refused = {
        "say with --statement on what earlier review": [path, *WHO],
        "there is no active account nobody": [path, "--as", "nobody", *STATEMENT],
        "there is no file": ["nothing.csv", *WHO, *STATEMENT],
    }
    for words, arguments in refused.items():
        code, out, err = run(capsys, *arguments)
        assert (code, out, err.count("\n")) == (1, "", 1), words
        assert err.startswith(f"yilan import: {words}"), err
    assert not RecordPage.objects.exists()


def test_who_is_not_of_the_information_office_imports_nothing(capsys, site, write):
    make_account("officer", "officer", make_agency("jyj"))
    code, out, err = run(capsys, write({}), "--as", "officer", *STATEMENT)
    assert (code, out, err.count("\n")) == (1, "", 1)
    assert "mzj" in err
    assert not RecordPage.objects.exists()


def test_an_account_that_was_closed_imports_nothing(capsys, site, write):
    site.is_active = False
    site.save()
    assert run(capsys, write({}), *WHO, *STATEMENT)[0] == 1
    assert not RecordPage.objects.exists()
