"""A site in a bucket: what lies there, and what happens when the bucket is away, full or closed."""

import json
from argparse import Namespace
from contextlib import contextmanager
from dataclasses import replace

import pytest
from django.conf import settings as here
from django.utils import timezone
from tests.publishing.town import make_town

from yilan.cli import main, prepare
from yilan.cli.commands.site import status
from yilan.cli.progress import ProgressLine
from yilan.core.events.models import Event
from yilan.core.jobs.models import Job
from yilan.core.jobs.worker import Worker
from yilan.publishing import draining
from yilan.publishing.building import build, standing
from yilan.publishing.builds import builds_folder
from yilan.publishing.models import TouchedAddress
from yilan.publishing.shelves.bucket.bucket import Bucket
from yilan.publishing.shelves.bucket.errors import BucketFails
from yilan.publishing.shelves.shelf import PASSPORT
from yilan.publishing.touching import addresses_of
from yilan.publishing.verifying import verify

pytestmark = [pytest.mark.django_db]  # on one database: what is written where is no question of it
WRITE = "yilan.publishing.tasks.write_touched"
NOWHERE = "http://127.0.0.1:9"


@pytest.fixture
def town(settings, tmp_path, bucket):
    settings.HOME = tmp_path
    town = make_town()
    for number in (3, 4, 5):
        town.publish(number)
    return town


@pytest.fixture
def built(town):
    build()
    work()
    return town


def work():
    """Do all jobs that are due, as `yilan worker --drain` does, with those that wait for their next try."""
    Job.objects.filter(state="waiting").update(due_at=timezone.now())
    worker = Worker()
    while worker.work_once():
        pass


def objects():
    """Return the names and validators of all that lies in the bucket for this site."""
    return Bucket(here.YILAN_SITE_BUCKET).names()


def head(bucket, name):
    place = here.YILAN_SITE_BUCKET
    return bucket.client.head_object(Bucket=place.name, Key=f"{place.prefix}{name}")


def test_objects_have_the_headers_with_which_a_proxy_may_send_them(built, bucket):
    kinds = {"html": "text/html; charset=utf-8", "atom": "application/atom+xml; charset=utf-8"}
    for name in ("index.html", "feeds/all.atom"):
        kind = kinds[name.partition(".")[2]]
        assert head(bucket, name)["ContentType"] == kind
        assert "ContentEncoding" not in head(bucket, name)
        for ending, encoding in ((".br", "br"), (".gz", "gzip")):
            packed = head(bucket, f"{name}{ending}")
            assert (packed["ContentType"], packed["ContentEncoding"]) == (kind, encoding)
            assert packed["CacheControl"] == "public, no-cache"
    (name,) = [name for name in objects() if name.startswith("files/")]
    file = head(bucket, name)
    assert file["ContentType"] == "application/pdf"
    assert file["ContentDisposition"].startswith("inline; filename*=utf-8''")


def test_a_build_puts_what_differs_and_takes_away_what_is_left_over(built, bucket):
    before = objects()
    bucket.client.put_object(Bucket="site", Key=f"{here.YILAN_SITE_BUCKET.prefix}stray/index.html", Body=b"stray")
    bucket.client.put_object(Bucket="site", Key=f"{here.YILAN_SITE_BUCKET.prefix}robots.txt", Body=b"User-agent: no\n")
    assert {(one.file, one.kind) for one in verify()} == {("stray/index.html", "left over"), ("robots.txt", "other")}
    asked = bucket.asked
    build()
    assert bucket.asked - asked < 20, "it lists, puts one page, deletes one, and leaves the others alone"
    assert objects().keys() == before.keys()
    assert verify() == []
    assert not list(builds_folder().iterdir()), "what was built aside is gone"


def test_a_page_that_is_the_same_is_not_put_again(built, bucket):
    assert draining.touch(addresses_of(Event.objects.filter(name="RecordPublished").last())) > 10
    before = {name: head(bucket, name)["LastModified"] for name in objects()}
    draining.drain()
    assert {name: head(bucket, name)["LastModified"] for name in objects()} == before


@contextmanager
def away(settings):
    """Let nothing listen where the bucket was."""
    place = settings.YILAN_SITE_BUCKET
    settings.YILAN_SITE_BUCKET = replace(place, endpoint=NOWHERE)
    yield
    settings.YILAN_SITE_BUCKET = place


def test_a_bucket_that_fails_keeps_the_old_pages_and_the_new_ones_wait(built, bucket, settings, client):
    built.keeper.must_change_password = False
    built.keeper.save()
    client.force_login(built.keeper)
    for trouble, fail, words in (
        ("away", lambda: away(settings), "cannot be reached"),
        ("busy", bucket.failing, "refuses: An error occurred (ServiceUnavailable)"),
        ("half", lambda: bucket.failing(after_puts=9), "refuses: An error occurred (ServiceUnavailable)"),
        ("closed", bucket.knowing_nobody, "InvalidAccessKeyId"),
    ):
        before = objects()
        built.publish(6)
        with fail():
            work()
            assert TouchedAddress.objects.filter(failure__contains=words).exists(), trouble
            assert words in Job.objects.get(task=WRITE, state="waiting").error
            failed = TouchedAddress.objects.exclude(failure="").count()
            assert f"{failed} 个公开页面" in client.get("/office/").content.decode()
        assert objects().keys() >= before.keys()
        assert (objects() == before) == (trouble != "half")
        work()
        assert not TouchedAddress.objects.exists()
        assert not Job.objects.exclude(state="done").exists()
    assert verify() == []


def test_what_happens_while_the_bucket_is_away_is_not_lost(built, settings):
    with away(settings):
        built.publish(6)
        work()
        assert not Job.objects.filter(state="dead").exists()
        assert TouchedAddress.objects.exists(), "the delivery did not wait for the bucket"
    work()
    assert verify() == []


def site_status():
    return status(Namespace(json=True))


def test_a_build_that_fails_leaves_the_old_passport_and_the_next_one_ends_it(town, bucket):
    with bucket.failing(after_puts=30), pytest.raises(BucketFails, match="ServiceUnavailable"):
        build()
    assert not list(builds_folder().iterdir())
    begun = standing()
    assert (begun.pages, begun.fingerprint) == (0, ""), "so that what happens now touches the pages that stand"
    assert len(objects()) > 20
    assert site_status() == 1
    build()
    assert standing().pages > 20
    assert site_status() == 0
    before = standing()
    town.publish(6)
    with bucket.failing(after_puts=5), pytest.raises(BucketFails):
        build()
    assert standing() == before
    work()
    assert verify() == []


def test_an_encrypted_bucket_tells_no_hash_and_is_verified_by_its_bytes(built, monkeypatch):
    real = Bucket.names

    def names(self, beginning=""):
        found = real(self, beginning)
        return found | {name: replace(found[name], etag="0" * 32) for name in found if name.startswith("info/")}

    monkeypatch.setattr(Bucket, "names", names)
    assert verify() == []
    built.publish(6)
    built.deliver()
    assert verify() == []


def test_two_sites_share_a_bucket_under_prefixes(built, bucket, settings):
    place = settings.YILAN_SITE_BUCKET
    first = objects()
    settings.YILAN_SITE_BUCKET = bucket.place()
    assert standing() is None
    assert objects() == {}
    assert PASSPORT in first
    assert place.prefix != settings.YILAN_SITE_BUCKET.prefix


@pytest.fixture
def yilan(capsys, monkeypatch):
    monkeypatch.setattr(prepare, "collect_static", lambda _progress: False)

    def run(*arguments):
        code = main.main([*arguments])
        said = capsys.readouterr()
        assert "Traceback" not in said.err
        return code, said.out, said.err

    return run


def test_the_commands_work_on_a_bucket(town, bucket, yilan):
    assert (
        yilan("site", "verify", "--json")[1]
        == json.dumps({"error": "There is no site yet; `yilan site build` makes it."}) + "\n"
    )
    code, out, _err = yilan("site", "build", "--processes", "1", "--json")
    assert (code, json.loads(out)["files"]) == (0, len(objects()) - 1)
    assert yilan("site", "verify", "--processes", "1")[:2] == (0, "The site is what would be built from nothing.\n")
    code, out, _err = yilan("site", "status", "--json")
    assert json.loads(out)["built_at"]


def test_commands_say_in_one_line_what_is_wrong_with_the_bucket(town, bucket, settings, yilan):
    for change, words in (
        ({"endpoint": NOWHERE}, "cannot be reached: Could not connect to the endpoint URL"),
        ({"name": "other"}, "The specified bucket does not exist"),
    ):
        right = settings.YILAN_SITE_BUCKET
        settings.YILAN_SITE_BUCKET = replace(right, **change)
        for command in (("site", "status"), ("site", "verify"), ("site", "build")):
            code, _out, err = yilan(*command)
            assert code == 1
            assert words in err
            assert err.count("\n") == 1
        assert words in json.loads(yilan("doctor", "--json")[1])["place of the site"]
        settings.YILAN_SITE_BUCKET = right
    with bucket.knowing_nobody():
        assert "InvalidAccessKeyId" in json.loads(yilan("doctor", "--json")[1])["place of the site"]
    assert json.loads(yilan("doctor", "--json")[1])["place of the site"] == ""
    assert objects() == {}, "the doctor leaves nothing behind"


def test_serving_begins_without_the_bucket_and_says_so(town, bucket, settings, capsys):
    with away(settings), ProgressLine() as progress:
        assert not prepare.build_site(progress)
    said = capsys.readouterr().err
    assert said.startswith("the site is not written, and is answered live: the bucket s3://site/")
    with ProgressLine() as progress:
        assert prepare.build_site(progress)
        assert not prepare.build_site(progress)
