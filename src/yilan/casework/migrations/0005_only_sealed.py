"""The title in clear goes, and the database refuses again to change an event."""

from importlib import import_module
from typing import Any

from django.db import migrations, models

import yilan.core.sealing.fields

stay = import_module("yilan.casework.migrations.0002_events_stay")


class Migration(migrations.Migration):
    dependencies = [("casework", "0004_seal_words")]
    operations = [
        migrations.AlterField(
            model_name="case",
            name="clear_title",
            field=models.CharField(default="", max_length=200),  # so that the way back can add it
        ),
        migrations.RemoveField(model_name="case", name="clear_title"),
        migrations.AlterField(
            model_name="case",
            name="title",
            field=yilan.core.sealing.fields.SealedTextField(verbose_name="title"),
        ),
        migrations.RunPython(stay.run_all(stay.STATEMENTS), stay.run_all(stay.UNDO)),
    ]
