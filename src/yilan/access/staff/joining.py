"""One request becomes several, or several become one."""

from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from yilan.access.actions import Wish, merge_requests, split_request
from yilan.access.queries.desk import description_of, mergeable_with
from yilan.access.staff.case_head import head_of
from yilan.access.staff.doors import case_of
from yilan.access.staff.next_steps import next_steps
from yilan.access.staff.refusals import ask_plainly, tried
from yilan.casework.models import Case
from yilan.disclosure.staff.people import actor_of
from yilan.disclosure.staff.widgets import RadioSelect, name_groups

REASON = {"rows": 2}


class SplitForm(forms.Form):
    """What of a request is handled on its own."""

    description = forms.CharField(
        label=gettext_lazy("What is handled on its own"),
        help_text=gettext_lazy("In the words of the applicant. The request itself goes on with the rest."),
        widget=forms.Textarea(attrs={"rows": 4}),
        max_length=5000,
    )
    sought_number = forms.CharField(
        label=gettext_lazy("Document number, where the applicant names one (optional)"), max_length=80, required=False
    )
    reason = forms.CharField(label=gettext_lazy("Reason"), widget=forms.Textarea(attrs=REASON), max_length=300)


class MergeForm(forms.Form):
    """The request in which another goes on."""

    into = forms.ChoiceField(label=gettext_lazy("Goes on in"), choices=(), widget=RadioSelect)
    reason = forms.CharField(
        label=gettext_lazy("Reason"),
        help_text=gettext_lazy("The applicant reads it."),
        widget=forms.Textarea(attrs=REASON),
        max_length=300,
    )

    def __init__(self, *args: Any, others: list[Case], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        into: Any = self.fields["into"]
        into.choices = [(str(one.pk), f"{one.number} {one.title}") for one in others]
        name_groups(self)
        ask_plainly(self)


@never_cache
@require_http_methods(["GET", "POST"])
def split(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Give a part of a request a case of its own, received on the same day."""
    user, case = actor_of(request), _open_for(request, uuid, "split")
    asked = description_of(case)
    form = SplitForm(request.POST or None)
    ask_plainly(form)
    made: list[Case] = []

    def act() -> None:
        values = form.cleaned_data
        wish = Wish(
            description=values["description"],
            sought_number=values["sought_number"],
            supply=asked.supply if asked else "",
            delivery=asked.delivery if asked else "",
            accepts_other=asked.accepts_other if asked else True,
            about_oneself=asked.about_oneself if asked else False,
        )
        made.extend(split_request(actor=user, case=case, wishes=[wish], reason=values["reason"]))

    if request.method == "POST" and form.is_valid() and tried(form, act):
        messages.success(request, _("A case of its own was opened: %(number)s") % {"number": made[0].number})
        return redirect("access_cases:case", uuid)
    description = asked.description if asked else ""
    context = {**head_of(request, case), "form": form, "description": description}
    return render(request, "access/staff/split.html", context)


@never_cache
@require_http_methods(["GET", "POST"])
def merge(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Let a request go on in another of the same applicant."""
    user, case = actor_of(request), _open_for(request, uuid, "merged")
    others = mergeable_with(case)
    form = MergeForm(request.POST or None, others=others)

    def act() -> object:
        values = form.cleaned_data
        into = next(one for one in others if str(one.pk) == values["into"])
        return merge_requests(actor=user, case=case, into=into, reason=values["reason"])

    if request.method == "POST" and form.is_valid() and tried(form, act):
        messages.success(request, _("The request goes on in the other one."))
        return redirect("access_cases:case", form.cleaned_data["into"])
    return render(request, "access/staff/merge.html", {**head_of(request, case), "form": form, "others": others})


def _open_for(request: HttpRequest, uuid: UUID, kind: str) -> Case:
    """Return the case when this person may do that to it now, or raise `PermissionDenied`."""
    case = case_of(request, uuid)
    if kind not in {step.kind.code for step in next_steps(actor_of(request), case).further}:
        raise PermissionDenied(_("This is not possible now, or it belongs to somebody else."))
    return case
