"""Brings one event to one consumer. The job that does it was written together with the event."""

from collections.abc import Callable
from typing import Any

from django.utils.module_loading import import_string

from yilan.core.events.models import Event
from yilan.core.jobs.faults import fault_point
from yilan.core.jobs.registry import GiveUp, task


def consumer_at(event: int, consumer: str) -> Callable[[Event], Any]:  # noqa: ARG001 - called with a job's arguments
    """Return the function that a subscription named; `GiveUp` when it is gone."""
    try:
        found: Callable[[Event], Any] = import_string(consumer)
    except ImportError as error:
        raise GiveUp(f"The consumer {consumer} cannot be imported: {error}") from error
    return found


@task(decided_by=consumer_at)
def deliver(event: int, consumer: str) -> None:
    """Call the consumer with the event, in one transaction with `done` unless it is marked `own_transactions`.

    An event that is gone goes to the dead list at once.
    """
    found = Event.objects.filter(pk=event).first()
    if found is None:
        raise GiveUp(f"There is no event {event}")
    consumer_at(event, consumer)(found)
    fault_point("deliver.called")
