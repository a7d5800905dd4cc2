"""What may be done with a published record: withdraw it, publish it again, change its validity."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from yilan.accounts.models import Role, User
from yilan.disclosure import actions
from yilan.disclosure.models import Publication, RecordPage, Validity
from yilan.disclosure.queries import drafts
from yilan.disclosure.queries.reach import reach
from yilan.disclosure.staff.fields import RecordNumberField
from yilan.disclosure.staff.people import actor_of
from yilan.disclosure.staff.refusals import show_refusal


class PublicReasonForm(forms.Form):
    """A reason that the public reads."""

    reason = forms.CharField(
        label=gettext_lazy("Public reason"),
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=gettext_lazy("Stands at the record's address in place of the text. One or two plain sentences."),
    )


class InternalReasonForm(forms.Form):
    """A reason for the audit trail."""

    reason = forms.CharField(
        label=gettext_lazy("Reason for the decision"), max_length=300, widget=forms.Textarea(attrs={"rows": 3})
    )


class ValidityForm(forms.Form):
    """A new validity, since when, and what changed it."""

    validity = forms.ChoiceField(label=gettext_lazy("Validity"), choices=Validity.choices, widget=forms.RadioSelect)
    changed_on = forms.DateField(
        label=gettext_lazy("Since"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )
    changed_by = RecordNumberField(
        label=gettext_lazy("Changed by"),
        required=False,
        help_text=gettext_lazy("Index number of the record that amends or repeals this one, if there is one."),
    )
    reason = forms.CharField(
        label=gettext_lazy("Reason for the decision"),
        required=False,
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=gettext_lazy("Needed when no record is named."),
    )


@require_http_methods(["GET", "POST"])
def withdraw(request: HttpRequest, pk: int) -> HttpResponse:
    """Take a record from the public, with a reason that the public reads."""
    record, publication = _published(request, pk)
    form = PublicReasonForm(request.POST or None)

    def act() -> Any:
        return actions.withdraw_record(actor=actor_of(request), record=record, reason=form.cleaned_data["reason"])

    words = {
        "heading": _("Withdraw this record?"),
        "lead": _(
            "The public no longer reads it; its address says that it was withdrawn, and why. Every version is kept."
        ),
        "verb": _("Withdraw the record"),
    }
    return _ask(request, record, publication, form, act, words, _("Withdrawn: %(title)s"))


@require_http_methods(["GET", "POST"])
def restore(request: HttpRequest, pk: int) -> HttpResponse:
    """Publish a withdrawn record again, in the version that stood last."""
    record, publication = _published(request, pk)
    form = InternalReasonForm(request.POST or None)

    def act() -> Any:
        return actions.restore_record(actor=actor_of(request), record=record, reason=form.cleaned_data["reason"])

    words = {
        "heading": _("Publish this record again?"),
        "lead": _("The version that stood last becomes public again under the same address."),
        "verb": _("Publish it again"),
    }
    return _ask(request, record, publication, form, act, words, _("Published again: %(title)s"))


@require_http_methods(["GET", "POST"])
def validity(request: HttpRequest, pk: int) -> HttpResponse:
    """Mark a record as amended, lapsed, repealed or in force again."""
    record, publication = _published(request, pk)
    start = {"validity": record.validity, "changed_on": timezone.localdate()}
    form = ValidityForm(request.POST or None, initial=start)

    def act() -> Any:
        return actions.change_validity(actor=actor_of(request), record=record, **form.cleaned_data)

    words = {
        "heading": _("Change the validity"),
        "lead": _("The text stays as it is; its page and every list show the new validity at once."),
        "verb": _("Change the validity"),
    }
    return _ask(request, record, publication, form, act, words, _("Validity changed: %(title)s"))


def may_settle(user: User, publication: Publication) -> bool:
    """Tell whether the user may withdraw the record or change its validity."""
    return publication.agency_id in reach(user, Role.INFORMATION_OFFICE, Role.LEADER)


def _published(request: HttpRequest, pk: int) -> tuple[RecordPage, Publication]:
    record = drafts.record_for(actor_of(request), pk)
    publication = drafts.publication_of(record)
    if publication is None:
        raise Http404
    return record, publication


def _ask(  # noqa: PLR0913, PLR0917 - one question with its words
    request: HttpRequest,
    record: RecordPage,
    publication: Publication,
    form: forms.Form,
    act: Callable[[], Any],
    words: dict[str, str],
    done: str,
) -> HttpResponse:
    status = 200
    if not may_settle(actor_of(request), publication):
        hindrance = _("Only the information office or the agency's leader may do this. Ask them, with the reason.")
        context = {"record": record, "publication": publication, "hindrance": hindrance, **words}
        return render(request, "disclosure/staff/publication.html", context, status=403)
    if request.method == "POST" and form.is_valid():
        try:
            act()
        except (ValidationError, PermissionDenied) as error:
            show_refusal(form, error)
            status = 403 if isinstance(error, PermissionDenied) else 200
        else:
            messages.success(request, done % {"title": publication.title})
            return redirect(reverse("disclosure_records:history", args=[record.pk]))
    context = {"record": record, "publication": publication, "form": form, **words}
    return render(request, "disclosure/staff/publication.html", context, status=status)
