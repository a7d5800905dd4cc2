"""Rows that stood in clear stay as they are: the trail only grows. On the way back, sealed words go into the detail."""

import json
from typing import Any

from django.db import migrations


def give_back(apps: Any, _schema_editor: Any) -> None:
    rows = apps.get_model("core", "AuditEntry").objects.filter(words__isnull=False).select_related("words")
    for one in rows.order_by("pk").iterator():
        one.detail, words, one.words = one.detail | json.loads(one.words.text), one.words, None
        one.save(update_fields=["detail", "words"])
        words.delete()


class Migration(migrations.Migration):
    dependencies = [("core", "0003_audit_words")]
    operations = [migrations.RunPython(migrations.RunPython.noop, give_back)]
