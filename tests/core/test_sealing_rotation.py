"""A new key for everything, with the site running, broken off at any point."""

import logging
import signal
from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from tests.core.sealing_notes import note_model, stored

from yilan.core.sealing import blind_index, holders, keyring, rotating, seal
from yilan.core.sealing.holders import Column

MADE = """
from ground_tasks import Person
Person.objects.bulk_create([Person(name=f"{number}号", remark="有" if number % 2 else None) for number in range(450)])
"""
READ = """
from ground_tasks import Person
answer = sorted((one.name, one.remark) for one in Person.objects.all())
"""
WHOLE = sorted([f"{number}号", "有" if number % 2 else None] for number in range(450))


@pytest.fixture
def note(settings, tmp_path):
    settings.HOME = tmp_path
    with note_model() as model:
        yield model


def columns(model):
    return lambda: [Column(model._meta.get_field(name)) for name in ("name", "remark")]


def kids():
    return {token.split(".")[2] for name in ("name", "remark") for token in stored(name) if token}


@pytest.mark.django_db
@pytest.mark.database
class TestRotation:
    def test_everything_is_sealed_with_the_new_key_and_reads_as_before(self, note):
        note.objects.bulk_create([note(name=f"{number}号", remark="有" if number % 2 else None) for number in range(7)])
        index = blind_index("0号", purpose="test")
        heard = []
        done = rotating.rotate(columns(note), batch=3, progress=lambda *step: heard.append(step))
        assert (done.sealed, done.broken, done.resumed) == (10, 0, False)
        assert heard == [("core.note.name", 3), ("core.note.name", 6), ("core.note.name", 7), ("core.note.remark", 3)]
        assert kids() == {done.kid} == {keyring.current().newest.kid}
        assert {(one.name, one.remark) for one in note.objects.all()} == {
            (f"{number}号", "有" if number % 2 else None) for number in range(7)
        }
        assert blind_index("0号", purpose="test") == index

    def test_one_that_was_broken_off_goes_on_with_its_key_and_a_second_makes_another(self, note):
        note.objects.create(name="甲")
        begun = keyring.add_key()
        done = rotating.rotate(columns(note))
        assert (done.kid, done.resumed) == (begun.newest.kid, True)
        again = rotating.rotate(columns(note))
        assert (again.kid in {key.kid for key in begun.keys}, again.resumed, again.sealed) == (False, False, 1)

    def test_what_is_broken_is_left_and_named_and_the_rest_goes_on(self, note, caplog):
        first, second = (note.objects.create(name=name) for name in "甲乙")
        first_token = note.objects.filter(pk=first.pk).values_list("name", flat=True).get()
        note.objects.filter(pk=second.pk).update(name=first_token)
        with caplog.at_level(logging.ERROR):
            done = rotating.rotate(columns(note))
        assert (done.sealed, done.broken) == (1, 1)
        assert f"core.note.name:{second.pk}" in caplog.text
        assert first_token.token in stored()
        assert not keyring.current().rotating

    def test_a_value_that_is_saved_meanwhile_is_not_overwritten(self, note, monkeypatch):
        made = note.objects.create(name="旧")

        def slow(text, place):
            token = seal(text, place=place)
            one = note.objects.get(pk=made.pk)
            if one.name == "旧":
                one.name = "新"
                one.save()
            return token

        monkeypatch.setattr("yilan.core.sealing.holders.seal", slow)
        rotating.rotate(columns(note))
        assert note.objects.get().name == "新"

    def test_the_other_cipher_is_brought_to_everything(self, note, settings):
        note.objects.create(name="甲")
        settings.YILAN_SEAL = "sm4-gcm"
        rotating.rotate(columns(note))
        assert [token.split(".")[1] for token in stored()] == ["sm4-gcm"]
        assert note.objects.get().name == "甲"

    def test_keys_are_counted_and_dropped_a_day_after_they_were_replaced(self, note):
        note.objects.create(name="甲", remark="有")
        old = keyring.current().newest
        (use,) = rotating.uses(columns(note))
        assert (use.kid, use.counts, use.total) == (old.kid, {"core.note.name": 1, "core.note.remark": 1}, 2)
        rotating.rotate(columns(note))
        assert [use.total for use in rotating.uses(columns(note))] == [0, 2]
        assert rotating.drop_unused(columns(note)) == [], "somebody may have read the keyring before"
        with time_machine.travel(datetime.now(UTC) + timedelta(days=1, minutes=1)):
            assert [key.kid for key in rotating.drop_unused(columns(note))] == [old.kid]
        assert [key.kid for key in keyring.current().keys] == [rotating.uses(columns(note))[0].kid]
        assert note.objects.get().name == "甲"

    def test_a_key_that_opens_something_is_never_dropped(self, note):
        note.objects.create(name="甲")
        keyring.add_key()
        keyring.add_key()
        middle = keyring.current().keys[1]
        with time_machine.travel(datetime.now(UTC) + timedelta(days=9)):
            assert rotating.drop_unused(columns(note)) == [middle]
        assert note.objects.get().name == "甲"

    def test_no_second_keyring_is_begun_where_something_is_sealed(self, note, tmp_path, monkeypatch):
        monkeypatch.setattr(holders, "_stores", {})
        seal("the first", place="here")
        keyring.path().unlink()
        seal("nothing was held", place="here")
        note.objects.create(name="甲")
        monkeypatch.setattr(holders, "_stores", {"notes": lambda: columns(note)()[0]})
        keyring.path().rename(tmp_path / "elsewhere.json")
        for sealing in (lambda: seal("乙", place="here"), lambda: blind_index("乙", purpose="x"), rotating.rotate):
            with pytest.raises(keyring.KeyringMissing, match="bring it back"):
                sealing()
        assert not keyring.path().exists()
        (tmp_path / "elsewhere.json").rename(keyring.path())
        assert note.objects.get().name == "甲"

    def test_what_is_sealed_with_a_missing_key_is_counted_apart(self, note, tmp_path):
        note.objects.create(name="甲")
        keyring.path().rename(tmp_path / "lost.json")
        lost = [use for use in rotating.uses(columns(note)) if use.key is None]
        assert [use.total for use in lost] == [1]


@pytest.mark.crash
def test_killed_at_every_point_nothing_is_lost_and_the_next_one_goes_on(ground):
    ground.python(MADE)
    for fault in ("keys.made", "keys.before-commit", "keys.batch", "keys.before-commit:2"):
        ended = ground.yilan("keys", "rotate", YILAN_FAULT=fault)
        assert ended.returncode == -signal.SIGKILL, (fault, ended.stderr)
        assert ground.python(READ) == WHOLE
    state = ground.python(
        "from yilan.core.sealing import keyring\nring = keyring.current()\nanswer = [len(ring.keys), ring.rotating]"
    )
    assert state == [2, True], "each went on with the key of the first"
    ended = ground.yilan("keys", "rotate", "--json")
    assert ended.returncode == 0, ended.stderr
    assert '"resumed": true' in ended.stdout
    assert ground.python(READ) == WHOLE
    status = ground.yilan("keys", "status")
    assert status.returncode == 0, status.stderr
    assert status.stdout.count("ground_apps.person.name") == 1, status.stdout
