"""`yilan figures`: numbers and nothing else on standard output, each with the list that it counts."""

import json
from datetime import datetime

import pytest
from tests.access.figures.making import make_offices, make_year
from tests.factories.disclosure import CHINA, make_column, make_publication
from tests.factories.organizations import make_agency, make_district
from tests.standing import standing

from yilan.access.figures.fees import ROWS
from yilan.access.figures.years import YearFigures
from yilan.access.law.tables import Violation, table_definition
from yilan.access.queries.figures import figures_of
from yilan.accounts.models import Role
from yilan.cli.main import main
from yilan.reports.metrics import READINGS, metrics

pytestmark = [pytest.mark.django_db, pytest.mark.database]


@standing
def year():
    make_district()
    bureau = make_agency("mzj")
    make_agency("xjz", level="town")
    notices = make_column("notices", "通知公告")
    for day in (1, 2, 3):
        make_publication(bureau, at=datetime(2014, 5, day, tzinfo=CHINA), columns=[notices])
    make_publication(bureau, at=datetime(2014, 5, 4, tzinfo=CHINA), audience="internal", columns=[notices])


def figures(capsys, *arguments):
    code = main(["figures", *arguments])
    out, err = capsys.readouterr()
    assert (code, err) == (0, "")
    return out


def test_json_is_an_object_of_figures_and_of_tables(capsys, year):
    found = json.loads(figures(capsys, "2014", "--json"))
    assert set(found.pop("tables")) == {"table3", "table4", "fees", "clearance", "lists"}
    assert list(found) == [metric.name for metric in metrics()]
    for name, figure in found.items():
        assert set(figure) == {"value", "unit", "list", "definition"}, name
        assert isinstance(figure["value"], int)
        assert all(figure[key] for key in ("unit", "list", "definition")), name
    assert found["records_published"]["value"] == 3, "what is internal is not counted"
    assert found["towns"]["value"] == 1


def test_every_list_opens_exactly_as_many(capsys, client, year):
    public = {metric.name for metric in metrics() if READINGS[metric.reading].public}
    for name, figure in json.loads(figures(capsys, "2014", "--json")).items():
        if name in public:
            context = client.get(figure["list"]).context
            total = context["listing"].total if "listing" in context else len(context["agencies"])
            assert total == figure["value"], name


def test_without_json_there_is_a_line_for_each_figure(capsys, year):
    lines = figures(capsys, "2014").splitlines()
    assert len(lines) == len(metrics())
    assert [line.split()[0] for line in lines] == [metric.name for metric in metrics()]
    line = next(line for line in lines if line.startswith("records_published "))
    assert line.split()[1] == "3"
    assert line.split()[-1].startswith("/")


@pytest.mark.parametrize("number", ["1949", "2013", "9999"])
def test_a_year_without_records_has_zeros(capsys, year, number):
    found = json.loads(figures(capsys, number, "--json"))
    assert found["records_published"]["value"] == 0


@pytest.mark.parametrize("number", ["1948", "10000", "-1", "last", "2014.5", "9" * 5000])
def test_what_is_no_year_is_refused_in_one_line(capsys, number):
    with pytest.raises(SystemExit) as ended:
        main(["figures", number, "--json"])
    out, err = capsys.readouterr()
    assert (ended.value.code, out, err.count("\n")) == (1, "", 1)
    assert err.startswith("yilan figures: ")


def test_a_site_that_is_empty_has_zeros_too(capsys):
    found = json.loads(figures(capsys, "2014", "--json"))
    found.pop("tables")
    assert {figure["value"] for figure in found.values()} == {0}


# --- requests


@standing
def requests():
    offices = make_offices()
    make_year(offices)
    return offices


def test_the_tables_on_requests_have_every_row_and_column(capsys, year):
    """2014 had no request: every cell is there, and is 0."""
    tables = json.loads(figures(capsys, "2014", "--json"))["tables"]
    for name in ("table3", "table4"):
        definition = table_definition(name)
        assert tuple(tables[name]) == definition.keys
        for cells in tables[name].values():
            assert cells == dict.fromkeys(definition.columns, 0)
    assert tables["fees"] == {row: {"requests": 0, "amount": 0} for row in ROWS}
    assert tables["clearance"]["median"] is None


def test_the_tables_are_those_that_are_counted(capsys, requests):
    found = json.loads(figures(capsys, "2023", "--json"))
    tables = found["tables"]
    assert tables["table3"] == figures_of(2023).table3
    assert tables["table4"] == figures_of(2023).table4
    assert tables["fees"]["paid"] == {"requests": 1, "amount": 200}
    assert tables["clearance"] == {
        "answered": 12, "in_time": 11, "late": 1, "extended": 1, "to2": 0, "to5": 1, "to10": 1, "to15": 7, "to20": 1,
        "to30": 0, "over30": 2, "median": 13, "percentile90": 35,
    }  # fmt: skip
    values = {name: found[name]["value"] for name in found if name.startswith("requests_")}
    assert values == {
        "requests_received": 17, "requests_carried_in": 1, "requests_handled": 16, "requests_answered": 12,
        "requests_in_time": 11, "requests_extended": 1, "requests_open": 2, "requests_reviewed": 2,
        "requests_litigated": 0, "requests_litigated_after_review": 1, "requests_fees": 200, "requests_charged": 1,
    }  # fmt: skip


def test_every_list_of_requests_opens_exactly_as_many_in_the_office(capsys, client, requests):
    client = requests.client(Role.INSPECTOR, "xxq")
    found = json.loads(figures(capsys, "2023", "--json"))
    for name in found:
        if name.startswith("requests_"):
            context = client.get(found[name]["list"]).context
            shown = context["amount"] if found[name]["unit"] == "元" else context["page"].paginator.count
            assert shown == found[name]["value"], name
    place = {"table": "table3", "row": "new", "column": "total"}
    context = client.get(found["tables"]["lists"].format(**place)).context
    assert context["page"].paginator.count == found["tables"]["table3"]["new"]["total"]


@pytest.mark.parametrize("arguments", [["2023"], ["2023", "--json"]])
def test_a_table_that_does_not_add_up_is_told(capsys, requests, monkeypatch, arguments):
    broken = Violation("T3-a", column="natural", left=12, right=11)
    monkeypatch.setattr(YearFigures, "violations", lambda _self, _previous: [broken])
    assert main(["figures", *arguments]) == 1
    out, err = capsys.readouterr()
    assert err.startswith("yilan figures: natural")
    assert "T3-a" in err
    assert out
