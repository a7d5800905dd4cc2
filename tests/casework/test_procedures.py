"""Procedures are read whole or not at all."""

from pathlib import Path

import pytest

from yilan.casework.procedures import ProcedureDataError, procedure, procedures
from yilan.casework.procedures.reading import read_procedure

FILE = Path(__file__).parent / "procedures" / "finding.toml"

BROKEN = {
    "state": ('to = "told"\nroles', 'to = "tolled"\nroles', "unknown states"),
    "role": ('roles = ["leader"]\nonce', 'roles = ["king"]\nonce', "unknown role"),
    "effect": ('clock = "extend"', 'clock = "stretch"', "clock and stop"),
    "stop without a name": ('stop = "owner"\n', "", "clock and stop"),
    "fact": ('kind = "days"', 'kind = "weeks"', "of no known kind"),
    "other hand": ('other_than = ["drafted"]', 'other_than = ["dreamt"]', "unknown event"),
    "roles without staff": ('hands = ["system"]', 'hands = ["system"]\nroles = ["leader"]', "hands and roles"),
    "field that nobody knows": ('shown = "延长期限"', 'seen = "延长期限"', "seen"),
    "dead end": (
        'from = "open"\nto = "told"',
        'from = ["looking"]\nto = "told"',
        None,
    ),
}


@pytest.mark.parametrize("name", [name for name, (_old, _new, said) in BROKEN.items() if said])
def test_a_contradiction_is_refused_by_name(name, tmp_path):
    old, new, said = BROKEN[name]
    text = FILE.read_text(encoding="utf-8")
    assert text.count(old) >= 1
    path = tmp_path / "broken.toml"
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(ProcedureDataError, match=said):
        read_procedure(path)


def test_a_state_that_nothing_reaches_or_leaves_is_refused(tmp_path):
    path = tmp_path / "broken.toml"
    path.write_text(
        FILE.read_text(encoding="utf-8")
        + '\n[[state]]\ncode = "lost"\nlabel = "丢"\npublic = "丢"\nnext = "丢"\n'
        + '\n[[event]]\ncode = "loses"\nlabel = "丢"\nbasis = "tests"\nfrom = ["looking"]\n'
        + 'to = "lost"\nroles = ["officer"]\n',
        encoding="utf-8",
    )
    assert read_procedure(path).states["lost"].open  # "open" in `from` reaches it: everything open can be given up
    text = path.read_text(encoding="utf-8").replace('to = "lost"', 'to = "told"')
    path.write_text(text, encoding="utf-8")
    with pytest.raises(ProcedureDataError, match="nothing leads to the state lost"):
        read_procedure(path)


def test_open_stands_for_every_open_state():
    rules = procedure("finding")
    assert set(rules.events["given_up"].from_) == rules.open_states == {"reported", "looking", "asking", "drafted"}


def test_an_unknown_procedure_is_told_with_those_there_are():
    with pytest.raises(LookupError, match="finding"):
        procedure("losing")


def test_every_procedure_of_the_site_is_whole():
    assert "finding" in procedures()
    assert all(rules.source and kind.basis for rules in procedures().values() for kind in rules.events.values())
