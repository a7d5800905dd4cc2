"""The worker killed with SIGKILL in the middle of a release: afterwards all of it happened, once."""

import json
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from tests import shared_tables

pytestmark = [pytest.mark.crash]

PREPARE = """
from datetime import date, timedelta
from django.utils import timezone
from yilan.accounts.actions import appoint, create_account
from yilan.disclosure import actions
from yilan.disclosure.models import Column, Genre, Release
from yilan.organizations.actions import found_district, open_agency
found_district(actor=None, name="西夏区")
agency = open_agency(actor=None, code="xxq", name="西夏区人民政府", short_name="西夏区", level="district",
    organ_code="640105001", area_code="640105", opened_on=date(2002, 10, 1))
people = {}
for role in ("administrator", "officer", "agency_checker", "secrecy_reviewer", "leader"):
    people[role] = create_account(actor=None, username=role, display_name=role, password="Crash-test-2014")
    appoint(actor=None, user=people[role], role=role, agency=agency)
genre, _ = Genre.objects.get_or_create(code="tongzhi", defaults={"name": "通知", "source": "条例"})
column, _ = Column.objects.get_or_create(slug="crash", defaults={"name": "公告", "description": "公告",
    "keywords": "公告", "column_type": "政务动态"})
from django.core.files.base import ContentFile
from yilan.disclosure.models import RecordAttachment, RecordFile
file = RecordFile(title="附件", file=ContentFile("名称,数量\\n".encode(), name="list.csv"))
file._set_document_file_metadata()
file.save()
record = actions.draft_record(actor=people["officer"], agency=agency, title="按时发布的公告", genre=genre,
    columns=[column], issuers=[agency], written_on=date(2014, 3, 5), body=[("paragraph", "<p>正文</p>")],
    attachments=[RecordAttachment(file=file, title="附件")], goes_out_at=timezone.now() + timedelta(seconds=3600))
release = actions.submit_record(actor=people["officer"], record=record)
actions.pass_agency_check(actor=people["agency_checker"], release=release)
actions.review_secrecy(actor=people["secrecy_reviewer"], release=release, basis="法", conclusion="release")
actions.sign_off(actor=people["leader"], release=release)
from yilan.core.models import Job
Release.objects.update(goes_out_at=timezone.now())
Job.objects.filter(unique_key=f"publish:{release.pk}").update(due_at=timezone.now(), attempts_allowed=100)
"""
STATE = """
from yilan.core.models import Event, Job
from yilan.disclosure.models import Publication, PublishedFile, RecordPage, Release, Version
answer = {
    "versions": Version.objects.count(),
    "publications": Publication.objects.count(),
    "files": PublishedFile.objects.count(),
    "events": Event.objects.filter(name="RecordPublished").count(),
    "live": RecordPage.objects.filter(live=True).count(),
    "release": Release.objects.get().state,
    "waiting": Job.objects.exclude(state="done").count(),
}
"""
RUN_OUT = """
from django.utils import timezone
from yilan.core.models import Job
Job.objects.filter(state="running").update(lease_until=timezone.now())
Job.objects.filter(state="waiting").update(due_at=timezone.now())
"""
POINTS = [
    "publish.page",
    "publish.version",
    "done.before-commit",
    "done.after-commit",
    "archive.written",
    "deliver.called",
]


class Site:
    def __init__(self, home: Path) -> None:
        self.home = home
        self.environment = os.environ | {"YILAN_HOME": str(home), "DJANGO_SETTINGS_MODULE": "yilan.settings.base"}
        self.environment.pop("DATABASE_URL", None)

    def python(self, code: str) -> object:
        program = f"import django, json; django.setup(); answer = None\n{code}\nprint(json.dumps(answer))"
        done = subprocess.run(
            [sys.executable, "-c", program], env=self.environment, capture_output=True, text=True, check=False
        )
        assert done.returncode == 0, done.stderr
        return json.loads(done.stdout)

    def yilan(self, *arguments: str, **environment: str) -> int:
        command = [sys.executable, "-m", "yilan.cli.main", *arguments]
        return subprocess.run(
            command, env=self.environment | environment, capture_output=True, check=False, timeout=120
        ).returncode


@pytest.fixture
def site(tmp_path) -> Site:
    site = Site(tmp_path / "home")
    site.home.mkdir()
    with shared_tables.filled(site.home / "yilan.sqlite3"):
        assert site.yilan("manage", "migrate", "--verbosity", "0") == 0
    site.python(PREPARE)
    return site


def test_a_release_survives_kills_at_every_step(site):
    deaths = []
    for point in POINTS:
        died = site.yilan("worker", "--drain", YILAN_FAULT=point) == -signal.SIGKILL
        deaths.append(died)
        state = site.python(STATE)
        assert state["versions"] == state["publications"] == state["events"] == state["live"] == state["files"]
        assert (state["release"] == "published") == (state["versions"] == 1)
        site.python(RUN_OUT)
    assert sum(deaths) >= 4, deaths
    assert site.yilan("worker", "--drain") == 0
    assert site.python(STATE) == {
        "versions": 1,
        "publications": 1,
        "files": 1,
        "events": 1,
        "live": 1,
        "release": "published",
        "waiting": 0,
    }
    assert len(list((site.home / "archive").rglob("*.json"))) == 1
    kept = [path for path in (site.home / "files").rglob("*") if path.is_file()]
    assert [path.name[:1] == "." for path in kept] == [False]
