"""Workers and builds killed with SIGKILL while they write into a bucket: what stands was right, and becomes right."""

import signal

import pytest
from tests.publishing.bucket_server import NAME, bucket_server
from tests.publishing.processes import copied_site

pytestmark = [pytest.mark.crash]
DRAIN = ["worker", "--drain"]
BUILD = ["site", "build", "--processes", "1"]


@pytest.fixture(scope="module")
def site(tmp_path_factory):
    site = copied_site(tmp_path_factory.mktemp("crash") / "home", YILAN_SITE_BUCKET=bucket_server().url("crash"))
    (site.home / "site").unlink()
    yield site
    site.close()


def must(site, *commands):
    for done in site.side_by_side(list(commands)):
        assert done.returncode == 0, done.stderr


def killed(site, command, point):
    died = site.yilan(*command, YILAN_FAULT=point)
    assert died.returncode == -signal.SIGKILL, (point, died.stderr)


def recover(site):
    site.run_out()
    must(site, DRAIN)
    assert site.differences() == []
    assert site.status()["waiting"] == 0


def texts_below(prefix):
    client = bucket_server().client
    found = client.list_objects_v2(Bucket=NAME, Prefix=f"crash/{prefix}").get("Contents", [])
    names = [one["Key"] for one in found if one["Key"].endswith("index.html")]
    return "".join(client.get_object(Bucket=NAME, Key=name)["Body"].read().decode() for name in names)


def test_a_build_that_is_killed_is_ended_by_the_next_one(site):
    assert site.status()["built_at"] is None
    killed(site, BUILD, "site.put:40")
    begun = site.status()
    assert begun["built_at"]
    assert begun["pages"] == 0
    site.sign_off("其间一件")
    must(site, DRAIN)
    assert "其间一件" in texts_below("info/"), "what stands is kept up, although it is not whole"
    killed(site, BUILD, "site.before-passport")
    must(site, BUILD)
    assert site.status()["pages"] > 20
    assert site.differences() == []


def test_a_worker_that_is_killed_leaves_only_pages_that_wait(site):
    if site.status()["pages"] == 0:
        must(site, BUILD)
    site.sign_off("第一件公告")
    for point in ("site.removed", "site.renamed:3", "site.before-rows"):
        site.run_out()
        killed(site, DRAIN, point)
        assert site.status()["waiting"] > 0
    assert site.differences() == []
    recover(site)
    assert "第一件公告" in texts_below("info/")


def test_two_workers_that_write_at_once_leave_the_site_right(site):
    titles = [f"同时第{number}件" for number in range(4)]
    site.sign_off(*titles)
    must(site, DRAIN, DRAIN)
    recover(site)
    written = texts_below("info/")
    assert all(title in written for title in titles)
