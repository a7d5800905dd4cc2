"""A table with two sealed columns, for tests of the ground floor, which has none itself."""

import uuid
from contextlib import contextmanager

from django.db import connection, models
from django.test.utils import isolate_apps

from yilan.core.sealing import SealedTextField


@contextmanager
def note_model():
    """Yield a model that is registered nowhere, with its table."""
    with isolate_apps("yilan.core"):

        class Note(models.Model):  # noqa: DJ008 - as most sealed things, it has nothing to say
            id = models.UUIDField(primary_key=True, default=uuid.uuid4)
            name = SealedTextField()
            remark = SealedTextField(null=True, blank=True)

            class Meta:
                app_label = "core"

    key = "uuid" if connection.vendor == "postgresql" else "char(32)"
    with connection.cursor() as cursor:
        cursor.execute(f"CREATE TABLE core_note (id {key} PRIMARY KEY, name text NOT NULL, remark text)")
    yield Note  # the test's transaction takes the table away again


def stored(name="name"):
    """Return what lies in a column."""
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {name} FROM core_note ORDER BY id")  # noqa: S608
        return [row[0] for row in cursor.fetchall()]


def swap(column, first, second):
    """Exchange the values of two columns or rows as somebody with access to the database would."""
    with connection.cursor() as cursor:
        statement = f"UPDATE core_note SET {column} = %s WHERE {column} = %s"  # noqa: S608
        cursor.execute(statement, [second, first])
