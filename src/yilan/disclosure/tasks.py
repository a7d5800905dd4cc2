"""Work of the disclosure room that the worker does."""

from yilan.core.jobs import task
from yilan.disclosure.actions.publishing import publish_release
from yilan.disclosure.models import Release


@task
def publish_due_release(release: int) -> None:
    """Publish a release whose hour has come. One that was recalled, voided or published meanwhile is left alone."""
    found = Release.objects.filter(pk=release, state=Release.State.APPROVED).first()
    if found is not None:
        publish_release(actor=None, release=found)
