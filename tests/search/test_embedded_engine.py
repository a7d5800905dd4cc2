"""The index in the home: seen by every process at once, of one make, and not there before it is built."""

from datetime import date

import pytest

from yilan.search.documents import Document
from yilan.search.engines.embedded import Embedded
from yilan.search.engines.entries import entry_of
from yilan.search.engines.interface import NotBuilt, Question


@pytest.fixture
def engine(settings, tmp_path) -> Embedded:
    settings.HOME = tmp_path
    return Embedded().replacement()


def entry(number: int = 1):
    return entry_of(Document(f"record:{number}", "record", "/info/1/", "通知", date(2014, 3, 5)))


def test_another_process_sees_what_was_put(engine) -> None:
    other = Embedded(engine._fixed)
    assert other.ask(Question()).total == 0
    engine.put([entry()])
    assert other.ask(Question()).total == 1


def test_what_is_swapped_in_answers_at_once_and_the_old_one_goes(engine, tmp_path) -> None:
    standing = Embedded()
    standing.give_way(engine)
    standing.put([entry()])
    fresh = standing.replacement()
    fresh.fill([entry(2), entry(3)])
    assert standing.ask(Question()).total == 1
    standing.give_way(fresh)
    assert standing.ask(Question()).total == 2
    assert len(list((tmp_path / "search" / "builds").iterdir())) == 1


def test_an_index_of_another_make_is_none(engine) -> None:
    (engine._fixed / ".format").write_text("0")
    assert not engine.exists()
    with pytest.raises(NotBuilt):
        Embedded(engine._fixed).ask(Question())


def test_without_an_index_nothing_is_answered(settings, tmp_path) -> None:
    settings.HOME = tmp_path
    assert not Embedded().exists()
    with pytest.raises(NotBuilt):
        Embedded().ask(Question())
