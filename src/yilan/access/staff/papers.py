"""Papers of a case: how they were delivered, and the slip that an applicant takes along from the counter."""

from typing import Any
from uuid import UUID

import segno
from django import forms
from django.conf import settings
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods

from yilan.access.law.choices import choices
from yilan.access.queries.desk import paper_of, papers_of
from yilan.access.staff.case_head import head_of
from yilan.access.staff.doors import case_of
from yilan.access.staff.refusals import ask_plainly, tried
from yilan.casework.actions import deliver_paper
from yilan.casework.authority import may_reveal, require_handler
from yilan.casework.tracking import shown
from yilan.disclosure.staff.people import actor_of
from yilan.disclosure.staff.widgets import RadioSelect, name_groups

DAY = {"type": "date"}
STATUS = "/access/status/"  # where the public portal asks for a tracking code


class DeliveryForm(forms.Form):
    """How a paper went out and when it arrived."""

    way = forms.ChoiceField(label=gettext_lazy("How it was delivered"), choices=(), widget=RadioSelect)
    sent_on = forms.DateField(label=gettext_lazy("Sent on"), widget=forms.DateInput(attrs=DAY, format="%Y-%m-%d"))
    arrived_on = forms.DateField(
        label=gettext_lazy("Arrived on (optional)"),
        help_text=gettext_lazy("Leave it empty until it is known."),
        widget=forms.DateInput(attrs=DAY, format="%Y-%m-%d"),
        required=False,
    )
    proof = forms.CharField(
        label=gettext_lazy("Proof of delivery (optional)"),
        help_text=gettext_lazy("Number of the parcel, or who signed for it."),
        max_length=200,
        required=False,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        way = self.fields["way"]
        assert isinstance(way, forms.ChoiceField)  # noqa: S101 - tells the type checker
        way.choices = [(one.code, one.term) for one in choices("service").values()]
        name_groups(self)
        ask_plainly(self)


@never_cache
@require_http_methods(["GET", "POST"])
def deliver(request: HttpRequest, uuid: UUID, pk: int) -> HttpResponse:
    """Enter how a paper was delivered; it can be entered again as more becomes known."""
    user, case = actor_of(request), case_of(request, uuid)
    require_handler(user, case)
    paper = paper_of(case, pk)
    known = {name: getattr(paper, name) for name in ("way", "sent_on", "arrived_on", "proof")}
    form = DeliveryForm(request.POST or None, initial=known | {"sent_on": paper.sent_on or paper.dated})
    if (
        request.method == "POST"
        and form.is_valid()
        and tried(form, lambda: deliver_paper(actor=user, paper=paper, **form.cleaned_data))
    ):
        messages.success(request, _("The delivery was entered: %(paper)s") % {"paper": paper})
        return redirect("access_cases:case", uuid)
    return render(request, "access/staff/delivery.html", {**head_of(request, case), "form": form, "paper": paper})


@never_cache
@require_GET
def slip(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Show the slip with number and tracking code, to be printed and handed over; only to those who handle the case."""
    case = case_of(request, uuid)
    if not may_reveal(actor_of(request), case):
        raise PermissionDenied(_("Only those who handle this agency's cases may open personal data."))
    address = f"{settings.WAGTAILADMIN_BASE_URL}{STATUS}"
    context = {
        **head_of(request, case),
        "code": shown(case.tracking_code),
        "address": address,
        "qr": _qr(address),
        "papers": papers_of(case),
    }
    return render(request, "access/staff/slip.html", context)


def _qr(address: str) -> SafeString:
    svg = segno.make_qr(address, error="m").svg_inline(scale=3, border=2, omitsize=True, svgclass="qr", lineclass=None)
    return mark_safe(svg)  # noqa: S308 - segno draws squares; the address is not part of the drawing
