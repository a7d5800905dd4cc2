"""Events are written with their change and reach each consumer once, whatever fails on the way."""

import pytest
from django.db import transaction
from django.db.transaction import TransactionManagementError

from yilan.core.events import consumers_of, emit, emit_many, register_events, registry, subscribe
from yilan.core.events.delivery import deliver
from yilan.core.jobs import own_transactions
from yilan.core.jobs.models import Job
from yilan.core.jobs.registry import find
from yilan.core.jobs.worker import Worker
from yilan.core.models import Event, IndexCounter

pytestmark = [pytest.mark.django_db, pytest.mark.database]
HERE = __name__
trouble = False


def note(event):
    """Idempotent by the event's number, as every consumer has to be."""
    IndexCounter.objects.update_or_create(scope=f"note {event.pk}", defaults={"last": event.payload["number"]})
    if trouble:
        raise ValueError("trouble")


@own_transactions
def note_apart(event):
    IndexCounter.objects.update_or_create(scope=f"apart {event.pk}", defaults={"last": event.payload["number"]})


@pytest.fixture(autouse=True)
def happened(monkeypatch):
    monkeypatch.setattr(registry, "_EVENTS", set())
    monkeypatch.setattr(registry, "_CONSUMERS", registry.defaultdict(list))
    register_events("Happened")
    subscribe("Happened", f"{HERE}.note")
    subscribe("Happened", f"{HERE}.note_apart")


@pytest.fixture
def thing():
    return IndexCounter.objects.create(scope="thing")


def noted():
    return dict(IndexCounter.objects.exclude(scope="thing").values_list("scope", "last"))


def test_one_job_for_each_consumer_and_each_hears_it(thing):
    with transaction.atomic():
        event = emit("Happened", thing, number=7)
    assert (event.subject_type, event.subject_id) == ("core.indexcounter", str(thing.pk))
    assert Worker().run(until_empty=True) >= 2
    assert noted() == {f"note {event.pk}": 7, f"apart {event.pk}": 7}
    assert set(Job.objects.filter(task__endswith="deliver").values_list("state", flat=True)) == {"done"}


def test_heard_twice_is_as_heard_once(thing):
    event = emit("Happened", thing, number=7)
    for consumer in consumers_of("Happened"):
        deliver(event.pk, consumer)
        deliver(event.pk, consumer)
    assert noted() == {f"note {event.pk}": 7, f"apart {event.pk}": 7}


def test_one_consumers_trouble_is_not_the_others(thing, monkeypatch):
    monkeypatch.setitem(globals(), "trouble", True)
    event = emit("Happened", thing, number=7)
    Worker().run(until_empty=True)
    assert noted() == {f"apart {event.pk}": 7}
    waiting = Job.objects.get(state="waiting")
    assert waiting.arguments == {"event": event.pk, "consumer": f"{HERE}.note"}


def test_no_event_without_its_change(thing):
    with transaction.atomic():
        emit("Happened", thing, number=7)
        transaction.set_rollback(True)
    assert not Event.objects.exists()
    assert not Job.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_outside_a_transaction_nothing_is_emitted(thing):
    with pytest.raises(TransactionManagementError):
        emit("Happened", thing, number=7)


def test_an_undeclared_event_is_refused(thing):
    with pytest.raises(LookupError, match="Nobody declared the event Hapened"):
        emit("Hapened", thing)


def test_many_at_once_with_few_queries(thing, django_assert_max_num_queries):
    with django_assert_max_num_queries(4):
        events = emit_many("Happened", [(thing, {"number": number}) for number in range(100)])
    assert len(events) == 100
    assert Job.objects.count() == 200


@pytest.mark.parametrize("consumer", ["yilan.no_longer.here", f"{HERE}.no_such_function"])
def test_a_consumer_that_is_gone_ends_on_the_dead_list_at_once(thing, consumer):
    subscribe("Happened", consumer)
    emit("Happened", thing, number=7)
    Worker().run(until_empty=True)
    dead = Job.objects.get(state="dead")
    assert dead.attempts == 1
    assert f"The consumer {consumer} cannot be imported" in dead.error


def test_an_event_that_is_gone_ends_on_the_dead_list(thing):
    emit("Happened", thing, number=7)
    Event.objects.all().delete()
    Worker().run(until_empty=True)
    assert set(Job.objects.filter(state="dead").values_list("attempts", flat=True)) == {1}
    assert Job.objects.filter(state="dead").count() == 2


def test_a_consumers_mark_decides_about_the_transaction():
    task = find("yilan.core.events.delivery.deliver")
    assert task.joins_transaction({"event": 1, "consumer": f"{HERE}.note"})
    assert not task.joins_transaction({"event": 1, "consumer": f"{HERE}.note_apart"})


def test_who_subscribes_twice_hears_once():
    subscribe("Happened", f"{HERE}.note")
    assert consumers_of("Happened") == (f"{HERE}.note", f"{HERE}.note_apart")
