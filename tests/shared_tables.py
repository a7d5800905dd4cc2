"""All tables of an empty site, migrated once for a whole run instead of once for every process that tests.

Two hundred migrations cost more than most files of tests. Whoever comes first makes them, as any new site does; what
came of it lies in the run's folder, or beside the others in PostgreSQL, and whoever comes later begins with a copy.
They migrate too, and find nothing left to do.
"""

import fcntl
import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from django.db.backends.base.base import BaseDatabaseWrapper

RUN = "YILAN_TEST_RUN"  # the environment names the run's folder, so that all its processes know it


@contextmanager
def alone(name: str) -> Iterator[Path]:
    """Return a place in the run's folder; inside, no other process of the run makes or seeks what lies there."""
    place = Path(os.environ[RUN]) / name
    with place.with_suffix(".lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield place


@contextmanager
def filled(database: Path | str) -> Iterator[None]:
    """Fill an empty database; the first of a run finds it empty still, migrates inside, and leaves a copy for all."""
    with closing(_opened(database)) as empty:  # which keeps one in memory alive until Django opens it
        with alone("migrated.sqlite3") as kept:
            if not kept.exists():
                yield
                _copy(empty, kept)
                return
        with closing(_opened(kept)) as source:
            source.backup(empty)
        yield


@contextmanager
def begun_with(connection: BaseDatabaseWrapper) -> Iterator[None]:
    """Do the same for the database that a connection is about to make for tests."""
    sqlite = connection.vendor == "sqlite"
    with filled(connection.creation._get_test_db_name()) if sqlite else _copied(connection):
        yield


@contextmanager
def _copied(connection: BaseDatabaseWrapper) -> Iterator[None]:
    """Let PostgreSQL copy what the first process has migrated; the last one takes the pattern away."""
    others = int(os.environ.get("PYTEST_XDIST_WORKER_COUNT", "1")) - 1
    pattern = f"{connection.settings_dict['NAME']}_migrated"
    with alone("postgresql") as waiting:  # holds how many have still to come
        if not waiting.exists():
            yield
            if others:
                name = connection.settings_dict["NAME"]
                connection.close()  # what is copied has no visitor
                _tell(connection, f'CREATE DATABASE "{pattern}" TEMPLATE "{name}"')
                waiting.write_text(str(others), encoding="ascii")
            return
        connection.settings_dict["TEST"]["TEMPLATE"] = pattern
        yield
        left = int(waiting.read_text(encoding="ascii")) - 1
        waiting.write_text(str(left), encoding="ascii")
        if not left:
            waiting.unlink()
            _tell(connection, f'DROP DATABASE "{pattern}"')


def _tell(connection: BaseDatabaseWrapper, command: str) -> None:
    with connection._nodb_cursor() as cursor:
        cursor.execute(command)


def _opened(database: Path | str) -> sqlite3.Connection:
    return sqlite3.connect(database, uri=True)


def _copy(migrated: sqlite3.Connection, kept: Path) -> None:
    aside = kept.with_suffix(".new")
    with closing(_opened(aside)) as target:
        migrated.backup(target)
        target.execute("PRAGMA journal_mode=DELETE")  # one file, which can be copied into memory too
    aside.rename(kept)
