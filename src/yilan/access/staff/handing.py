"""Who handles which cases: one case given to somebody, or all of somebody who leaves."""

from collections.abc import Callable
from typing import Any, ClassVar
from uuid import UUID

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods

from yilan.access.queries.desk import handlers_at, handlers_for, person_by_key
from yilan.access.staff.case_head import head_of
from yilan.access.staff.doors import case_of, require_reader
from yilan.access.staff.ours import ASSIGNED, codes, may_hand_over
from yilan.access.staff.refusals import ask_plainly, tried
from yilan.accounts.models import User
from yilan.casework.actions import hand_over, hand_over_all
from yilan.casework.queries import Burden, burdens, steps_for
from yilan.disclosure.staff.people import actor_of
from yilan.organizations.queries import agency_by_code


class HandingForm(forms.Form):
    """To whom, and why."""

    handler: ClassVar[Any] = forms.ModelChoiceField(label=gettext_lazy("Give to"), queryset=None)
    reason = forms.CharField(
        label=gettext_lazy("Reason (optional)"),
        widget=forms.Textarea(attrs={"rows": 2}),
        max_length=300,
        required=False,
    )

    def __init__(self, *args: Any, people: QuerySet[User], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        handler = self.fields["handler"]
        assert isinstance(handler, forms.ModelChoiceField)  # noqa: S101 - tells the type checker
        handler.queryset = people
        handler.empty_label = _("Choose a person")
        ask_plainly(self)


@never_cache
@require_http_methods(["GET", "POST"])
def hand(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Give a case to somebody; the button “take it up” of its page sends oneself."""
    user, case = actor_of(request), case_of(request, uuid)
    refused = next((step.refused for step in steps_for(user, case) if step.kind.code == ASSIGNED), None)
    if refused is None:
        messages.warning(request, _("This case is closed; nobody has to handle it."))
        return redirect("access_cases:case", uuid)
    if refused:
        raise PermissionDenied(refused)
    form = HandingForm(request.POST or None, people=handlers_for(case), initial={"handler": case.handler_id})

    def act() -> object:
        values = form.cleaned_data
        return hand_over(actor=user, case=case, handler=values["handler"], reason=values["reason"])

    if request.method == "POST" and form.is_valid() and tried(form, act):
        messages.success(request, _("Handled by %(person)s from now on.") % {"person": form.cleaned_data["handler"]})
        return redirect("access_cases:case", uuid)
    return render(request, "access/staff/hand.html", {**head_of(request, case), "form": form})


@never_cache
@require_GET
def people(request: HttpRequest) -> HttpResponse:
    """List who has how many open cases, those who have gone first."""
    user = _hander(request)
    return render(request, "access/staff/people.html", {"burdens": burdens(user, codes())})


@never_cache
@require_http_methods(["GET", "POST"])
def hand_all(request: HttpRequest, code: str, person: int) -> HttpResponse:
    """Give every open case that a person has at an agency to another, after showing them."""
    user = _hander(request)
    agency, leaving = agency_by_code(code), person_by_key(person)
    burden = _burden(user, lambda one: (one.agency, one.person) == (agency, leaving))
    roles = {role for case in burden.cases for role in case.procedure.handling_roles}
    form = HandingForm(request.POST or None, people=handlers_at(agency, roles).exclude(pk=leaving.pk))

    def act() -> object:
        values = form.cleaned_data
        given = {"handler": values["handler"], "reason": values["reason"] or _("handing over")}
        return hand_over_all(actor=user, agency=agency, leaving=leaving, **given)

    if request.method == "POST" and form.is_valid() and tried(form, act):
        count = len(burden.cases)
        words = ngettext("%(count)d case was given to %(person)s.", "%(count)d cases were given to %(person)s.", count)
        messages.success(request, words % {"count": count, "person": form.cleaned_data["handler"]})
        return redirect("access_cases:people")
    return render(request, "access/staff/hand_all.html", {"burden": burden, "form": form})


def _burden(user: User, fits: Callable[[Burden], bool]) -> Burden:
    found = next(filter(fits, burdens(user, codes())), None)
    if found is None:
        raise Http404
    return found


def _hander(request: HttpRequest) -> User:
    """Return the person, or raise `PermissionDenied` unless they may give cases to others."""
    user = require_reader(request)
    if not may_hand_over(user):
        raise PermissionDenied(_("Only those who handle cases give them to others."))
    return user
