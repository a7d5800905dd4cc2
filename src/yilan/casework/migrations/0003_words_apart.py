"""Rows for the sealed words of events, and a sealed title beside the one in clear.

Three migrations do it, because PostgreSQL alters no table on which the same transaction wrote rows with foreign keys.
Between them events can be changed; the last one has the database refuse it again.
"""

import uuid
from importlib import import_module

import django.db.models.deletion
from django.db import migrations, models

import yilan.core.sealing.fields

stay = import_module("yilan.casework.migrations.0002_events_stay")


class Migration(migrations.Migration):
    dependencies = [("casework", "0002_events_stay")]
    operations = [
        migrations.RunPython(stay.run_all(stay.UNDO), stay.run_all(stay.STATEMENTS)),
        migrations.CreateModel(
            name="EventWords",
            fields=[
                ("uuid", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("text", yilan.core.sealing.fields.SealedTextField(verbose_name="words of an event")),
            ],
            options={"verbose_name": "words of an event", "verbose_name_plural": "words of events"},
        ),
        migrations.RenameField(model_name="caseevent", old_name="facts", new_name="stated"),
        migrations.AddField(
            model_name="caseevent",
            name="words",
            field=models.OneToOneField(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="event",
                to="casework.eventwords",
            ),
        ),
        migrations.RenameField(model_name="case", old_name="title", new_name="clear_title"),
        migrations.AddField(
            model_name="case",
            name="title",
            field=yilan.core.sealing.fields.SealedTextField(null=True, verbose_name="title"),
        ),
    ]
