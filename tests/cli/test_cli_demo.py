"""`yilan demo`: never over another site, and the same seed gives the same district on every machine."""

import os
import subprocess
import sys

import pytest
from tests.factories.accounts import make_account
from tests.factories.disclosure import make_portal

from yilan.cli.commands import demo
from yilan.cli.errors import Refused
from yilan.cli.main import main
from yilan.demo import loading
from yilan.disclosure.models import RecordPage

DIGEST = """
import hashlib, os, sys
os.environ["DJANGO_SETTINGS_MODULE"] = "yilan.settings.test"
import django
django.setup()
from dataclasses import asdict
from yilan.demo.district import generate
district = generate(int(sys.argv[1]))
print(hashlib.sha256(repr(asdict(district)).encode()).hexdigest(), len(district.records))
"""


def digest(seed, hash_seed):
    done = subprocess.run(
        [sys.executable, "-c", DIGEST, str(seed)],
        env={**os.environ, "PYTHONHASHSEED": hash_seed},
        capture_output=True,
        text=True,
        check=True,
    )
    return done.stdout


def test_a_seed_gives_the_same_district_in_every_process_whatever_the_order_of_sets():
    assert digest(7, "1") == digest(7, "2")


@pytest.fixture
def home(settings, tmp_path, monkeypatch):
    settings.HOME = tmp_path
    # The command names the address at which it would serve; neither it nor the setting may outlive the test.
    settings.WAGTAILADMIN_BASE_URL = "http://localhost:8000"
    monkeypatch.setenv("YILAN_ADDRESS", "http://localhost:8000")
    # Processes side by side would close the connection on which the test's transaction lies.
    monkeypatch.setattr(os, "cpu_count", lambda: 1)
    return tmp_path


@pytest.mark.django_db
@pytest.mark.database
def test_a_home_that_holds_another_site_is_left_as_it_is(capsys, home):
    made = make_portal()
    for more in ([], ["--fresh"]):
        assert main(["demo", "--no-serve", "--seed", "7", *more]) == 1
        out, err = capsys.readouterr()
        expected = f"yilan demo: {home} holds a site that is no demonstration; choose another folder with --home\n"
        assert (out, err) == ("", expected)
        assert RecordPage.objects.count() == len(made.records)
        assert not (home / "demo.json").exists()
        assert not (home / "demo-unfinished").exists()


@pytest.mark.django_db
@pytest.mark.database
def test_a_demonstration_that_stands_is_not_built_again_and_says_who_may_log_in(capsys, home, monkeypatch):
    made = make_portal()
    make_account("mzj-officer", "officer", made.civil, display_name="某经办人")
    (home / "demo.json").write_text('{"seed": 7}')
    monkeypatch.setattr(loading, "load", lambda *_arguments: pytest.fail("it was built again"))
    assert main(["demo", "--no-serve", "--port", "8123"]) == 0
    out, err = capsys.readouterr()
    assert err == ""
    assert out.startswith(f"The demonstration stands already in {home}; --fresh builds it anew.\n")
    for words in ("http://127.0.0.1:8123/office/", loading.DEMO_PASSWORD, "mzj-officer", "某经办人", "yilan serve"):
        assert words in out
    assert RecordPage.objects.count() == len(made.records)
    assert (home / "site" / "index.html").exists()  # its pages are files before anybody serves them


@pytest.mark.django_db
@pytest.mark.database
def test_a_building_that_breaks_off_leaves_its_mark_and_the_seed_is_the_one_asked_for(capsys, home, monkeypatch):
    asked = []

    def load(seed, _progress):
        asked.append(seed)
        assert (home / "demo-unfinished").exists()
        raise Refused("the disk is full")

    monkeypatch.setattr(loading, "load", load)
    assert main(["demo", "--no-serve", "--seed", "7"]) == 1
    assert capsys.readouterr() == ("", "yilan demo: the disk is full\n")
    assert asked == [7]
    assert (home / "demo-unfinished").exists()
    assert not (home / "demo.json").exists()


def test_throwing_away_takes_what_the_demonstration_made_and_nothing_else(home, settings, monkeypatch):
    from django.db import connection, connections

    database = home / "yilan.sqlite3"
    monkeypatch.setattr(connection, "vendor", "sqlite")
    monkeypatch.setattr(connections, "close_all", lambda: None)
    monkeypatch.setitem(settings.DATABASES["default"], "NAME", str(database))
    kept = [home / "keys" / "secret-key", home / "notes.txt"]
    gone = [home / name / "some" for name in demo.OWNED]
    gone += [home / "demo.json", home / "demo-unfinished", database, home / "yilan.sqlite3-wal"]
    for path in (*kept, *gone):
        path.parent.mkdir(exist_ok=True)
        path.touch()
    demo.throw_away(home)
    assert sorted(path for path in home.rglob("*") if path.is_file()) == sorted(kept)


def test_a_demonstration_in_a_database_server_is_thrown_away_by_hand(home, monkeypatch):
    from django.db import connection

    monkeypatch.setattr(connection, "vendor", "postgresql")
    (home / "demo.json").touch()
    with pytest.raises(Refused, match="empty that database yourself"):
        demo.throw_away(home)
    assert (home / "demo.json").exists()


@pytest.mark.parametrize("seed", ["-1", "x", "1.5"])
def test_a_seed_is_a_whole_number(capsys, seed):
    with pytest.raises(SystemExit) as ended:
        main(["demo", f"--seed={seed}"])
    assert ended.value.code == 1
    assert capsys.readouterr().err.startswith("yilan demo: argument --seed: ")
