"""When schedules come round, and that each turn is queued once however many look."""

from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
import time_machine
from hypothesis import given
from hypothesis import strategies as st

from yilan.core.jobs import UnknownTask, schedule, schedules, task
from yilan.core.jobs.models import Job, Tick
from yilan.core.jobs.pruning import prune
from yilan.core.jobs.schedules import Schedule, Timekeeper
from yilan.core.jobs.worker import Worker

SHANGHAI = ZoneInfo("Asia/Shanghai")
MOMENTS = st.datetimes(datetime(2004, 1, 1), datetime(2060, 1, 1), timezones=st.just(UTC))
EVERY = st.timedeltas(timedelta(seconds=1), timedelta(days=40))


@task
def nothing(**_arguments):
    pass


@pytest.fixture
def only(monkeypatch):
    """No schedule but the test's own."""
    monkeypatch.setattr(schedules, "_SCHEDULES", {})


@given(now=MOMENTS, every=EVERY)
def test_every_so_often(now, every):
    entry = Schedule("x", "x", every=every)
    turn = entry.turn(now)
    assert timedelta(0) <= now - turn < every
    assert entry.turn(turn) == turn
    assert entry.turn(turn + every) == turn + every


@given(now=MOMENTS, at=st.times())
def test_daily_at_a_time_of_the_site_zone(now, at):
    turn = Schedule("x", "x", daily_at=at).turn(now)
    assert timedelta(0) <= now - turn < timedelta(days=1)
    assert turn.astimezone(SHANGHAI).time() == at


@pytest.mark.parametrize(
    ("now", "expected"),
    [
        (datetime(2014, 3, 5, 3, 19, tzinfo=SHANGHAI), datetime(2014, 3, 4, 3, 20, tzinfo=SHANGHAI)),
        (datetime(2014, 3, 5, 3, 20, tzinfo=SHANGHAI), datetime(2014, 3, 5, 3, 20, tzinfo=SHANGHAI)),
        (datetime(2014, 3, 4, 23, 0, tzinfo=UTC), datetime(2014, 3, 5, 3, 20, tzinfo=SHANGHAI)),
    ],
)
def test_the_day_is_that_of_the_site(now, expected):
    assert Schedule("x", "x", daily_at=time(3, 20)).turn(now) == expected


@pytest.mark.django_db
@pytest.mark.database
def test_each_turn_is_queued_once_by_many(only):
    schedule("hourly", nothing, every=timedelta(hours=1), arguments={"kind": "hourly"})
    first, second = Timekeeper(), Timekeeper()
    with time_machine.travel(datetime(2014, 3, 5, 9, 30, tzinfo=SHANGHAI), tick=False) as clock:
        assert (first.queue_turns(), second.queue_turns(), first.queue_turns()) == (1, 0, 0)
        clock.shift(timedelta(minutes=29))
        assert first.queue_turns() == 0
        clock.shift(timedelta(minutes=1))
        assert (second.queue_turns(), first.queue_turns()) == (1, 0)
        clock.shift(timedelta(days=3))  # nobody worked for three days: made up for once
        assert (second.queue_turns(), Timekeeper().queue_turns()) == (1, 0)
    assert [job.arguments for job in Job.objects.all()] == [{"kind": "hourly"}] * 3
    assert Tick.objects.count() == 3


@pytest.mark.django_db
@pytest.mark.database
def test_waiting_for_the_next_turn_asks_the_database_nothing(only, django_assert_num_queries):
    schedule("daily", nothing, daily_at=time(3))
    keeper = Timekeeper()
    keeper.queue_turns()
    with django_assert_num_queries(0):
        keeper.queue_turns()


@pytest.mark.django_db
@pytest.mark.database
def test_a_schedule_of_a_task_that_is_gone_shows_on_the_dead_list(only):
    schedule("old", "yilan.no_longer.here", daily_at=time(3))
    assert Worker().timekeeper.queue_turns() == 1
    Worker().work_once()
    assert Job.objects.get().state == "dead"


def test_wrong_schedules_are_refused(only):
    with pytest.raises(ValueError, match="either every or daily_at"):
        schedule("x", nothing)
    with pytest.raises(ValueError, match="either every or daily_at"):
        schedule("x", nothing, every=timedelta(1), daily_at=time(1))
    with pytest.raises(ValueError, match="never end"):
        schedule("x", nothing, every=timedelta(0))
    with pytest.raises(UnknownTask):
        schedule("x", test_wrong_schedules_are_refused, every=timedelta(1))
    with pytest.raises(TypeError):
        schedule("x", nothing, every=timedelta(1), arguments={"day": time(1)})
    assert schedules.known_schedules() == ()


@pytest.mark.django_db
@pytest.mark.database
def test_old_work_is_pruned_and_the_dead_and_each_last_tick_stay():
    now = datetime(2014, 3, 5, 9, 30, tzinfo=SHANGHAI)
    old, young = now - timedelta(days=31), now - timedelta(days=29)
    for state in Job.State.values:
        for moment in (old, young):
            Job.objects.create(task=state, state=state, created_at=moment, finished_at=moment)
    for name, moments in {"daily": (old, young), "rare": (old - timedelta(days=300), old)}.items():
        for moment in moments:
            Tick.objects.create(schedule=name, moment=moment)
    with time_machine.travel(now, tick=False):
        assert prune() == 3
    assert not Job.objects.filter(state="done", finished_at=old).exists()
    assert Job.objects.count() == 7
    assert set(Tick.objects.values_list("schedule", "moment")) == {("daily", young), ("rare", old)}
