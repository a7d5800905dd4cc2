"""Workers and builds killed with SIGKILL while they write the site: what is served was right, and becomes right."""

import signal
from itertools import count
from pathlib import Path

import pytest
from tests.publishing.processes import Site, copied_site

from yilan.publishing.serving import SiteFiles

pytestmark = [pytest.mark.crash]

DRAIN = ["worker", "--drain"]
WRITING = ["site.written", "site.on-disk", "site.renamed", "site.renamed:7", "site.before-rows"]
UNDELIVERED = """
from yilan.core.models import Job
answer = Job.objects.exclude(state="done").filter(arguments__consumer="yilan.publishing.consumers.touch_pages").count()
"""
TROUBLE = """
from yilan.core.models import Job
answer = list(Job.objects.exclude(state="done").values_list("task", "state", "error"))
"""
NEXT_JOB = """
from yilan.core.models import Job
answer = Job.objects.filter(task="yilan.publishing.tasks.write_touched", state="running").count()
"""
WITHDRAW = """
from yilan.accounts.models import User
from yilan.disclosure import actions
from yilan.disclosure.models import Publication
publication = Publication.objects.get(title=title)
actions.withdraw_record(actor=User.objects.get(username="leader"), record=publication.record, reason="内容有误。")
answer = publication.index_number
"""
_titles = (f"第{number}件公告" for number in count(1))


@pytest.fixture(scope="module")
def site(tmp_path_factory):
    site = copied_site(tmp_path_factory.mktemp("crash") / "home")
    yield site
    site.close()


def kill_worker(site: Site, point: str) -> None:
    died = site.yilan(*DRAIN, YILAN_FAULT=point)
    assert died.returncode == -signal.SIGKILL, (point, died.stderr)


def recover(site: Site) -> None:
    site.run_out()
    done = site.yilan(*DRAIN)
    assert done.returncode == 0, done.stderr
    assert site.python(TROUBLE) == []
    assert site.differences() == []
    status = site.status()
    assert (status["waiting"], status["failed"]) == (0, 0)


def builds(site: Site) -> list[str]:
    return sorted(folder.name for folder in (site.home / "builds").iterdir())


def standing(site: Site) -> str:
    return (site.home / "site").resolve().name


def pages_named(site: Site, title: str) -> list[Path]:
    return [path for path in (site.home / "site" / "info").rglob("index.html") if title in path.read_text()]


@pytest.mark.parametrize("point", WRITING[::2])
def test_a_worker_killed_while_writing_leaves_only_pages_that_wait(site, point):
    title = next(_titles)
    site.sign_off(title)
    kill_worker(site, point)
    assert site.python(NEXT_JOB) == 1
    assert site.status()["waiting"] > 0
    assert site.differences() == []
    recover(site)
    assert pages_named(site, title)


@pytest.mark.parametrize(
    "point",
    ["deliver.called", "deliver.called:2", "done.before-commit:2"],
)
def test_a_worker_killed_before_the_site_has_heard_leaves_its_delivery_to_the_next(site, point):
    title = next(_titles)
    site.sign_off(title)
    kill_worker(site, point)
    assert site.differences() == [] or site.python(UNDELIVERED)
    recover(site)
    assert pages_named(site, title)


@pytest.mark.parametrize("point", ["site.removed", "site.renamed"])
def test_a_worker_killed_while_it_withdraws_leaves_the_text_nowhere(site, point):
    """The page goes before anything else of its batch is put in place, its notice included."""
    title = next(_titles)
    site.sign_off(title)
    recover(site)
    (page,) = [path for path in pages_named(site, title) if "versions" not in path.parts]
    site.python(f"title = {title!r}\n{WITHDRAW}")
    kill_worker(site, point)
    assert not page.exists()
    recover(site)
    assert "内容有误" in page.with_name("gone.html").read_text(encoding="utf-8")
    assert not pages_named(site, title)


def test_deaths_one_after_the_other_do_not_add_up(site):
    title = next(_titles)
    site.sign_off(title)
    for point in WRITING:
        site.run_out()
        kill_worker(site, point)
        assert site.differences() == [] or site.python(UNDELIVERED)
        site.sign_off(next(_titles))
    recover(site)
    assert pages_named(site, title)


def test_what_a_dead_worker_wrote_aside_is_neither_served_nor_counted(site):
    site.sign_off(next(_titles))
    kill_worker(site, "site.on-disk")
    aside = site.asides()
    assert aside, "it died with files aside"
    recover(site)
    assert set(aside) <= set(site.asides()), "nobody minds them; they go with their build"
    asked = []
    served = SiteFiles(lambda environ, _start: asked.append(environ["PATH_INFO"]) or [], site.home / "site")
    for path in aside:
        address = f"/{path.relative_to((site.home / 'site').resolve())}"
        served({"REQUEST_METHOD": "GET", "PATH_INFO": address}, None)
        assert asked.pop() == address, "the application is asked, which knows no such address"
    built = site.yilan("site", "build", "--processes", "1")
    assert built.returncode == 0, built.stderr
    assert site.asides() == []
    assert site.differences() == []


def test_two_workers_that_write_at_once_leave_the_site_right(site):
    titles = [next(_titles) for _ in range(6)]
    site.sign_off(*titles)
    for done in site.side_by_side([DRAIN, DRAIN]):
        assert done.returncode == 0, done.stderr
    assert site.python(TROUBLE) == []
    assert site.status()["waiting"] == 0
    assert site.differences() == []
    assert all(pages_named(site, title) for title in titles)


def test_of_two_workers_one_is_killed_and_the_other_goes_on(site):
    titles = [next(_titles) for _ in range(3)]
    site.sign_off(*titles)
    kill_worker(site, "site.renamed:3")
    site.sign_off(*[next(_titles) for _ in range(3)])
    site.run_out()
    for done in site.side_by_side([DRAIN, DRAIN]):
        assert done.returncode == 0, done.stderr
    recover(site)
    assert all(pages_named(site, title) for title in titles)


@pytest.mark.parametrize(("processes", "point"), [("1", "site.renamed:30"), ("2", "site.chunk")])
def test_a_build_that_is_killed_leaves_the_old_site_and_the_next_one_clears_it_away(site, processes, point):
    """Its processes end with it: the mother of all waits for them."""
    stood, before = standing(site), builds(site)
    died = site.yilan("site", "build", "--processes", processes, YILAN_FAULT=point)
    assert died.returncode == -signal.SIGKILL
    (half,) = set(builds(site)) - set(before)
    assert standing(site) == stood
    assert site.differences() == []
    built = site.yilan("site", "build", "--processes", "1")
    assert built.returncode == 0, built.stderr
    assert half not in builds(site)
    assert stood in builds(site), "the one before it is kept, and no half one in its place"
    assert standing(site) not in {stood, half}
    assert site.differences() == []


def test_a_build_one_of_whose_processes_is_killed_fails_and_leaves_nothing(site):
    stood, before = standing(site), builds(site)
    failed = site.yilan("site", "build", "--processes", "2", YILAN_FAULT="site.renamed:5")
    assert failed.returncode == 1
    assert "yilan site:" in failed.stderr
    assert (standing(site), builds(site)) == (stood, before)
