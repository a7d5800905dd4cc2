"""`yilan keys`: what each key opens, a new one, dropping what nothing needs."""

import json
from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from tests.core.sealing_notes import note_model, stored

from yilan.cli.main import main
from yilan.core.sealing import holders, keyring
from yilan.core.sealing.holders import Column, register_holder

pytestmark = [pytest.mark.django_db, pytest.mark.database]


@pytest.fixture
def note(settings, tmp_path, monkeypatch):
    settings.HOME = tmp_path
    monkeypatch.setattr(holders, "_stores", {})
    with note_model() as model:
        register_holder("notes", lambda: Column(model._meta.get_field("name")))
        yield model


def keys(capsys, *arguments):
    code = main(["keys", *arguments])
    out, err = capsys.readouterr()
    assert err == ""
    return code, out


def test_a_site_that_has_sealed_nothing_has_no_keyring_and_gets_none(capsys, note):
    code, out = keys(capsys, "status")
    assert (code, "no keyring" in out) == (0, True)
    assert json.loads(keys(capsys, "status", "--json")[1]) == {"keys": [], "rotating": False, "missing": 0}
    assert "No key can go" in keys(capsys, "drop")[1]
    assert not keyring.path().exists()


def test_rotate_makes_a_key_seals_all_with_it_and_drop_waits_a_day(capsys, note):
    note.objects.bulk_create([note(name=name) for name in "甲乙丙"])
    old = keyring.current().newest.kid
    code, out = keys(capsys, "rotate")
    assert code == 0
    assert "sealed 3 anew" in out
    new = keyring.current().newest.kid
    assert {token.split(".")[2] for token in stored()} == {new}
    code, out = keys(capsys, "status")
    assert code == 0
    rows = [line.split() for line in out.splitlines()]
    assert [rows[0][0], rows[0][-1]] == [old, "0"]
    assert [rows[1][0], rows[1][-2:]] == [new, ["3", "seals"]]
    assert rows[2] == ["core.note.name", "3"]
    assert "No key can go" in keys(capsys, "drop")[1]
    with time_machine.travel(datetime.now(UTC) + timedelta(days=2)):
        assert "can be dropped" in keys(capsys, "status")[1]
        assert json.loads(keys(capsys, "drop", "--json")[1]) == {"dropped": [old]}
    (left,) = json.loads(keys(capsys, "status", "--json")[1])["keys"]
    assert (left["id"], left["newest"], left["total"], left["holders"]) == (new, True, 3, {"core.note.name": 3})
    assert {one.name for one in note.objects.all()} == set("甲乙丙")


def test_a_missing_key_and_a_broken_seal_end_with_exit_code_1(capsys, note):
    lost = note.objects.create(name="甲")
    keyring.path().unlink()
    assert keys(capsys, "status")[0] == 1
    assert main(["keys", "rotate"]) == 1
    assert "bring it back from the backup" in capsys.readouterr().err
    keyring.current(make=True)
    note.objects.create(name="乙")
    code, out = keys(capsys, "status")
    assert code == 1
    assert "NOT IN THE KEYRING" in out
    code = main(["keys", "rotate", "--json"])
    out, err = capsys.readouterr()
    assert f"a seal is broken at core.note.name:{lost.pk}" in err
    told = json.loads(out)
    assert (code, told["sealed"], told["broken"]) == (1, 1, 1)


def test_a_rotation_that_was_broken_off_is_said_to_be(capsys, note):
    note.objects.create(name="甲")
    keyring.add_key()
    assert "yilan keys rotate goes on with it" in keys(capsys, "status")[1]
    assert "went on with key" in keys(capsys, "rotate")[1]
    assert "broken off" not in keys(capsys, "status")[1]
