"""An answer before those who check it, review it and sign it: what is decided on, and what others thought."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from yilan.access.actions import review_answer, sign_answer
from yilan.access.answering.allowing import ALLOW, AllowForm, allowed
from yilan.access.answering.opened import about
from yilan.access.answering.step_forms import Offer, Taker, offers, taken
from yilan.access.answers import Answer, drafted_answer
from yilan.access.judging import judged
from yilan.access.previews import SIGNED, Shown, preview_signing, shown_of
from yilan.casework.folding import standing_events
from yilan.casework.models import Case, CaseEvent
from yilan.organizations.days import today
from yilan.organizations.staff.people import actor_of

REVIEWED = "secrecy_reviewed"
DECISIONS = ("checked", REVIEWED, SIGNED, "returned")


def decide(request: HttpRequest, case: Case, events: list[CaseEvent]) -> HttpResponse:
    """Show the drafted answer with its files and opinions, and the steps that are this person's now."""
    answer = drafted_answer(events)
    assert answer is not None  # noqa: S101 - the caller has looked
    offered = offers(request, case, DECISIONS)
    given = judged(_given(case, answer))
    form = AllowForm(request.POST if request.POST.get("verb") == ALLOW else None, given)
    if allowed(request, case, form):
        return redirect("access_answering:answer", case.pk)
    done = None
    for one in offered:
        done = done or taken(request, case, [one], _verb(request, case, one.kind.code))
    if done is not None:
        messages.success(request, _("Done: %(step)s") % {"step": done.kind.label})
        return redirect("access_answering:answer", case.pk)
    given = judged(_given(case, answer))
    asked = _reviews(offered) and any(one.open for one in given)
    if asked:
        offered = list(_after_finds(offered))
    context: dict[str, Any] = {
        "answer": answer,
        "law": answer.outcome.law_on(case.received_on or today()),
        "kept_facts": _kept(answer),
        "given": given,
        "allow": form if asked else None,
        "opinions": _opinions(case, events, answer),
        "offered": [one for one in offered if not one.refused],
        "waiting": [one for one in offered if one.refused and one.kind.code != "returned"],
        "shown": _papers(case, request),
    }
    return render(request, "access/answering/decide.html", about(request, case, "answer") | context)


def _verb(request: HttpRequest, case: Case, code: str) -> Taker | None:
    """Return the verb of a step that is more than a step: files are screened before it."""
    verbs: dict[str, Callable[..., CaseEvent]] = {REVIEWED: review_answer, SIGNED: sign_answer}
    verb = verbs.get(code)
    if verb is None:
        return None
    return lambda facts, on: verb(actor=actor_of(request), case=case, opinion=facts.get("opinion", ""), on=on)


def _reviews(offered: Iterable[Offer]) -> bool:
    return any(one.kind.code == REVIEWED and not one.refused for one in offered)


def _after_finds(offered: Iterable[Offer]) -> Iterator[Offer]:
    """Yield the steps with the review put off, so that no opinion is typed that another form of the page would lose."""
    for one in offered:
        put_off = one.kind.code == REVIEWED and not one.form.is_bound
        yield (
            replace(one, refused=_("Say of each find first why it may stand, or return the answer."))
            if put_off
            else one
        )


def _kept(answer: Answer) -> list[tuple[str, Any]]:
    """Return what is kept in the file and not written to the applicant."""
    return [(fact.term, answer.facts.get(fact.code, "")) for fact in answer.outcome.file_facts]


def _given(case: Case, answer: Answer) -> list[Any]:
    return list(case.files.filter(pk__in=answer.given).select_related("stored", "made_from__stored"))


def _opinions(case: Case, events: list[CaseEvent], answer: Answer) -> list[tuple[CaseEvent, str, str]]:
    """Return who thought what, of this answer and of those before it."""
    kinds = case.procedure.events
    return [
        (event, kinds[event.kind].label, event.facts.get("opinion") or event.facts.get("reason", ""))
        for event in standing_events(events)
        if event.kind in DECISIONS or event.sequence == answer.event.sequence
    ]


def _papers(case: Case, request: HttpRequest) -> list[Shown]:
    """Return the decision as it would be signed today; nothing once it was, or where it cannot be written."""
    if not case.is_open:
        return []
    try:
        return shown_of(preview_signing(case))
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
        return []
