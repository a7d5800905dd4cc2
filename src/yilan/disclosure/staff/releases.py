"""The queue of releases and the page on which one is decided."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from yilan.accounts.models import Role, User
from yilan.disclosure import actions
from yilan.disclosure.actions.common import require_hand
from yilan.disclosure.actions.drafting import require_officer
from yilan.disclosure.differences import compare
from yilan.disclosure.models import Coordination, Release
from yilan.disclosure.publication_limit import publication_limit
from yilan.disclosure.queries import releases as queries
from yilan.disclosure.queries.reach import reach, reached_agencies
from yilan.disclosure.staff import decisions
from yilan.disclosure.staff.facts import facts_of
from yilan.disclosure.staff.people import actor_of
from yilan.disclosure.staff.refusals import show_refusal
from yilan.disclosure.stages import stages

PAGE = 30
OPINION_STAGES = (Release.State.AGENCY_CHECK, Release.State.SIGN_OFF)


@require_GET
def queue(request: HttpRequest) -> HttpResponse:
    """Show the releases that the user may see, filtered by stage, agency and delay."""
    user, today = actor_of(request), timezone.localdate()
    wanted = queries.QueueFilter(
        state=request.GET.get("state", ""),
        agency=request.GET.get("agency", ""),
        overdue=bool(request.GET.get("overdue")),
    )
    page = Paginator(queries.queue(user, wanted, today), PAGE).get_page(request.GET.get("page"))
    context = {
        "page": page,
        "wanted": wanted,
        "today": today,
        "states": Release.State.choices,
        "agencies": reached_agencies(user),
        "query": _query_without_page(request),
    }
    return render(request, "disclosure/staff/queue.html", context)


@dataclass
class Bound:
    """What was typed and refused, to be shown again."""

    decision: forms.Form | None = None
    refused: forms.Form | None = None  # what was typed for a stage that is over meanwhile
    hits: dict[int, forms.Form] = field(default_factory=dict)
    answers: dict[int, forms.Form] = field(default_factory=dict)


@require_GET
def release(request: HttpRequest, pk: int) -> HttpResponse:
    """Show a release: what is to be decided, what led to it, and the form for the present stage."""
    return _show(request, queries.release_for(actor_of(request), pk))


def _show(request: HttpRequest, release: Release, bound: Bound | None = None, status: int = 200) -> HttpResponse:
    user, bound = actor_of(request), bound or Bound()
    published = queries.published_version(release.record)
    before = published if published and published.release_id != release.pk else None
    hindrance = _hindrance(user, release)
    context = {
        "release": release,
        "content": release.content,
        "facts": facts_of(release.content),
        "first": before is None,
        "differences": compare(before.content, release.content) if before and release.is_open else [],
        "hits": [
            (hit, bound.hits.get(hit.pk) or decisions.HitForm(prefix=f"hit-{hit.pk}")) for hit in release.hits.all()
        ],
        "may_allow": release.is_open
        and release.agency_id in reach(user, Role.SECRECY_REVIEWER)
        and not _wrote(user, release),
        "answers": _answers(user, release, bound),
        "decision": None if hindrance else bound.decision or _empty_form(release),
        "refused": bound.refused or (bound.decision if hindrance else None),
        "hindrance": hindrance,
        "stage": stages().get(release.state),
        "stage_role": Role(stages()[release.state].role).label if release.state in stages() else "",
        "may_recall": release.is_open and release.agency_id in reach(user, Role.OFFICER),
        "today": timezone.localdate(),
        "limit": publication_limit(release.content) if before is None and release.is_open else None,
    }
    return render(request, "disclosure/staff/release.html", context, status=status)


def _wrote(user: User, release: Release) -> bool:
    return release.author_id == user.pk or user.pk in {author.pk for author in release.authors.all()}


def _hindrance(user: User, release: Release) -> str:
    """Return why the user may not decide at the present stage; empty when they may or nothing is to be decided."""
    if release.state not in queries.DECIDED:
        return ""
    try:
        require_hand(user, release)
    except PermissionDenied as error:
        return str(error)
    return ""


def _empty_form(release: Release) -> forms.Form | None:
    if release.state in OPINION_STAGES:
        return decisions.OpinionForm()
    if release.state == Release.State.SECRECY_REVIEW:
        return decisions.SecrecyForm(concerned=bool(release.content["concerned"]))
    return None


def _answers(user: User, release: Release, bound: Bound) -> list[tuple[Coordination, forms.Form | None]]:
    """Return every question with the form in which the user may answer it."""
    mine = reach(user, stages()[Release.State.COORDINATION].role)
    asked = list(release.coordinations.all())
    return [
        (
            question,
            (bound.answers.get(question.pk) or decisions.AnswerForm(prefix=f"answer-{question.pk}"))
            if question.agency_id in mine
            and question.answer == Coordination.Answer.PENDING
            and release.state == Release.State.COORDINATION
            else None,
        )
        for question in asked
    ]


@require_POST
def decide(request: HttpRequest, pk: int) -> HttpResponse:
    """Take the decision of the present stage. A sign-off is asked for once more before it is done."""
    user = actor_of(request)
    found = queries.release_for(user, pk)
    verb = request.POST.get("verb", "")
    if found.state == Release.State.SECRECY_REVIEW:
        return _review(request, user, found)
    form = decisions.OpinionForm(request.POST)
    if not form.is_valid() or verb == "back":
        return _show(request, found, Bound(decision=form))
    opinion = form.cleaned_data["opinion"]
    verbs: dict[str, tuple[Callable[[], Any], str]] = {
        "pass": (
            lambda: actions.pass_agency_check(actor=user, release=found, opinion=opinion),
            _("Passed on to the secrecy review: %(title)s"),
        ),
        "return": (
            lambda: actions.return_release(actor=user, release=found, reason=opinion),
            _("Returned to its author: %(title)s"),
        ),
        "sign": (
            lambda: actions.sign_off(actor=user, release=found, opinion=opinion),
            _("Signed off: %(title)s"),
        ),
    }
    if verb not in verbs:
        form.add_error(None, _("Choose what to do with the text."))
        return _show(request, found, Bound(decision=form))
    if verb == "sign" and not request.POST.get("confirmed") and not _hindrance(user, found):
        return render(
            request, "disclosure/staff/sign.html", {"release": found, "form": form, "facts": facts_of(found.content)}
        )
    act, done = verbs[verb]
    return _try(request, found, act, done, form, {"reason": "opinion"})


def _review(request: HttpRequest, user: User, found: Release) -> HttpResponse:
    form = decisions.SecrecyForm(request.POST, concerned=bool(found.content["concerned"]))
    if not form.is_valid():
        return _show(request, found, Bound(decision=form))

    def act() -> None:
        actions.review_secrecy(
            actor=user,
            release=found,
            basis=form.basis_text(),
            conclusion=form.cleaned_data["conclusion"],
            opinion=form.opinion_text(),
        )

    return _try(request, found, act, _("Reviewed: %(title)s"), form, {})


def _try(  # noqa: PLR0913, PLR0917 - one verb with its words and its form
    request: HttpRequest,
    found: Release,
    act: Callable[[], Any],
    done: str,
    form: forms.Form,
    names: dict[str, str],
) -> HttpResponse:
    """Do it and say so, or show the page again with the refusal and everything typed."""
    try:
        act()
    except ValidationError as error:
        show_refusal(form, error, names)
        now = queries.release_for(actor_of(request), found.pk)
        return _show(request, now, Bound(decision=form) if now.state == found.state else Bound(refused=form))
    except PermissionDenied as error:
        show_refusal(form, error)
        return _show(request, found, Bound(decision=form), status=403)
    messages.success(request, done % {"title": found.title})
    return redirect("wagtailadmin_home")


@require_POST
def answer(request: HttpRequest, pk: int, coordination: int) -> HttpResponse:
    """Consent to a release or object to it in the name of an agency concerned."""
    user = actor_of(request)
    found = queries.release_for(user, pk)
    question = queries.coordination_of(found, coordination)
    form = decisions.AnswerForm(request.POST, prefix=f"answer-{question.pk}")
    bound = Bound(answers={question.pk: form})
    if not form.is_valid():
        return _show(request, found, bound)
    consents = request.POST.get("verb") == "consent"
    try:
        actions.answer_coordination(
            actor=user, coordination=question, consents=consents, reason=form.cleaned_data["reason"]
        )
    except (ValidationError, PermissionDenied) as error:
        show_refusal(form, error)
        return _show(request, found, bound, status=403 if isinstance(error, PermissionDenied) else 200)
    messages.success(request, _("Answered: %(title)s") % {"title": found.title})
    return redirect("wagtailadmin_home")


@require_POST
def allow_hit(request: HttpRequest, pk: int, hit: int) -> HttpResponse:
    """Record why a screening hit may stand."""
    user = actor_of(request)
    found = queries.release_for(user, pk)
    place = queries.hit_of(found, hit)
    form = decisions.HitForm(request.POST, prefix=f"hit-{place.pk}")
    bound = Bound(hits={place.pk: form})
    if not form.is_valid():
        return _show(request, found, bound)
    try:
        actions.allow_hit(actor=user, hit=place, reason=form.cleaned_data["reason"])
    except (ValidationError, PermissionDenied) as error:
        show_refusal(form, error)
        return _show(request, found, bound, status=403 if isinstance(error, PermissionDenied) else 200)
    messages.success(request, _("The place may stand; the reason is kept."))
    return redirect("disclosure_releases:release", pk)


@require_http_methods(["GET", "POST"])
def recall(request: HttpRequest, pk: int) -> HttpResponse:
    """Take a submission back, after asking once more."""
    user = actor_of(request)
    found = queries.release_for(user, pk)
    require_officer(user, found.agency)
    if request.method == "POST":
        try:
            actions.recall_release(actor=user, release=found)
        except ValidationError as error:
            messages.error(request, " ".join(error.messages))
            return redirect("disclosure_releases:release", pk)
        messages.success(request, _("Recalled: %(title)s. You may change the text now.") % {"title": found.title})
        return redirect("wagtailadmin_pages:edit", found.record_id)
    return render(request, "disclosure/staff/recall.html", {"release": found})


def _query_without_page(request: HttpRequest) -> str:
    query = request.GET.copy()
    query.pop("page", None)
    return query.urlencode()
