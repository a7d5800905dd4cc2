from collections.abc import Iterable
from typing import Any

from django.db import models, transaction

from yilan.core.events.models import Event
from yilan.core.events.registry import consumers_of, known_events
from yilan.core.jobs.models import Job

DELIVER = "yilan.core.events.delivery.deliver"


def emit(name: str, subject: models.Model, **payload: Any) -> Event:
    """Write one event and one job per consumer in the caller's transaction."""
    return emit_many(name, [(subject, payload)])[0]


def emit_many(name: str, subjects: Iterable[tuple[models.Model, dict[str, Any]]]) -> list[Event]:
    """Write many events of one name at once; must run inside a transaction, so that nothing is announced in vain."""
    if name not in known_events():
        raise LookupError(f"Nobody declared the event {name}")
    if not transaction.get_connection().in_atomic_block:
        raise transaction.TransactionManagementError("An event is emitted in the transaction of its change")
    events = Event.objects.bulk_create(
        Event(name=name, subject_type=subject._meta.label_lower, subject_id=str(subject.pk), payload=payload)
        for subject, payload in subjects
    )
    Job.objects.bulk_create(
        Job(
            task=DELIVER, arguments={"event": event.pk, "consumer": consumer}, unique_key=f"event:{event.pk}:{consumer}"
        )
        for event in events
        for consumer in consumers_of(name)
    )
    return events
