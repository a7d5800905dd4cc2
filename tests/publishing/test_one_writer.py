"""One writer at a time: on one machine by a file, on several by the PostgreSQL that they share."""

import os
import subprocess
import sys
import time
from contextlib import ExitStack, contextmanager
from pathlib import Path

import pytest
from django.db import DatabaseError, connection, transaction

from yilan.publishing.places import site_folder
from yilan.publishing.writing import held

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.database]
OTHER = """
import os, django
django.setup()
from django.db import connection
connection.settings_dict["NAME"] = os.environ["SHARED_DATABASE"]
from yilan.publishing.places import site_folder
from yilan.publishing.writing import held
print("begun", flush=True)
with held(site_folder()):
    print("inside", flush=True)
    input()
print("outside", flush=True)
"""


@pytest.fixture
def home(settings, tmp_path):
    settings.HOME = tmp_path / "here"
    settings.HOME.mkdir()
    return settings.HOME


# Of this database only: the server also has those of the tests that run beside this one.
LOCKS = """
SELECT granted, count(*) FROM pg_locks JOIN pg_database ON pg_database.oid = pg_locks.database
WHERE locktype = 'advisory' AND datname = current_database() GROUP BY granted
"""


@contextmanager
def another(home):
    """Run a writer as a process of its own, which ends when it has been inside."""
    environment = os.environ | {
        "YILAN_HOME": str(home),
        "DJANGO_SETTINGS_MODULE": "yilan.settings.test",
        "SHARED_DATABASE": str(connection.settings_dict["NAME"]),
    }
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "text": True}
    with subprocess.Popen([sys.executable, "-c", OTHER], env=environment, **pipes) as process:
        assert process.stdout.readline() == "begun\n"
        yield process
        process.communicate("\n")


def wait_until(what):
    end = time.monotonic() + 20
    while not what():
        assert time.monotonic() < end
        time.sleep(0.01)


def waits_for_file(process):
    return any("->" in line and f" {process.pid} " in line for line in Path("/proc/locks").read_text().splitlines())


def in_database():
    """Return how many hold the database's lock and how many wait for it."""
    with connection.cursor() as cursor:
        cursor.execute(LOCKS)
        found = dict(cursor.fetchall())
    return found.get(True, 0), found.get(False, 0)


def test_writers_of_one_machine_exclude_each_other(home):
    with ExitStack() as inside:
        with held(site_folder()):
            process = inside.enter_context(another(home))
            wait_until(lambda: waits_for_file(process))
        assert process.stdout.readline() == "inside\n"


def test_writers_of_several_machines_exclude_each_other_by_their_database(home, tmp_path):
    """On SQLite, which is one machine's, their file does."""
    shared = connection.vendor == "postgresql"
    there = tmp_path / "there" if shared else home
    there.mkdir(exist_ok=True)
    with ExitStack() as inside:
        with held(site_folder()):
            process = inside.enter_context(another(there))
            wait_until(lambda: in_database() == (1, 1) if shared else waits_for_file(process))
        assert process.stdout.readline() == "inside\n"
        if shared:
            assert in_database() == (1, 0), "now the other one has it"
    if shared:
        wait_until(lambda: in_database() == (0, 0))  # the server notices a moment later that it has ended


def test_a_broken_transaction_keeps_nobody_out(home):
    with pytest.raises(DatabaseError), transaction.atomic(), held(site_folder()), connection.cursor() as cursor:
        cursor.execute("SELECT nothing FROM nowhere")
    with another(home) as process:
        assert process.stdout.readline() == "inside\n"
    with held(site_folder()), connection.cursor() as cursor:
        cursor.execute("SELECT 1")
        assert cursor.fetchone() == (1,)
