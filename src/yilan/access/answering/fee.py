"""The processing fee: computed line by line before any notice goes out, never typed in."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from yilan.access.answering.opened import about, opened
from yilan.access.answering.step_forms import Offer, offers, taken
from yilan.access.fees import earlier_in_month, fee_choices, fee_of
from yilan.access.law.fees import Fee, NotCharged, fee_period_on, pay_by
from yilan.casework.folding import standing_events
from yilan.casework.models import Case
from yilan.organizations.days import today

CHARGING = ("fee_notified", "fee_waived")
PAYING = ("paid", "unpaid")
TOLD = ("computation", "reason", "voucher")


class CountForm(forms.Form):
    """How it is counted, and how many."""

    method = forms.ChoiceField(label=gettext_lazy("How it is counted"), widget=forms.RadioSelect)
    count = forms.IntegerField(
        label=gettext_lazy("Items or pages"),
        min_value=1,
        max_value=100_000,
        help_text=gettext_lazy("This request alone; what the applicant asked earlier in the month is added by itself."),
    )

    def __init__(self, data: Any, *, case: Case) -> None:
        super().__init__(data or None)
        fields: dict[str, Any] = self.fields
        fields["method"].choices = fee_choices(case)


@dataclass(frozen=True)
class Computed:
    """A computation on the page. `pay_by` is the last day if the notice arrived today."""

    fee: Fee
    method: str
    count: int
    pay_by: Any


@require_http_methods(["GET", "POST"])
def fee(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Compute the fee of a request, send the notice or waive it, enter the payment."""
    case = opened(request, uuid)
    form = CountForm(request.GET, case=case)
    computed = _computed(case, form) if form.is_valid() else None
    fixed = {"method": computed.method, "count": computed.count} if computed else {}
    charging = offers(request, case, CHARGING, fixed) if computed and computed.fee.amount else []
    paying = offers(request, case, PAYING)
    done = taken(request, case, [*charging, *paying])
    if done is not None:
        messages.success(request, _("Done: %(step)s") % {"step": done.kind.label})
        return redirect("access_answering:fee", case.pk)
    context: dict[str, Any] = {
        "form": form,
        "period": fee_period_on(case.received_on or today()),
        "has_methods": bool(fee_choices(case)),
        "computed": computed,
        "earlier": earlier_in_month(case, case.received_on or today()),
        "charging": _mine_first(charging),
        "paying": _mine_first(paying),
        "notices": _notices(case),
    }
    return render(request, "access/answering/fee.html", about(request, case, "fee") | context)


def _computed(case: Case, form: CountForm) -> Computed | None:
    told = form.cleaned_data
    try:
        found = fee_of(case, told["method"], told["count"])
    except NotCharged:
        form.add_error("method", _("The law of the day of receipt knows no such fee."))
        return None
    return Computed(found, told["method"], told["count"], pay_by(today(), found.period))


def _mine_first(found: list[Offer]) -> list[Offer]:
    return sorted(found, key=lambda one: bool(one.refused))


def _notices(case: Case) -> list[dict[str, Any]]:
    """Return what was decided on the fee, step by step."""
    events = [event for event in standing_events(case.events.all()) if event.kind in {*CHARGING, *PAYING}]
    return [
        {
            "label": event.definition.label,
            "on": event.on,
            "amount": event.facts.get("amount", ""),
            "told": next((event.facts[name] for name in TOLD if event.facts.get(name)), ""),
            "until": event.facts.get("until", ""),
        }
        for event in events
    ]
