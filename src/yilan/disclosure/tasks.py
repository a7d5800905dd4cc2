"""Work of the disclosure room that the worker does."""

from datetime import time, timedelta

from django.utils import timezone

from yilan.core.jobs import own_transactions, schedule, task
from yilan.disclosure.actions.products import compile_catalogue, compile_guide
from yilan.disclosure.actions.publishing import publish_release
from yilan.disclosure.imports.waiting import sweep
from yilan.disclosure.models import GuideVersion, Release
from yilan.organizations.models import Agency

KEEP_UPLOADS = timedelta(days=7)


@task
def publish_due_release(release: int) -> None:
    """Publish a release whose hour has come. One that was recalled, voided or published meanwhile is left alone."""
    found = Release.objects.filter(pk=release, state=Release.State.APPROVED).first()
    if found is not None:
        publish_release(actor=None, release=found)


@task
@own_transactions
def compile_products() -> int:
    """Compile guide and catalogue of every agency that has a guide already; returns for how many agencies.

    The Regulation asks that both are updated in time (article 12). Unchanged ones get no new revision.
    """
    agencies = Agency.objects.filter(pk__in=GuideVersion.objects.values("agency"), closed_on=None)
    for agency in agencies:
        compile_guide(actor=None, agency=agency, note="每月例行更新")
        compile_catalogue(actor=None, agency=agency, note="每月例行更新")
    return len(agencies)


@task
def sweep_uploads() -> int:
    """Remove uploads of imports that were left or finished a week ago; what they held stands in the records."""
    return sweep(timezone.now() - KEEP_UPLOADS)


schedule("disclosure.products", compile_products, every=timedelta(days=30))
schedule("disclosure.sweep-uploads", sweep_uploads, daily_at=time(3, 40))
