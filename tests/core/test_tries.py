"""Counting tries: by source and thing, in windows, for all processes, without keeping who it was."""

from datetime import timedelta

import pytest
import time_machine

from yilan.core import tries
from yilan.core.tries.models import TryCount

pytestmark = [pytest.mark.django_db, pytest.mark.database]
CODES = tries.Rate("codes", most=3, within=timedelta(minutes=15))
OTHER = tries.Rate("other", most=3, within=timedelta(minutes=15))


def test_each_source_has_its_tries_in_each_window():
    with time_machine.travel("2026-03-10T10:01:00+08:00", tick=False) as day:
        assert tries.left(CODES, "192.0.2.1") == 3
        tries.note(CODES, "192.0.2.1")
        tries.note(CODES, "192.0.2.1", 5)
        assert tries.left(CODES, "192.0.2.1") == 0
        assert tries.left(CODES, "192.0.2.2") == 3
        assert tries.left(OTHER, "192.0.2.1") == 3
        assert tries.left(CODES, None) == 3
        day.shift(timedelta(minutes=15))
        assert tries.left(CODES, "192.0.2.1") == 3


def test_who_shows_that_they_do_not_guess_begins_anew():
    tries.note(CODES, "192.0.2.1", 3)
    tries.note(CODES, "192.0.2.2", 3)
    tries.forget(CODES, "192.0.2.1")
    assert (tries.left(CODES, "192.0.2.1"), tries.left(CODES, "192.0.2.2")) == (3, 0)


def test_the_source_itself_is_not_kept_and_old_counts_go():
    with time_machine.travel("2026-03-10T10:00:00+08:00", tick=False) as day:
        tries.note(CODES, "192.0.2.1")
        assert "192.0.2.1" not in str(TryCount.objects.values().get())
        assert tries.prune() == 0
        day.shift(timedelta(days=3))
        assert tries.prune() == 1
