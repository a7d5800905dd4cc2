"""A mark in the outbox, for whoever reads the whole database and then catches up with what happened meanwhile."""

from django.db import connection, transaction
from django.db.models import Max

from yilan.core.events.models import Event


def last_committed() -> int:
    """Return the key up to which every event is committed: whoever reads from now on sees what these did."""
    with transaction.atomic():
        if connection.vendor == "postgresql":  # where a lower key may still be on its way: wait for all that write
            with connection.cursor() as cursor:
                cursor.execute(f"LOCK TABLE {connection.ops.quote_name(Event._meta.db_table)} IN SHARE MODE")
        return Event.objects.aggregate(last=Max("pk"))["last"] or 0
