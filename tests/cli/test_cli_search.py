"""`yilan search`: what the page shows, and whether the index holds what the database says."""

import json

import pytest
from tests.factories.disclosure import make_publication
from tests.factories.organizations import make_agency, make_district

from yilan.cli.main import main
from yilan.disclosure.models import Publication
from yilan.search import building
from yilan.search.models import OutdatedDocument

pytestmark = [pytest.mark.django_db, pytest.mark.database]


@pytest.fixture
def record(index) -> Publication:
    make_district()
    found = make_publication(make_agency("mzj", short_name="区民政局"), title="城乡低保办法")
    building.build()
    return found


def run(capsys, *arguments: str) -> tuple[int, str]:
    code = main(["search", *arguments])
    return code, capsys.readouterr().out


def test_a_question_prints_what_the_page_shows(capsys, record) -> None:
    code, out = run(capsys, "低保", "--json")
    found = json.loads(out)
    assert (code, found["total"]) == (0, 1)
    assert found["results"][0]["title"] == record.title
    assert [one["value"] for one in found["filters"]["agency"]] == ["mzj"]
    code, out = run(capsys, "低保", "--filter", "agency=mzj", "--sort", "date")
    assert code == 0
    assert record.title in out
    assert run(capsys, "飞船")[0] == 1


def test_status_counts_documents(capsys, record) -> None:
    code, out = run(capsys, "status", "--json")
    assert code == 0
    assert json.loads(out) == {"documents": 1, "waiting": 0, "oldest": None}


def test_verify_fails_for_what_is_wrong_and_not_for_what_waits(capsys, record) -> None:
    assert run(capsys, "verify") == (0, "The index holds what the database says.\n")
    Publication.objects.update(title="改了标题")
    key = f"record:{record.record_id}"
    assert run(capsys, "verify") == (1, f"other: {key}\n1 differences.\n")
    OutdatedDocument.objects.create(key=key, stamp="x")
    code, out = run(capsys, "verify")
    assert code == 0
    assert out.startswith(f"waiting: {key}\nThe index holds what the database says; 1 documents wait")
    assert json.loads(run(capsys, "verify", "--json")[1]) == [{"key": key, "kind": "waiting"}]
