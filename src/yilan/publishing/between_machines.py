"""One writer at a time also where several machines write one site: they share a PostgreSQL, and no file."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import DatabaseError, connection

KEY = 0x59_49_4C_41_4E  # "YILAN"; a database holds one site, and locks of this kind are each database's own


@contextmanager
def held_in_database(*, alone: bool) -> Iterator[None]:
    """Hold the site's lock as long as this session of PostgreSQL lasts; SQLite is one machine's by nature.

    The session is that by which pages are read: when it breaks, whoever holds the lock cannot go on reading either.
    """
    if connection.vendor != "postgresql":
        yield
        return
    kind = "" if alone else "_shared"
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT pg_advisory_lock{kind}(%s)", [KEY])
    try:
        yield
    finally:
        try:
            with connection.cursor() as cursor:
                cursor.execute(f"SELECT pg_advisory_unlock{kind}(%s)", [KEY])
        except DatabaseError:  # a broken transaction or connection: the lock goes with its session
            connection.close()
