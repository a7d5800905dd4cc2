"""The page on which a case is worked: what is asked, the clock, who takes part, what happened, what may happen next."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET

from yilan.access.asking import online_forms
from yilan.access.asking.statement import parts_of
from yilan.access.endings import outcome_words
from yilan.access.keeping import removable
from yilan.access.queries import request_facts
from yilan.access.queries.desk import case_numbered, description_of, files_of, papers_of
from yilan.access.queries.facts import RequestFacts
from yilan.access.queries.notices import notices_of
from yilan.access.staff.alike import alike_rows
from yilan.access.staff.case_head import head_of
from yilan.access.staff.case_parties import PartyRow, party_rows
from yilan.access.staff.clock_bar import days_of
from yilan.access.staff.descriptions import readable_text
from yilan.access.staff.doors import case_of
from yilan.access.staff.listing import channel_words
from yilan.access.staff.next_steps import next_steps
from yilan.access.staff.step_form import StepForm
from yilan.access.staff.suggestion import suggestion_of
from yilan.access.staff.uploads import FilesForm
from yilan.accounts.models import User
from yilan.accounts.queries import holds
from yilan.casework.authority import may_reveal
from yilan.casework.clocks import CaseClock, clock_of
from yilan.casework.models import Case
from yilan.casework.queries import removed_files, staff_history
from yilan.core.regimes import regimes
from yilan.disclosure.staff.people import actor_of

NOTE = "noted"
HANDER = "assigned"
ANNULLER = "annulled"


@never_cache
@require_GET
def case(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Show a case; that it was opened stands in the audit trail."""
    found = case_of(request, uuid, noted=True)
    return render(request, "access/staff/case.html", case_context(request, found))


def case_context(request: HttpRequest, case: Case) -> dict[str, Any]:
    """Return everything that the page of a case shows to this person."""
    user = actor_of(request)
    clock = clock_of(case.procedure, list(case.events.all()))
    parties = party_rows(case)
    steps, history = next_steps(user, case), staff_history(case)
    files = files_of(case)
    return {
        **head_of(request, case, clock),
        **_clock(clock),
        "rules": case.procedure,
        "channel": channel_words(case.channel),
        "outcome": outcome_words(case),
        "title": _title(user, case, parties),
        "wish": _wish(user, case, parties),
        "earlier": _earlier(user, case),
        "parties": parties,
        "may_reveal": may_reveal(user, case),
        "history": history,
        "suggestion": suggestion_of(case, history, steps),
        "files": files,
        "removable": removable(user, case, files),
        "removed": removed_files(case),
        "papers": papers_of(case),
        "notices": notices_of(case),
        "steps": steps.own,
        "further": steps.further,
        "others": steps.others,
        "note": StepForm(kind=case.procedure.events[NOTE], case=case) if NOTE in steps.possible else None,
        "may_hand": HANDER in steps.possible,
        "may_take": HANDER in steps.possible and case.handler_id is None and _takes_up(user, case),
        "may_annul": steps.may_annul,
        "files_form": FilesForm() if steps.handles else None,
        "alike": alike_rows(case),
    }


def _clock(clock: CaseClock) -> dict[str, Any]:
    reading = clock.reading
    if reading is None:
        return {"reading": None}
    regime = next((one.name for one in regimes() if one.code == reading.regime), "")
    return {"reading": reading, "regime": regime, "days": days_of(reading, timezone.localdate())}


def _title(user: User, case: Case, parties: list[PartyRow]) -> str:
    return readable_text(user, case, case.title, [row.party for row in parties])


def _wish(user: User, case: Case, parties: list[PartyRow]) -> list[tuple[str, str]]:
    """Return what is asked for as pairs of label and words."""
    request = description_of(case)
    if request is None:
        return []
    facts, people = request_facts(request), [row.party for row in parties]
    told = [
        *((label, readable_text(user, case, words, people)) for label, words in _stated(case, facts)),
        (_("Document number") if facts.supply else _("Earlier request"), facts.sought_number),
        (_("Form of supply"), facts.supply),
        (_("Way of delivery") if facts.supply else _("Way of the answer"), facts.delivery),
    ]
    if facts.supply:
        told.append((_("Another form"), _("accepted") if facts.accepts_other else _("not accepted")))
    told.append((_("About the applicant"), _("yes") if facts.about_oneself else ""))
    return [(label, words) for label, words in told if words]


def _stated(case: Case, facts: RequestFacts) -> list[tuple[str, str]]:
    """Return what was stated, in the parts of the form by which it came, where it was one of those beside requests."""
    if facts.supply:
        return [(_("What is asked for"), facts.description)]
    form = online_forms().get(case.procedure_code)
    return (parts_of(form, facts.description) if form else []) or [(_("What is written or said"), facts.description)]


def _earlier(user: User, case: Case) -> Case | None:
    """Return the request that a complaint names, where the user may open it."""
    request = description_of(case)
    return case_numbered(user, request.sought_number) if request and not request.supply else None


def _takes_up(user: User, case: Case) -> bool:
    return any(holds(user, role, case.agency) for role in case.procedure.handling_roles)
