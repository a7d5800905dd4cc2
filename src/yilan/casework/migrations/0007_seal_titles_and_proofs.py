"""Seal the titles of files, the proofs of delivery and the postcodes that cases already hold."""

from typing import Any

from django.db import migrations

LONGEST = {"label": 200, "proof": 200, "postcode": 6}
MODELS = (("CaseFile", "label"), ("CasePaper", "proof"), ("Party", "postcode"))


def seal(apps: Any, _schema_editor: Any) -> None:
    for model, name in MODELS:
        for one in apps.get_model("casework", model).objects.order_by("pk").iterator():
            setattr(one, name, getattr(one, f"clear_{name}"))
            one.save(update_fields=[name])


def unseal(apps: Any, _schema_editor: Any) -> None:
    for model, name in MODELS:
        for one in apps.get_model("casework", model).objects.order_by("pk").iterator():
            setattr(one, f"clear_{name}", getattr(one, name)[: LONGEST[name]])
            one.save(update_fields=[f"clear_{name}"])


class Migration(migrations.Migration):
    dependencies = [("casework", "0006_titles_and_proofs_apart")]
    operations = [migrations.RunPython(seal, unseal)]
