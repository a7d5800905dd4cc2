from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from yilan.accounts.models import Role, User
from yilan.accounts.queries import holds
from yilan.core import audit
from yilan.disclosure.actions.common import require_text
from yilan.disclosure.content import texts_of
from yilan.disclosure.models import Release, ScreeningHit
from yilan.screening import scan_parts


def screen(release: Release) -> None:
    """Scan a release's texts and file names and note every hit; a hit noted before keeps its answer."""
    found = scan_parts(texts_of(release.content))
    ScreeningHit.objects.bulk_create(
        [
            ScreeningHit(
                release=release,
                kind=placed.hit.kind,
                place=placed.place,
                excerpt=placed.hit.excerpt_masked,
                fingerprint=placed.hit.fingerprint,
            )
            for placed in found
        ],
        ignore_conflicts=True,
    )


def require_no_open_hit(release: Release) -> None:
    """Raise `ValidationError` while a screening hit is neither masked nor allowed with a reason."""
    count = release.hits.filter(allowed_at=None).count()
    if count:
        raise ValidationError(
            _("Screening found %(count)d places. Mask them, or let a reviewer record why they may stand.")
            % {"count": count}
        )


@transaction.atomic
def allow_hit(*, actor: User, hit: ScreeningHit, reason: str) -> ScreeningHit:
    """Record why a screening hit may stand. Only a secrecy reviewer of the agency who did not write the text may."""
    release = hit.release
    if not holds(actor, Role.SECRECY_REVIEWER, release.agency):
        raise PermissionDenied(_("Only a secrecy reviewer may let a screening hit stand."))
    if release.author_id == actor.pk or release.authors.filter(pk=actor.pk).exists():
        raise PermissionDenied(_("You wrote or edited this text, so another person has to decide on it."))
    if not release.is_open:
        raise ValidationError(_("This release is closed."))
    hit.reason = require_text(reason, "reason", _("Say why it may stand."))
    hit.allowed_by = actor
    hit.allowed_at = timezone.now()
    hit.save(update_fields=["reason", "allowed_by", "allowed_at"])
    audit.record(
        actor=actor,
        action="disclosure:hit:allow",
        subject=hit,
        agency_code=release.agency.code,
        detail={"release": release.pk, "place": hit.place, "kind": hit.kind, "reason": hit.reason},
    )
    return hit
