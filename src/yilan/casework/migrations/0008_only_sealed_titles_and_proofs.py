"""The clear columns go."""

from importlib import import_module

from django.db import migrations, models

from yilan.core.sealing import SealedTextField

sealed = import_module("yilan.casework.migrations.0006_titles_and_proofs_apart").SEALED
LONGEST = import_module("yilan.casework.migrations.0007_seal_titles_and_proofs").LONGEST


def alone(model: str, name: str, field: dict[str, str]) -> list[migrations.operations.base.Operation]:
    clear = models.CharField(default="", max_length=LONGEST[name])  # so that the way back can add it
    return [
        migrations.AlterField(model_name=model, name=f"clear_{name}", field=clear),
        migrations.RemoveField(model_name=model, name=f"clear_{name}"),
        # First no longer null, then with its default: a default in clear cannot fill a sealed column.
        migrations.AlterField(model_name=model, name=name, field=SealedTextField(**field)),
        migrations.AlterField(model_name=model, name=name, field=SealedTextField(blank=True, default="", **field)),
    ]


class Migration(migrations.Migration):
    dependencies = [("casework", "0007_seal_titles_and_proofs")]
    operations = [step for one in sealed for step in alone(*one)]
