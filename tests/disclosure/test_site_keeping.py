"""What a site has after a migration, and what the worker clears away."""

import os
from datetime import timedelta
from io import StringIO

import pytest
from django.core.management import call_command
from django.utils import timezone

from yilan.disclosure.imports import waiting
from yilan.disclosure.models import Genre, StatutoryItem, Theme
from yilan.disclosure.tasks import sweep_uploads

pytestmark = [pytest.mark.django_db, pytest.mark.database]


def test_whoever_migrates_has_the_lists_without_which_nobody_can_submit():
    Genre.objects.all().delete()
    StatutoryItem.objects.filter(code="20-1").update(name="旧名称")
    call_command("migrate", stdout=StringIO())
    assert Genre.objects.filter(official=True).count() == 15
    assert Theme.objects.filter(parent=None).count() == 22
    assert StatutoryItem.objects.get(code="20-1").name != "旧名称"
    assert {f"20-{number}" for number in range(1, 16)} <= set(StatutoryItem.objects.values_list("code", flat=True))


def test_uploads_that_were_left_a_week_ago_go_and_younger_ones_stay(settings, tmp_path):
    settings.HOME = tmp_path
    old, young = (waiting.keep_upload(name, [b"{}"]) for name in ("old.jsonl", "young.jsonl"))
    past = (timezone.now() - timedelta(days=8)).timestamp()
    for path in (waiting.folder_of(old) / "old.jsonl", waiting.folder_of(old)):
        os.utime(path, (past, past))
    assert sweep_uploads() == 1
    assert waiting.file_of(old) is None
    assert waiting.file_of(young) is not None
