"""What the verbs of a release share: locking it, checking the hand, noting the step, moving on."""

from datetime import date
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _

from yilan.accounts.models import User
from yilan.accounts.queries import holds
from yilan.core import audit
from yilan.core.calendar import add_working_days
from yilan.disclosure.models import Release, ReleaseStep
from yilan.disclosure.stages import stages

SIGNIFICANT_STAGES = (Release.State.AGENCY_CHECK, Release.State.SECRECY_REVIEW, Release.State.SIGN_OFF)


def lock(release: Release, *expected: str) -> Release:
    """Return the release locked for this transaction; `ValidationError` unless it is in one of the expected states."""
    locked = Release.objects.select_for_update().get(pk=release.pk)
    if locked.state not in expected:
        raise ValidationError(
            _("This release is now at “%(state)s”; somebody has acted meanwhile. Reload the page.")
            % {"state": locked.get_state_display()}
        )
    return locked


def require_hand(actor: User, release: Release) -> None:
    """Raise `PermissionDenied` with the reason unless `actor` may act at the release's present stage.

    Nobody checks, reviews or signs off their own text, and no two hands on one release are the same person (三审).
    """
    stage = stages()[release.state]
    if not holds(actor, stage.role, release.agency):
        raise PermissionDenied(_("This step belongs to another role or another agency."))
    require_other_hand(actor, release)


def require_other_hand(actor: User, release: Release) -> None:
    """Raise `PermissionDenied` when `actor` wrote this text, or has decided on it at an earlier stage."""
    if release.authors.filter(pk=actor.pk).exists() or release.author_id == actor.pk:
        raise PermissionDenied(_("You wrote or edited this text, so another person has to decide on it."))
    earlier = release.steps.filter(actor=actor, outcome=ReleaseStep.Outcome.PASSED, stage__in=SIGNIFICANT_STAGES)
    answered = release.coordinations.filter(answered_by=actor) if release.state != Release.State.COORDINATION else None
    if earlier.exclude(stage=release.state).exists() or (answered is not None and answered.exists()):
        raise PermissionDenied(_("You have already decided at an earlier step; each step needs another person."))


def require_text(value: str, field: str, message: str) -> str:
    """Return the stripped text; `ValidationError` at `field` when it is empty."""
    text = (value or "").strip()
    if not text:
        raise ValidationError({field: message})
    return text


def note_step(release: Release, *, actor: User | None, stage: str, outcome: str, opinion: str = "") -> ReleaseStep:
    """Add the trail's row and its audit row."""
    step = ReleaseStep.objects.create(
        release=release, stage=stage, outcome=outcome, actor=actor, at=timezone.now(), opinion=opinion
    )
    audit.record(
        actor=actor,
        action=f"disclosure:release:{outcome}",
        subject=release,
        agency_code=release.agency.code,
        detail={"stage": stage, "opinion": opinion, "record": release.record_id, "content_hash": release.content_hash},
    )
    return step


def enter(release: Release, state: str) -> None:
    """Move an open release to a stage and set the day by which it should be left."""
    release.state = state
    stage = stages().get(state)
    release.due_on = add_working_days(today(), stage.working_days) if stage else None
    release.save(update_fields=["state", "due_on"])


def close(release: Release, state: str) -> None:
    """End a release in a final state."""
    release.state = state
    release.due_on = None
    release.closed_at = timezone.now()
    release.save(update_fields=["state", "due_on", "closed_at"])


def today() -> date:
    """Return the present day in the district."""
    return timezone.localdate()


def errors_as(field: str, error: ValidationError) -> dict[str, Any]:
    """Return an error's messages under one field."""
    return {field: error.messages}
