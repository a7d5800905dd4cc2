"""The worker killed with SIGKILL in the middle of a release: afterwards all of it happened, once."""

import signal
from collections.abc import Iterator

import pytest
from tests.publishing.processes import Site, copied_site

pytestmark = [pytest.mark.crash]

PREPARE = """
from datetime import date, timedelta
from django.utils import timezone
from yilan.accounts.models import User
from yilan.disclosure import actions
from yilan.disclosure.models import Column, Genre, Release
from yilan.organizations.models import Agency
agency = Agency.objects.get(code="xxq")
people = {account.username: account for account in User.objects.all()}
genre, column = Genre.objects.get(code="tongzhi"), Column.objects.get(slug="crash")
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
POINTS = [
    "publish.page",
    "publish.version",
    "done.before-commit",
    "done.after-commit",
    "archive.written",
    "deliver.called",
]


@pytest.fixture
def site(tmp_path) -> Iterator[Site]:
    site = copied_site(tmp_path / "home")
    site.python(PREPARE)
    yield site
    site.close()


def test_a_release_survives_kills_at_every_step(site):
    deaths = []
    for point in POINTS:
        died = site.yilan("worker", "--drain", YILAN_FAULT=point).returncode == -signal.SIGKILL
        deaths.append(died)
        state = site.python(STATE)
        assert state["versions"] == state["publications"] == state["events"] == state["live"] == state["files"]
        assert (state["release"] == "published") == (state["versions"] == 1)
        site.run_out()
    assert sum(deaths) >= 4, deaths
    assert site.yilan("worker", "--drain").returncode == 0
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
