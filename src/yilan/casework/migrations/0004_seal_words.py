"""Seal what cases and their events already hold. Without the procedures: whatever could be words is sealed."""

import json
import re
from collections.abc import Mapping
from typing import Any

from django.db import migrations

NO_WORDS = re.compile(
    r"\d{4}-\d\d-\d\d|\d+\.\d\d|[a-z][a-z0-9_]*"
    r"|[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}"
)


def seal(apps: Any, _schema_editor: Any) -> None:
    case, event, words = (apps.get_model("casework", name) for name in ("Case", "CaseEvent", "EventWords"))
    for one in case.objects.only("uuid", "clear_title").iterator():
        one.title = one.clear_title
        one.save(update_fields=["title"])
    for one in event.objects.only("pk", "stated").iterator():
        told = {name: value for name, value in one.stated.items() if not is_plain(value)}
        if told:
            one.words = words.objects.create(text=json.dumps(told, ensure_ascii=False))
            one.stated = {name: None if name in told else value for name, value in one.stated.items()}
            one.save(update_fields=["stated", "words"])


def unseal(apps: Any, _schema_editor: Any) -> None:
    case, event = apps.get_model("casework", "Case"), apps.get_model("casework", "CaseEvent")
    for one in case.objects.only("uuid", "title").iterator():
        one.clear_title = one.title[:200]
        one.save(update_fields=["clear_title"])
    for one in event.objects.filter(words__isnull=False).select_related("words").iterator():
        one.stated, words, one.words = one.stated | json.loads(one.words.text), one.words, None
        one.save(update_fields=["stated", "words"])
        words.delete()


def is_plain(value: Any) -> bool:
    if isinstance(value, str):
        return NO_WORDS.fullmatch(value) is not None
    if isinstance(value, Mapping):
        return all(map(is_plain, value.values()))
    return all(map(is_plain, value)) if isinstance(value, list) else True


class Migration(migrations.Migration):
    dependencies = [("casework", "0003_words_apart")]
    operations = [migrations.RunPython(seal, unseal)]
