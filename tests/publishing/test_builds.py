"""The folders of builds: whose maker is at work is left alone, and a store on another disk is copied from."""

import errno
import os
import subprocess
import sys
from pathlib import Path

import pytest
from tests.publishing.site_folder import FILES, file_address, write
from tests.publishing.town import make_town

from yilan.publishing import building, verifying
from yilan.publishing.building import build
from yilan.publishing.builds import builds_folder, clear_away, new_folder
from yilan.publishing.places import site_folder
from yilan.publishing.rendering import Rendered
from yilan.publishing.verifying import verify

DIE = """
import os, django
django.setup()
from yilan.publishing.builds import new_folder
with new_folder() as folder:
    print(folder.name, flush=True)
    input()
    os.kill(os.getpid(), 9)
"""


@pytest.fixture
def home(settings, tmp_path):
    settings.HOME = tmp_path
    return tmp_path


def stand(name):
    """Let a whole build of this name stand."""
    folder = builds_folder() / name
    folder.mkdir(parents=True)
    (folder / ".built.json").write_text("{}")
    site_folder().unlink(missing_ok=True)
    site_folder().symlink_to(folder)


def names():
    return sorted(folder.name for folder in builds_folder().iterdir())


def test_a_folder_is_cleared_away_only_when_its_maker_is_gone(home):
    environment = os.environ | {"YILAN_HOME": str(home), "DJANGO_SETTINGS_MODULE": "yilan.settings.test"}
    command = [sys.executable, "-c", DIE]
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "text": True}
    with subprocess.Popen(command, env=environment, **pipes) as maker:
        name = maker.stdout.readline().strip()
        for number in range(3):
            stand(f"9999-{number}")
        clear_away()
        assert names() == [name, "9999-1", "9999-2"], "one at work is left, and takes no other's place"
        maker.communicate("go\n")
    clear_away()
    assert names() == ["9999-1", "9999-2"]


def test_what_fails_leaves_no_folder(home):
    with pytest.raises(FileNotFoundError), new_folder() as folder:
        folder.joinpath("page").write_text(folder.joinpath("nothing").read_text())
    assert names() == []


@pytest.mark.django_db
def test_a_build_does_not_take_away_what_is_verified_meanwhile(home, monkeypatch):
    make_town()
    build()
    real = verifying.build_into

    def build_into(*arguments, **options):
        built = real(*arguments, **options)
        monkeypatch.undo()
        for _ in range(2):
            building.build()
        return built

    monkeypatch.setattr(verifying, "build_into", build_into)
    assert verify() == []
    assert len(names()) == 2


def test_a_file_of_another_disk_is_copied_once(tmp_path, monkeypatch):
    def link(_source, _target):
        raise OSError(errno.EXDEV, os.strerror(errno.EXDEV))

    monkeypatch.setattr(os, "link", link)
    site, source, path = tmp_path / "site", tmp_path / "stored", file_address("film.mp4")
    site.mkdir()
    source.write_bytes(FILES["film.mp4"][2])
    write(site, path, Rendered(file=source))
    copy = Path(f"{site}{path}")
    assert copy.read_bytes() == source.read_bytes()
    assert not copy.samefile(source)
    before = copy.stat()
    write(site, path, Rendered(file=source))
    assert copy.stat().st_ino == before.st_ino, "the same bytes are left alone"
    copy.write_bytes(bytes(200))
    write(site, path, Rendered(file=source))
    assert copy.read_bytes() == source.read_bytes(), "damaged ones are not"


def test_another_error_of_the_disk_is_no_reason_to_copy(tmp_path, monkeypatch):
    def link(_source, _target):
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(os, "link", link)
    source = tmp_path / "stored"
    source.write_bytes(b"x")
    with pytest.raises(OSError, match="No space left"):
        write(tmp_path, file_address("film.mp4"), Rendered(file=source))
