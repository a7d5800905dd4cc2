"""The import review: a release of its own kind, which says who vouches for what."""

from yilan.accounts.queries.holding import remembered
from yilan.core.audit.models import AuditEntry
from yilan.core.audit.recording import entry
from yilan.disclosure.imports.writing.batch import Batch, Item
from yilan.disclosure.models import Release, ReleaseStep, ScreeningHit, SecrecyReview


def write_releases(batch: Batch, items: list[Item]) -> list[Release]:
    """Write one closed release with its import review for each item, and the hits that the file let stand."""
    run = batch.run
    releases = Release.objects.bulk_create(
        Release(
            record_id=item.record.pk,
            agency=item.agency,
            kind=Release.Kind.IMPORT,
            state=Release.State.PUBLISHED,
            title=item.row.title,
            content=item.content,
            content_hash=item.content_hash,
            author=run.actor,
            submitted_at=item.row.published_at,
            closed_at=item.row.published_at,
        )
        for item in items
    )
    SecrecyReview.objects.bulk_create(
        SecrecyReview(
            release=release,
            reviewer=run.actor,
            at=run.at,
            basis=run.statement[:300],
            conclusion=SecrecyReview.Conclusion.RELEASE,
            opinion=run.statement,
            content_hash=release.content_hash,
            import_run=run,
        )
        for release in releases
    )
    ReleaseStep.objects.bulk_create(
        ReleaseStep(
            release=release,
            stage=Release.State.SECRECY_REVIEW,
            outcome=ReleaseStep.Outcome.PASSED,
            actor=run.actor,
            at=run.at,
            opinion=run.statement,
        )
        for release in releases
    )
    _write_hits(batch, items, releases)
    with remembered():  # what the actor is, is read once for all
        AuditEntry.objects.bulk_create(
            entry(
                actor=run.actor,
                action="disclosure:record:import",
                subject=item.record,
                agency_code=item.agency.code,
                detail={"run": run.pk, "row": item.row.row, "content_hash": item.content_hash},
            )
            for item in items
        )
    return releases


def _write_hits(batch: Batch, items: list[Item], releases: list[Release]) -> None:
    ScreeningHit.objects.bulk_create(
        [
            ScreeningHit(
                release=release,
                kind=placed.hit.kind,
                place=placed.place,
                excerpt=placed.hit.excerpt_masked,
                fingerprint=placed.hit.fingerprint,
                allowed_by=batch.run.actor,
                allowed_at=batch.run.at,
                reason=item.row.screening_reason[:300],
            )
            for item, release in zip(items, releases, strict=True)
            for placed in item.row.hits
        ],
        ignore_conflicts=True,
    )
