"""Seal what requests and the answers to finds already hold."""

import uuid
from typing import Any

from django.db import migrations


def seal(apps: Any, _schema_editor: Any) -> None:
    for one in apps.get_model("access", "AllowedFinding").objects.order_by("pk").iterator():
        one.uuid, one.reason = uuid.uuid4(), one.clear_reason
        one.save(update_fields=["uuid", "reason"])
    for one in apps.get_model("access", "Request").objects.order_by("pk").iterator():
        one.sought_number = one.clear_sought_number
        one.save(update_fields=["sought_number"])


def unseal(apps: Any, _schema_editor: Any) -> None:
    for one in apps.get_model("access", "AllowedFinding").objects.order_by("pk").iterator():
        one.clear_reason = one.reason[:300]
        one.save(update_fields=["clear_reason"])
    for one in apps.get_model("access", "Request").objects.order_by("pk").iterator():
        one.clear_sought_number = one.sought_number[:80]
        one.save(update_fields=["clear_sought_number"])


class Migration(migrations.Migration):
    dependencies = [("access", "0006_reasons_apart")]
    operations = [migrations.RunPython(seal, unseal)]
