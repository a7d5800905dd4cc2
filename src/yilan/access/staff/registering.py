"""Registration: what came over the counter, by post, by fax, by e-mail or by word of mouth becomes a case."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from yilan.access.actions.entering import Arrived, register_arrived
from yilan.access.law.choices import choices
from yilan.access.law.receipt import ReceiptRule, receipt_rules
from yilan.access.queries.desk import case_of_submission, registering_agencies
from yilan.access.rehearsing import as_if_opened
from yilan.access.staff.alike import AlikeRow, alike_rows
from yilan.access.staff.case_head import watermark
from yilan.access.staff.ours import FIRST, may_register, our_procedure, our_procedures
from yilan.access.staff.refusals import tried
from yilan.access.staff.registration_form import FILES, ArrivalForm, OtherForm, RegistrationForm
from yilan.access.staff.uploads import Held, held_files
from yilan.accounts.models import User
from yilan.casework.models import Case
from yilan.casework.procedures import Procedure
from yilan.disclosure.staff.people import actor_of

EDIT, SAVE = "edit", "save"


@dataclass
class Entry:
    """What is being entered: the form, the files of each of its fields, and what resembles it."""

    rules: Procedure
    form: ArrivalForm
    held: dict[str, list[Held]] = field(default_factory=dict)
    alike: list[AlikeRow] = field(default_factory=list)


@never_cache
@require_http_methods(["GET", "POST"])
def register(request: HttpRequest) -> HttpResponse:
    """Enter an access request."""
    return _register(request, our_procedure(FIRST))


@never_cache
@require_http_methods(["GET", "POST"])
def register_other(request: HttpRequest, code: str) -> HttpResponse:
    """Enter what is no access request."""
    if code == FIRST:
        raise Http404
    return _register(request, our_procedure(code))


def _register(request: HttpRequest, rules: Procedure) -> HttpResponse:
    user = actor_of(request)
    if not may_register(user, rules):
        raise PermissionDenied(_("Only those who take such cases up enter them."))
    entry = _entry(request, user, rules)
    if request.method != "POST" or request.POST.get("verb") == EDIT or not entry.form.is_valid():
        return _show(request, entry)
    earlier = case_of_submission(entry.form.cleaned_data["key"])
    if earlier is not None:
        messages.info(request, _("This was entered already: %(number)s") % {"number": earlier.number})
        return redirect("access_cases:slip", earlier.pk)
    if request.POST.get("verb") != SAVE:
        if not _looks_for_alike(user, entry):
            return _show(request, entry)
        if entry.alike:
            return render(request, "access/staff/register_alike.html", _context(request, entry))
    return _save(request, user, entry)


def _entry(request: HttpRequest, user: User, rules: Procedure) -> Entry:
    made: Callable[..., ArrivalForm] = RegistrationForm if rules.code == FIRST else OtherForm
    agencies = registering_agencies(user, rules)
    if request.method != "POST":
        return Entry(rules, made(agencies=agencies))
    form = made(request.POST, request.FILES, agencies=agencies)
    form.is_valid()
    names = [name for name in FILES if name in form.fields]
    held = {name: held_files(request, form.cleaned_data.get(name) or [], name) for name in names}
    return Entry(rules, form, held)


def _arrived(user: User, entry: Entry, *, with_files: bool) -> Case:
    files = [(FILES[name], one.received) for name, held in entry.held.items() for one in held] if with_files else []
    form, values = entry.form, entry.form.cleaned_data
    arrived = Arrived(
        procedure_code=entry.rules.code,
        agency=values["agency"],
        channel=values["channel"],
        received_on=values["received_on"],
        parties=form.parties(),
        description=values["description"],
        wish=form.wish() if isinstance(form, RegistrationForm) else None,
        arrived_on=values.get("arrived_on"),
    )
    return register_arrived(
        actor=user, arrived=arrived, files=files, key=values["key"], take_up=with_files and values["take_up"]
    )


def _looks_for_alike(user: User, entry: Entry) -> bool:
    """Register it as if, which finds what resembles it and everything that would be refused."""

    def look() -> None:
        entry.alike = as_if_opened(lambda: _arrived(user, entry, with_files=False), alike_rows)

    return tried(entry.form, look)


def _save(request: HttpRequest, user: User, entry: Entry) -> HttpResponse:
    opened: list[Case] = []
    if not tried(entry.form, lambda: opened.append(_arrived(user, entry, with_files=True))):
        return _show(request, entry)
    messages.success(request, _("Registered: %(number)s") % {"number": opened[0].number})
    return redirect("access_cases:slip", opened[0].pk)


def _show(request: HttpRequest, entry: Entry) -> HttpResponse:
    return render(request, "access/staff/register.html", _context(request, entry))


def _context(request: HttpRequest, entry: Entry) -> dict[str, Any]:
    return {
        "rules": entry.rules,
        "procedures": [one for one in our_procedures() if may_register(actor_of(request), one)],
        "first": FIRST,
        "form": entry.form,
        "parts": entry.form.parts(),
        "held": entry.held,
        "alike": entry.alike,
        "receipt": _receipt() if entry.rules.code == FIRST else [],
        "watermark": watermark(request),
    }


def _receipt() -> list[tuple[str, ReceiptRule]]:
    """Return the rules of today on the day of receipt, each with its channels in words."""
    today = timezone.localdate()
    return [
        ("、".join(choices("channel")[code].term for code in rule.channels), rule)
        for rule in receipt_rules()
        if rule.holds_on(today)
    ]
