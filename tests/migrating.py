"""Brings a room to a migration and back, for tests of what migrations do with what older sites hold."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.db import connection
from django.db.migrations.executor import MigrationExecutor


def migrated(room: str, name: str) -> Any:
    """Bring a room to a migration, and return the models as they were then."""
    executor = MigrationExecutor(connection)
    executor.migrate([(room, name)])
    return executor.loader.project_state([(room, name)]).apps


@contextmanager
def as_before(room: str, name: str) -> Iterator[Any]:
    """Yield the models of a room as they were; whatever becomes of the test, it is today's afterwards."""
    try:
        yield migrated(room, name)
    finally:
        (newest,) = MigrationExecutor(connection).loader.graph.leaf_nodes(room)
        migrated(*newest)
