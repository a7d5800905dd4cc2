"""What saving leaves to the worker."""

import pytest

from yilan.core.models import Job
from yilan.disclosure.models import RecordFile

pytestmark = [pytest.mark.django_db]


def test_a_save_leaves_nothing_to_do_for_the_index_that_wagtail_does_not_keep(scene, settings):
    settings.TASKS = {"default": {"BACKEND": "yilan.core.jobs.backend.LeaseBackend"}}
    scene.draft()
    RecordFile.objects.create(title="附件", file="list.csv")
    left = {job.arguments.get("path") for job in Job.objects.all()}
    assert "wagtail.tasks.update_reference_index_task" in left
    assert not [path for path in left if path and path.startswith("modelsearch")]
