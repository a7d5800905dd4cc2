import os
import sqlite3
import subprocess
import sys

import backup
import pytest
from problem import ROOT


@pytest.fixture
def home(tmp_path):
    folder = tmp_path / "home"
    for name in ("keys", "files/ab", "static", "cases/files"):
        (folder / name).mkdir(parents=True)
    (folder / "keys" / "secret-key").write_text("x" * 64)
    (folder / "files" / "ab" / "abc").write_bytes(b"published")
    (folder / "cases" / "files" / "sealed").write_bytes(b"sealed")
    (folder / "cases" / "files" / ".new-half").write_bytes(b"hal")
    (folder / "demo.json").write_text('{"seed": 2014}')
    (folder / "static" / "style.css").write_text("made anew")
    database = sqlite3.connect(folder / "yilan.sqlite3")
    database.execute("PRAGMA journal_mode=WAL")
    database.execute("CREATE TABLE record (title TEXT)")
    database.execute("INSERT INTO record VALUES ('committed')")
    database.commit()
    database.execute("INSERT INTO record VALUES ('not yet')")  # another process is writing
    yield folder
    database.close()


def test_a_running_site_is_copied_without_what_is_not_committed(home, tmp_path):
    copy = backup.back_up(home, tmp_path / "shelf")
    restored = sqlite3.connect(copy / "yilan.sqlite3")
    assert restored.execute("SELECT title FROM record").fetchall() == [("committed",)]
    restored.close()
    assert (copy / "files" / "ab" / "abc").read_bytes() == b"published"
    assert (copy / "keys" / "secret-key").exists()
    assert [path.name for path in (copy / "cases" / "files").iterdir()] == ["sealed"], "nothing half"
    assert not (copy / "static").exists()
    assert (copy / "demo.json").read_text() == '{"seed": 2014}'  # or a restored demonstration would pass for real


def test_the_copy_can_be_proved_and_a_changed_byte_shows(home, tmp_path):
    copy = backup.back_up(home, tmp_path / "shelf")
    check = ["sha256sum", "--check", "--quiet", "--strict", backup.SUMS]
    assert subprocess.run(check, cwd=copy, check=False).returncode == 0
    (copy / "files" / "ab" / "abc").write_bytes(b"publisheD")
    assert subprocess.run(check, cwd=copy, check=False, capture_output=True).returncode == 1


def test_a_copy_that_was_broken_off_never_looks_whole(home, tmp_path, monkeypatch):
    def full_disk(*_, **__):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(backup.shutil, "copytree", full_disk)
    with pytest.raises(OSError, match="No space"):
        backup.back_up(home, tmp_path / "shelf")
    assert [path.suffix for path in (tmp_path / "shelf").iterdir()] == [".part"]


def test_keys_that_are_put_apart_are_not_beside_what_they_open(home, tmp_path):
    copy = backup.back_up(home, tmp_path / "shelf", keys_shelf=tmp_path / "safe")
    assert not (copy / "keys").exists()
    assert (tmp_path / "safe" / copy.name / "keys" / "secret-key").exists()


def test_the_keys_are_copied_last_so_that_they_open_all_that_was_copied(home, tmp_path, monkeypatch):
    order = []
    copytree = backup.shutil.copytree
    monkeypatch.setattr(
        backup.shutil, "copytree", lambda *way, **how: (order.append(way[0].name), copytree(*way, **how))
    )
    backup.back_up(home, tmp_path / "shelf")
    assert order[-1] == "keys"
    assert "cases" in order


def run(*arguments, **environment):
    command = [sys.executable, "tools/backup.py", *map(str, arguments)]
    return subprocess.run(
        command, cwd=ROOT, env={**os.environ, **environment}, capture_output=True, text=True, check=False
    )


def test_without_a_site_there_is_one_clear_line(tmp_path):
    done = run(tmp_path / "shelf", "--home", tmp_path, DATABASE_URL="")
    assert done.returncode == 1
    assert done.stderr.startswith("No backup was made: ")
    assert done.stderr.count("\n") == 1


def test_postgresql_is_dumped(tmp_path):
    command = ["tools/with_postgresql", sys.executable, "tools/backup.py", tmp_path / "shelf", "--home", tmp_path]
    done = subprocess.run(list(map(str, command)), cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    (copy,) = (tmp_path / "shelf").iterdir()
    assert (copy / "yilan.dump").read_bytes().startswith(b"PGDMP")
