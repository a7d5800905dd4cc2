"""`yilan jobs`, `yilan doctor`, `yilan manage`: how a site stands, in words and as JSON, with an exit code."""

import json
import os
import subprocess
import sys
from datetime import timedelta

import pytest
from django.conf import settings
from django.utils import timezone
from tests.factories.organizations import make_agency, make_district

from yilan.cli.commands import doctor
from yilan.cli.main import main
from yilan.core.jobs.models import Job
from yilan.organizations.actions import change_agency
from yilan.organizations.models import Agency

pytestmark = [pytest.mark.django_db, pytest.mark.database]
FIELDS = {"waiting", "due", "running", "done", "dead", "stuck", "oldest_due", "lag", "ok"}
CHECKS = [
    "home folder",
    "keys",
    "database",
    "migrations",
    "sealed values",
    "message catalogues",
    "jobs",
    "place of the site",
    "search index",
    "mail server",
    "review of decisions",
]


@pytest.fixture(autouse=True)
def no_jobs():
    Job.objects.all().delete()


def make_job(state="waiting", late=0, **fields):
    due = timezone.now() - timedelta(minutes=late)
    return Job.objects.create(task="yilan.demo.nothing", state=state, due_at=due, created_at=due, **fields)


def run(capsys, *arguments):
    """Return exit code, standard output and standard error."""
    code = main(arguments)
    return code, *capsys.readouterr()


def test_jobs_in_order_are_told_in_one_line(capsys):
    make_job()
    make_job("done")
    code, out, err = run(capsys, "jobs")
    assert (code, out.count("\n"), err) == (0, 1, "")
    assert out.startswith("waiting 1 (due 1), running 0, done 1, given up 0, stuck 0; ")


def test_a_job_that_was_given_up_fails_the_command_and_is_listed_when_asked(capsys):
    job = make_job("dead", arguments={"release": 7}, error="ValueError: broken\nTraceback …")
    code, out, _err = run(capsys, "jobs", "--dead")
    assert code == 1
    assert out.splitlines()[1].split(maxsplit=1) == [
        str(job.pk),
        'yilan.demo.nothing  {"release": 7}  ValueError: broken',
    ]
    code, out, err = run(capsys, "jobs", "--json", "--dead")
    answer = json.loads(out)
    assert (code, err, answer["dead"], answer["ok"]) == (1, "", 1, False)
    assert set(answer) == FIELDS | {"dead_jobs"}
    assert answer["dead_jobs"][0]["error"] == "ValueError: broken"


def test_a_job_that_nobody_takes_fails_the_command(capsys):
    make_job(late=60)
    code, out, _err = run(capsys, "jobs", "--json")
    answer = json.loads(out)
    assert (code, answer["stuck"], set(answer)) == (1, 1, FIELDS)
    assert answer["lag"] >= 3600


@pytest.mark.parametrize("which", ["one", "all"])
def test_a_job_that_was_given_up_is_tried_again(capsys, which):
    job = make_job("dead")
    code, _out, err = run(capsys, "jobs", "--revive", "all" if which == "all" else str(job.pk))
    job.refresh_from_db()
    assert (code, err, job.state) == (0, "", "waiting")


@pytest.mark.parametrize("number", ["0", "99999", "x", "-1", "²", "9" * 30])
def test_only_what_was_given_up_can_be_tried_again(capsys, number):
    make_job("done")
    code, out, err = run(capsys, "jobs", f"--revive={number}")
    assert (code, out) == (1, "")
    assert err == f"yilan jobs: job {number} is not on the list of jobs that were given up (see yilan jobs --dead)\n"
    assert run(capsys, "jobs", "--revive", "all")[0] == 0, "nothing to do is no trouble"


@pytest.fixture
def healthy(monkeypatch):
    """Let every check but those of the home and the jobs be content: the suite's database lies in memory."""
    monkeypatch.setitem(doctor.CHECKS, "database", lambda: "")


def test_the_doctor_makes_every_check_and_is_content(capsys, healthy):
    code, out, err = run(capsys, "doctor")
    assert (code, err) == (0, "")
    assert [line[7:] for line in out.splitlines()] == CHECKS
    assert all(line.startswith("ok ") for line in out.splitlines())
    code, out, err = run(capsys, "doctor", "--json")
    assert (code, json.loads(out)) == (0, dict.fromkeys(CHECKS, ""))
    assert not (settings.HOME / ".doctor").exists(), "it leaves nothing behind"


def test_the_doctor_says_what_is_wrong_with_jobs_and_key(capsys, healthy, settings, tmp_path):
    settings.HOME = tmp_path
    key = tmp_path / "keys" / "secret-key"
    key.parent.mkdir()
    key.write_text("secret")
    key.chmod(0o644)
    make_job("dead")
    code, out, _err = run(capsys, "doctor", "--json")
    found = json.loads(out)
    assert code == 1
    assert found["keys"] == f"others than the owner may read {key}; run chmod 600 on it"
    assert found["jobs"] == "1 given up, 0 stuck; see yilan jobs --dead"
    assert "secret\n" not in out
    key.chmod(0o600)
    assert json.loads(run(capsys, "doctor", "--json")[1])["keys"] == ""


def test_the_doctor_names_agencies_whose_decisions_do_not_say_who_reviews_them(capsys, healthy):
    district = make_district()
    make_agency("czj", name="西夏区财政局", short_name="财政局")
    make_agency("gsj", name="银川市工商行政管理局西夏区分局", short_name="工商分局", level="vertical")
    code, out, _err = run(capsys, "doctor", "--json")
    found = json.loads(out)["review of decisions"]
    assert code == 1
    assert f"{district.short_name}, 工商分局" in found
    assert "财政局" not in found, "a department is reviewed by the district government, which has a name here"
    assert "online" in found
    for agency in Agency.objects.filter(level__in=["district", "vertical"]):
        change_agency(actor=None, agency=agency, superior="银川市人民政府", review_site="网上复议平台")
    assert json.loads(run(capsys, "doctor", "--json")[1])["review of decisions"] == ""


def test_a_check_that_cannot_be_made_is_itself_what_is_wrong(capsys, healthy, settings, tmp_path):
    settings.HOME = tmp_path / "gone"
    code, out, _err = run(capsys, "doctor")
    assert code == 1
    assert out.startswith("wrong  home folder: [Errno 2] No such file or directory")
    assert len(out.splitlines()) == len(CHECKS)


def yilan(home, *arguments):
    """Run the command as a person does, on a home of its own and with the settings of a real site."""
    environment = {key: value for key, value in os.environ.items() if not key.startswith(("YILAN_", "DATABASE_"))}
    environment |= {"DJANGO_SETTINGS_MODULE": "yilan.settings.base", "PYTHONWARNINGS": "error"}
    return subprocess.run(
        [sys.executable, "-m", "yilan.cli.main", "--home", str(home), *arguments],
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )


def test_a_home_without_a_site_is_named_with_the_remedy(tmp_path):
    done = yilan(tmp_path / "new", "figures", "2014", "--json")
    assert (done.returncode, done.stdout, done.stderr.count("\n")) == (1, "", 1)
    assert done.stderr.startswith("yilan figures: the database is not up to date (")
    assert f"run `yilan --home {tmp_path / 'new'} manage migrate`" in done.stderr


def test_django_finds_nothing_wrong_with_a_real_site(tmp_path):
    done = yilan(tmp_path, "manage", "check", "--fail-level", "WARNING")
    assert (done.returncode, done.stderr) == (0, "")
    assert "no issues" in done.stdout or "没有发现问题" in done.stdout


def test_the_doctor_of_a_home_without_a_site_says_what_is_missing(tmp_path):
    done = yilan(tmp_path, "doctor", "--json")
    found = json.loads(done.stdout)
    assert (done.returncode, done.stderr) == (1, "")
    assert found["home folder"] == found["keys"] == found["database"] == ""
    assert "manage migrate" in found["migrations"]
