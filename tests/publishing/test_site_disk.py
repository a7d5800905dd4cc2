"""A disk that is full while the site is written: the old pages stand, the new ones wait and are written later."""

import errno
import os
import subprocess
from pathlib import Path

import pytest
from django.utils import timezone
from tests.publishing.town import make_town

from yilan.core.jobs.models import Job
from yilan.core.jobs.worker import Worker
from yilan.publishing import writing
from yilan.publishing.building import build, standing
from yilan.publishing.builds import builds_folder
from yilan.publishing.models import TouchedAddress
from yilan.publishing.places import site_folder
from yilan.publishing.verifying import verify

pytestmark = [pytest.mark.django_db, pytest.mark.database]
WRITE = "yilan.publishing.tasks.write_touched"
BLOCK = 4096


class RealDisk:
    """A small file system; a file of zeros fills it up to some blocks."""

    def __init__(self, folder: Path) -> None:
        self.ballast = folder / "ballast"
        subprocess.run(["mount", "-t", "tmpfs", "-o", "size=8m", "tmpfs", folder], check=True)
        self.folder = folder

    def fill(self, blocks: int) -> None:
        with self.ballast.open("wb", buffering=0) as file:
            for _ in range(os.statvfs(self.folder).f_bavail - blocks):
                file.write(bytes(BLOCK))

    def make_room(self) -> None:
        self.ballast.unlink()

    def close(self) -> None:
        subprocess.run(["umount", self.folder], check=True)


class ToldDisk:
    """For whoever may not mount: the n-th file that is written finds the disk full, and so does every later one."""

    def __init__(self, monkeypatch) -> None:
        self.left: int | None = None
        real = Path.write_bytes

        def write_bytes(path: Path, data: bytes) -> int:
            if self.left is not None and path.name.startswith(writing.ASIDE):
                if self.left <= 0:
                    path.touch()  # the name is there before its bytes
                    raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), str(path))
                self.left -= 1
            return real(path, data)

        monkeypatch.setattr(Path, "write_bytes", write_bytes)

    def fill(self, blocks: int) -> None:
        self.left = blocks

    def make_room(self) -> None:
        self.left = None

    def close(self) -> None:
        self.left = None


@pytest.fixture(params=["mounted", "told"])
def disk(request, tmp_path, settings, monkeypatch):
    """Put the home on a disk that can be filled; both kinds where mounting is allowed."""
    mounted = request.param == "mounted" and os.geteuid() == 0
    made = RealDisk(tmp_path) if mounted else ToldDisk(monkeypatch)
    settings.HOME = tmp_path
    yield made
    made.close()


@pytest.fixture
def town(disk):
    town = make_town()
    for number in (3, 4, 5):
        town.publish(number)
    build()
    drain_all()
    return town


def drain_all():
    """Do all jobs that are due, as `yilan worker --drain` does, with those that wait for their next try."""
    Job.objects.filter(state="waiting").update(due_at=timezone.now())
    worker = Worker()
    while worker.work_once():
        pass


def whole():
    """Return the site, byte for byte."""
    folder = site_folder().resolve()
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


@pytest.mark.parametrize("blocks", [0, 1, 9])
def test_a_full_disk_keeps_the_old_pages_and_the_new_ones_wait(town, disk, client, blocks):
    before = whole()
    town.publish(6)
    town.withdraw(0)
    disk.fill(blocks)
    drain_all()
    assert whole() == before
    assert TouchedAddress.objects.exists()
    job = Job.objects.get(task=WRITE, state="waiting")
    assert "No space left on device" in job.error
    assert TouchedAddress.objects.filter(failure__contains="No space left on device").exists()
    town.keeper.must_change_password = False
    town.keeper.save()
    client.force_login(town.keeper)
    failed = TouchedAddress.objects.exclude(failure="").count()
    assert f"{failed} 个公开页面" in client.get("/office/").content.decode()
    disk.make_room()
    drain_all()
    assert not TouchedAddress.objects.exists()
    assert not Job.objects.exclude(state="done").exists()
    assert whole() != before
    assert verify() == []
    assert "个公开页面" not in client.get("/office/").content.decode()


def test_a_disk_that_stays_full_leaves_one_order_that_waits(town, disk):
    town.publish(6)
    disk.fill(0)
    for number in range(12):
        drain_all()
        town.publish(7 + number) if number % 4 == 0 else None
    assert Job.objects.filter(task=WRITE).exclude(state="done").count() == 1
    disk.make_room()
    drain_all()
    assert not TouchedAddress.objects.exists()
    assert verify() == []


def test_a_full_disk_leaves_no_half_build_and_the_old_site_standing(town, disk):
    before, built, folders = whole(), standing(), set(builds_folder().iterdir())
    disk.fill(20)
    with pytest.raises(OSError, match="No space left on device"):
        build()
    assert (whole(), standing(), set(builds_folder().iterdir())) == (before, built, folders)
    with pytest.raises(OSError, match="No space left on device"):
        verify()
    assert set(builds_folder().iterdir()) == folders
    disk.make_room()
    build()
    assert verify() == []
