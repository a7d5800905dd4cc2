import logging
import os
import stat
import uuid
from datetime import timedelta

import pytest
from django.core import serializers
from django.db import connection, transaction
from django.utils import timezone
from tests.intake import hostile
from tests.intake.conftest import sent

from yilan.core.jobs import schedules
from yilan.core.sealing import SealBroken, keyring, rotating
from yilan.intake import quarantine, store
from yilan.intake.actions import discard, keep, keep_bytes, remove_orphans
from yilan.intake.models import StoredFile
from yilan.intake.queries import broken_files, open_kept
from yilan.intake.receiving import receive
from yilan.intake.tasks import sweep

pytestmark = [pytest.mark.django_db, pytest.mark.database]
NAME = "王建国身份证.pdf"


@pytest.fixture
def kept(home, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        return keep(receive(sent(NAME, hostile.pdf())))


def test_what_is_kept_opens_as_it_was_and_lies_sealed(home, left, kept):
    data = hostile.pdf()
    read = StoredFile.objects.get()
    assert (read.name, read.media_type, read.size) == (NAME, "application/pdf", len(data))
    assert open_kept(read).read() == data
    assert left() == [f"cases/files/{kept.pk.hex[:2]}/{kept.pk}"], "quarantine is empty"
    path = store.path_of(kept.pk)
    assert b"%PDF" not in path.read_bytes()
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700


def test_neither_dump_nor_row_nor_log_shows_its_name(kept, caplog):
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM intake_storedfile")
        assert "王建国" not in str(cursor.fetchall())
    assert "王建国" not in serializers.serialize("json", StoredFile.objects.all(), ensure_ascii=False)
    assert "王建国" not in f"{kept} {kept!r} {vars(kept)!r}"


def test_files_of_our_own_are_kept_too(home):
    made = keep_bytes(b"%PDF-notice", "告知书〔2014〕3号.pdf", "application/pdf")
    assert open_kept(made).read() == b"%PDF-notice"
    assert made.name == "告知书〔2014〕3号.pdf"


def test_exchanged_changed_and_missing_files_do_not_open(home, kept):
    other = keep_bytes(b"other", "b.txt", "text/plain")
    first, second = store.path_of(kept.pk), store.path_of(other.pk)
    own, foreign = first.read_bytes(), second.read_bytes()
    first.write_bytes(foreign)
    with pytest.raises(SealBroken):
        open_kept(kept)
    first.write_bytes(own[:-1] + bytes([own[-1] ^ 1]))
    with pytest.raises(SealBroken):
        open_kept(kept)
    first.unlink()
    with pytest.raises(SealBroken, match="not in the store"):
        open_kept(kept)
    assert [stored.pk for stored, _why in broken_files()] == [kept.pk]
    first.write_bytes(own)
    StoredFile.objects.filter(pk=other.pk).update(sha256="0" * 64)
    assert [stored.pk for stored, _why in broken_files()] == [other.pk]


def test_what_changed_in_quarantine_is_not_kept(home):
    received = receive(sent(NAME, hostile.pdf()))
    received.path.write_bytes(b"MZ")
    with pytest.raises(ValueError, match="not what was received"):
        keep(received)
    assert not StoredFile.objects.exists()


def test_a_change_that_is_rolled_back_leaves_a_file_that_is_swept(home, left):
    received = receive(sent(NAME, hostile.pdf()))

    def broken_off():
        with transaction.atomic():
            keep(received)
            raise RuntimeError

    with pytest.raises(RuntimeError):
        broken_off()
    assert not StoredFile.objects.exists()
    assert received.path.exists(), "it can be kept once more"
    keep(received)
    assert len(list(store.all_keys())) == 2
    assert remove_orphans(timezone.now() + timedelta(days=6)) == 0
    assert remove_orphans(timezone.now() + timedelta(days=8)) == 1
    assert [open_kept(stored).read() for stored in StoredFile.objects.all()] == [hostile.pdf()]


def test_discarding_removes_row_and_bytes(kept, left, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        discard(kept)
    assert not StoredFile.objects.exists()
    assert left() == []


def test_quarantine_is_emptied_of_what_is_older_than_an_hour(home, left):
    old, new = receive(sent("旧.pdf", hostile.pdf())), receive(sent("新.pdf", hostile.pdf()))
    hour_ago = (timezone.now() - timedelta(minutes=61)).timestamp()
    os.utime(old.path, (hour_ago, hour_ago))
    sweep()
    assert left() == [f"quarantine/{new.path.name}"]
    assert quarantine.sweep(timezone.now()) == 0


def test_sweeping_comes_round_by_itself():
    (found,) = (one for one in schedules.known_schedules() if one.name == "sweep-intake")
    assert found.task == "yilan.intake.tasks.sweep"
    assert found.every <= timedelta(minutes=30)


def test_a_write_that_fails_leaves_the_file_that_stood(kept, monkeypatch, left):
    def full(_handle):
        raise OSError(28, "No space left on device")

    before = left()
    monkeypatch.setattr(store.os, "fsync", full)
    with pytest.raises(OSError, match="No space"):
        store.put(kept.pk, b"other")
    with pytest.raises(OSError, match="No space"):
        keep_bytes(b"a", "b.txt", "text/plain")
    assert left() == before
    assert open_kept(kept).read() == hostile.pdf()


class TestRotation:
    def test_files_and_names_are_sealed_anew(self, kept):
        old = keyring.current().newest.kid
        done = rotating.rotate()
        assert (done.sealed, done.broken) == (2, 0), "its name and its bytes"
        assert {use.kid: use.total for use in rotating.uses()} == {old: 0, done.kid: 2}
        read = StoredFile.objects.get()
        assert (read.name, open_kept(read).read()) == (NAME, hostile.pdf())

    def test_a_broken_file_is_left_and_counted(self, kept, caplog):
        path = store.path_of(kept.pk)
        path.write_bytes(path.read_bytes()[:-1] + b"\0\0")
        before = path.read_bytes()
        with caplog.at_level(logging.ERROR):
            assert rotating.rotate().broken == 1
        assert path.read_bytes() == before
        assert str(kept.pk) in caplog.text

    def test_one_that_is_removed_meanwhile_stays_away(self, kept):
        holder = store.SealedFiles()
        gone = uuid.uuid4()
        assert holder.seal_anew([gone]) == 0
        assert not store.path_of(gone).exists()
