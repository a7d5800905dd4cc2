from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from yilan.accounts.models import User
from yilan.disclosure.actions.common import enter, lock, note_step, require_hand, require_text
from yilan.disclosure.actions.coordinating import ask_agencies
from yilan.disclosure.actions.returning import give_back
from yilan.disclosure.actions.screening import require_no_open_hit
from yilan.disclosure.models import Release, ReleaseStep, SecrecyReview


@transaction.atomic
def review_secrecy(*, actor: User, release: Release, basis: str, conclusion: str, opinion: str = "") -> SecrecyReview:
    """Record the secrecy review of exactly this content.

    `release` sends it on (to coordination where other agencies are concerned, else to sign-off); `after_change` and
    `withhold` give it back and need an opinion. A screening hit that nobody has answered blocks the first.
    """
    release = lock(release, Release.State.SECRECY_REVIEW)
    require_hand(actor, release)
    basis = require_text(basis, "basis", _("Name the rule on which the conclusion rests."))
    conclusion = SecrecyReview.Conclusion(conclusion)
    if conclusion == SecrecyReview.Conclusion.RELEASE:
        require_no_open_hit(release)
    else:
        opinion = require_text(opinion, "opinion", _("Say what has to change, or why it is withheld."))
    review = SecrecyReview.objects.create(
        release=release,
        reviewer=actor,
        at=timezone.now(),
        basis=basis,
        conclusion=conclusion,
        opinion=opinion,
        content_hash=release.content_hash,
    )
    if conclusion != SecrecyReview.Conclusion.RELEASE:
        give_back(release, actor=actor, reason=opinion)
        return review
    note_step(release, actor=actor, stage=release.state, outcome=ReleaseStep.Outcome.PASSED, opinion=opinion)
    enter(release, Release.State.COORDINATION if ask_agencies(release) else Release.State.SIGN_OFF)
    return review
