from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from yilan.accounts.models import User
from yilan.accounts.queries import holds
from yilan.core import audit
from yilan.core.calendar import add_working_days
from yilan.disclosure.actions.common import enter, lock, note_step, require_other_hand, require_text, today
from yilan.disclosure.actions.returning import give_back
from yilan.disclosure.models import Coordination, Release, ReleaseStep
from yilan.disclosure.stages import stages
from yilan.organizations.models import Agency


def ask_agencies(release: Release) -> list[Coordination]:
    """Ask each other agency that the record names as concerned; returns the questions."""
    due_on = add_working_days(today(), stages()[Release.State.COORDINATION].working_days)
    concerned = Agency.objects.filter(code__in=release.content["concerned"]).exclude(pk=release.agency_id)
    return Coordination.objects.bulk_create(
        Coordination(release=release, agency=agency, asked_at=timezone.now(), due_on=due_on) for agency in concerned
    )


@transaction.atomic
def answer_coordination(*, actor: User, coordination: Coordination, consents: bool, reason: str = "") -> Coordination:
    """An agency concerned consents, or objects with a reason; an objection gives the release back."""
    release = lock(coordination.release, Release.State.COORDINATION)
    question = Coordination.objects.select_for_update().get(pk=coordination.pk)
    if not holds(actor, stages()[Release.State.COORDINATION].role, question.agency):
        raise PermissionDenied(_("Only the leader of the agency asked may answer for it."))
    require_other_hand(actor, release)
    if question.answer != Coordination.Answer.PENDING:
        raise ValidationError(_("This question has been answered."))
    if not consents:
        reason = require_text(reason, "reason", _("Say what stands against the release."))
    question.answer = Coordination.Answer.CONSENTS if consents else Coordination.Answer.OBJECTS
    question.answered_by = actor
    question.answered_at = timezone.now()
    question.reason = reason
    question.save()
    audit.record(
        actor=actor,
        action="disclosure:coordination:answer",
        subject=question,
        agency_code=question.agency.code,
        detail={"release": release.pk, "answer": question.answer, "reason": reason},
    )
    if not consents:
        give_back(release, actor=actor, reason=f"{question.agency.name}：{reason}")
    elif not release.coordinations.exclude(answer=Coordination.Answer.CONSENTS).exists():
        note_step(release, actor=actor, stage=release.state, outcome=ReleaseStep.Outcome.PASSED)
        enter(release, Release.State.SIGN_OFF)
    return question
