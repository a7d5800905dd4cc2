"""`yilan site build`, `verify` and `status`: what they say, in words and in JSON, and with which exit code."""

import json
import os
from pathlib import Path

import pytest
from tests.publishing.town import make_town

from yilan.cli import main, prepare
from yilan.cli.progress import ProgressLine
from yilan.core.events.models import Event
from yilan.publishing import building, draining
from yilan.publishing.models import TouchedAddress

pytestmark = [pytest.mark.django_db, pytest.mark.database]
NO_SITE = "There is no site yet; `yilan site build` makes it.\n"


@pytest.fixture
def town(settings, tmp_path, monkeypatch):
    settings.HOME = tmp_path
    settings.WAGTAILADMIN_BASE_URL = "http://localhost:8000"
    monkeypatch.delenv("YILAN_ADDRESS", raising=False)
    monkeypatch.setattr(prepare, "collect_static", lambda _progress: False)
    monkeypatch.setattr(os, "cpu_count", lambda: 1)  # a test's transaction is seen by no other process
    town = make_town()
    for number in (3, 4):
        town.publish(number)
    return town


@pytest.fixture
def yilan(capsys):
    """Run the command in this process; returns its exit code and what it printed."""

    def run(*arguments):
        code = main.main(["site", *arguments])
        said = capsys.readouterr()
        assert "Traceback" not in said.err
        return code, said.out

    return run


def folder(settings) -> Path:
    return Path(settings.HOME) / "site"


def test_without_a_site_verify_and_status_say_so(town, yilan):
    assert yilan("verify") == (1, NO_SITE)
    assert yilan("verify", "--json") == (1, json.dumps({"error": NO_SITE.strip()}) + "\n")
    code, out = yilan("status", "--json")
    facts = json.loads(out)
    assert (code, facts["built_at"], facts["pages"], facts["waiting"]) == (1, None, 0, 0)
    code, out = yilan("status")
    assert code == 1
    assert "built at      -" in out


def test_build_makes_the_site_and_says_how_much_it_is(town, yilan, settings):
    code, out = yilan("build", "--json")
    built = json.loads(out)
    files = [path for path in folder(settings).rglob("*") if path.is_file() and path.name != building.PASSPORT]
    assert code == 0
    assert built["files"] == len(files)
    assert built["bytes"] == sum(path.stat().st_size for path in files if path.parent.parent.name != "files")
    assert built["address"] == "http://localhost:8000"
    assert built == json.loads((folder(settings) / building.PASSPORT).read_text())
    code, out = yilan("build")
    assert (code, out) == (0, f"The site stands: {built['pages']} pages, {built['files']} files.\n")
    assert yilan("verify") == (0, "The site is what would be built from nothing.\n")
    assert yilan("verify", "--json") == (0, "[]\n")


def test_verify_names_every_file_that_is_not_as_it_would_be_built(town, yilan, settings):
    yilan("build")
    stands = folder(settings).resolve()
    (stands / "overview" / "index.html").unlink()
    (stands / "stray.html").write_text("<p>from a hand</p>")
    (stands / "robots.txt").write_text("User-agent: nobody\n")
    (stands / ".new-1-aside").write_text("a dead worker's")
    whole = [
        {"file": "overview/index.html", "kind": "missing"},
        {"file": "robots.txt", "kind": "other"},
        {"file": "stray.html", "kind": "left over"},
    ]
    code, out = yilan("verify", "--json")
    assert (code, json.loads(out)) == (1, whole)
    code, out = yilan("verify")
    assert code == 1
    assert out.splitlines() == [
        "missing: overview/index.html",
        "other: robots.txt",
        "left over: stray.html",
        "3 differences",
    ]
    draining.touch(["/overview/"])
    assert [one["file"] for one in json.loads(yilan("verify", "--json")[1])] == ["robots.txt", "stray.html"]
    assert len(list((Path(settings.HOME) / "builds").iterdir())) == 1, "what it built aside is gone"
    yilan("build")
    assert yilan("verify")[0] == 0


def test_a_published_file_that_is_damaged_is_named(town, yilan, settings):
    yilan("build")
    (file,) = [path for path in (folder(settings).resolve() / "files").rglob("*") if path.is_file()]
    file.unlink()
    file.write_bytes(b"%PDF-another")
    code, out = yilan("verify")
    assert code == 1
    assert out.splitlines() == [f"other: {file.relative_to(folder(settings).resolve())}", "1 differences"]


def test_status_counts_what_waits_and_fails(town, yilan):
    yilan("build")
    code, out = yilan("status", "--json")
    facts = json.loads(out)
    assert code == 0
    assert set(facts) == {"built_at", "pages", "waiting", "failed", "oldest", "last_release"}
    assert (facts["waiting"], facts["failed"], facts["oldest"]) == (0, 0, None)
    assert facts["last_release"] == Event.objects.filter(name="RecordPublished").last().at.isoformat()
    draining.touch(["/", "/records/", "/overview/"])
    code, out = yilan("status", "--json")
    facts = json.loads(out)
    assert (code, facts["waiting"], facts["failed"]) == (0, 3, 0)
    assert facts["oldest"] == TouchedAddress.objects.order_by("since").first().since.isoformat()
    TouchedAddress.objects.filter(path="/").update(failure="RuntimeError: a broken page")
    code, out = yilan("status")
    assert code == 1
    assert {line.split()[0]: line.split()[-1] for line in out.splitlines()}["failed"] == "1"


def test_serving_builds_the_site_when_there_is_none_and_when_other_code_made_it(town, monkeypatch):
    with ProgressLine() as progress:
        assert prepare.build_site(progress)
        first = building.standing()
        assert not prepare.build_site(progress)
        assert building.standing() == first
        monkeypatch.setattr(building, "fingerprint", lambda: "of other code")
        assert prepare.build_site(progress)
        assert building.standing().fingerprint == "of other code"
        assert not prepare.build_site(progress)


def test_the_fingerprint_knows_settings_of_the_site(town, settings):
    first = building.fingerprint()
    assert building.fingerprint() == first
    settings.WAGTAILADMIN_BASE_URL = "https://www.example.gov.cn"
    assert building.fingerprint() != first
    settings.WAGTAILADMIN_BASE_URL = "http://localhost:8000"
    (settings.HOME / "demo.json").write_text("{}")
    assert building.fingerprint() != first


def test_the_address_of_the_site_is_kept_until_the_environment_names_another(town, yilan, settings, monkeypatch):
    settings.WAGTAILADMIN_BASE_URL = "https://www.example.gov.cn"
    assert json.loads(yilan("build", "--json")[1])["address"] == "https://www.example.gov.cn"
    settings.WAGTAILADMIN_BASE_URL = "http://localhost:8000"
    assert yilan("verify")[0] == 0, "it compares with the address that stands"
    assert settings.WAGTAILADMIN_BASE_URL == "https://www.example.gov.cn"
    settings.WAGTAILADMIN_BASE_URL = "http://localhost:8000"
    assert json.loads(yilan("build", "--json")[1])["address"] == "https://www.example.gov.cn"
    assert "https://www.example.gov.cn" in (folder(settings) / "sitemap.xml").read_text()
    settings.WAGTAILADMIN_BASE_URL = "https://new.example.gov.cn"
    monkeypatch.setenv("YILAN_ADDRESS", "https://new.example.gov.cn")
    assert json.loads(yilan("build", "--json")[1])["address"] == "https://new.example.gov.cn"
    assert "https://www.example.gov.cn" not in (folder(settings) / "sitemap.xml").read_text()


def test_only_the_standing_build_and_the_one_before_it_are_kept(town, yilan, settings):
    names = []
    for _ in range(4):
        yilan("build")
        names.append(folder(settings).resolve().name)
    assert sorted(one.name for one in (Path(settings.HOME) / "builds").iterdir()) == names[-2:]


def test_a_site_that_is_built_anew_says_what_was_published_meanwhile(town, yilan, monkeypatch):
    """A release between the reading of a page and the swap is in the new site, or waits."""
    real = building.build_into

    def build_into(*arguments, **options):
        built = real(*arguments, **options)
        town.publish(8)
        return built

    monkeypatch.setattr(building, "build_into", build_into)
    assert yilan("build")[0] == 0
    monkeypatch.undo()
    monkeypatch.setattr(prepare, "collect_static", lambda _progress: False)
    assert yilan("verify", "--processes", "1") == (0, "The site is what would be built from nothing.\n")


def test_without_its_migrations_the_command_refuses(town, capsys, monkeypatch):
    monkeypatch.setattr(prepare, "migrations_waiting", lambda: 3)
    assert main.main(["site", "status"]) == 1
    assert "3 migrations wait" in capsys.readouterr().err
