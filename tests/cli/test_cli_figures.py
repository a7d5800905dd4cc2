"""`yilan figures`: numbers and nothing else on standard output, each with the list that it counts."""

import json
from datetime import datetime

import pytest
from tests.factories.disclosure import CHINA, make_column, make_publication
from tests.factories.organizations import make_agency, make_district

from yilan.cli.main import main
from yilan.reports.metrics import metrics

pytestmark = [pytest.mark.django_db, pytest.mark.database]


@pytest.fixture
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


def test_json_is_an_object_of_figures_and_nothing_else(capsys, year):
    found = json.loads(figures(capsys, "2014", "--json"))
    assert list(found) == [metric.name for metric in metrics()]
    for name, figure in found.items():
        assert set(figure) == {"value", "unit", "list", "definition"}, name
        assert isinstance(figure["value"], int)
        assert all(figure[key] for key in ("unit", "list", "definition")), name
    assert found["records_published"]["value"] == 3, "what is internal is not counted"
    assert found["towns"]["value"] == 1


def test_every_list_opens_exactly_as_many(capsys, client, year):
    for name, figure in json.loads(figures(capsys, "2014", "--json")).items():
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
    assert {figure["value"] for figure in found.values()} == {0}
