"""Sealed columns beside the clear ones: titles of files, proofs of delivery, postcodes.

Three migrations seal them, because PostgreSQL alters no table on which the same transaction wrote rows.
"""

from django.db import migrations

from yilan.core.sealing import SealedTextField

SEALED = (
    ("casefile", "label", {"key": "stored", "verbose_name": "title"}),
    ("casepaper", "proof", {"key": "document", "verbose_name": "proof of delivery"}),
    ("party", "postcode", {"verbose_name": "postcode"}),
)


def beside(model: str, name: str, field: dict[str, str]) -> list[migrations.operations.base.Operation]:
    return [
        migrations.RenameField(model_name=model, old_name=name, new_name=f"clear_{name}"),
        migrations.AddField(model_name=model, name=name, field=SealedTextField(null=True, **field)),
    ]


class Migration(migrations.Migration):
    dependencies = [("casework", "0005_only_sealed"), ("intake", "0001_initial")]
    operations = [step for one in SEALED for step in beside(*one)]
