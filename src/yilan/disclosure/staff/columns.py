"""The columns of the portal, kept by the district's information office."""

from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_http_methods

from yilan.disclosure.actions.columns import CHANGEABLE, add_column, change_column, retire_column
from yilan.disclosure.models import Column
from yilan.disclosure.queries import columns as queries
from yilan.disclosure.staff.people import actor_of
from yilan.disclosure.staff.refusals import show_refusal


class ColumnForm(forms.ModelForm):
    """What may be changed of a column."""

    class Meta:
        model = Column
        fields: tuple[str, ...] = CHANGEABLE

    def _post_clean(self) -> None:
        """Leave the checks of the model to the verb, which makes them once and in its own transaction."""


class NewColumnForm(ColumnForm):
    """A new column also needs its address and its place, which stay for good."""

    class Meta(ColumnForm.Meta):
        fields = ("name", "slug", "parent", *CHANGEABLE[1:])
        labels = {"parent": gettext_lazy("Column above it")}
        help_texts = {
            "slug": gettext_lazy("Latin letters and hyphens; stands in the column's address and stays for good.")
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["parent"].queryset = queries.parents_to_choose()  # type: ignore[attr-defined]


@require_GET
def column_list(request: HttpRequest) -> HttpResponse:
    """List all columns with what stands in them."""
    context = {"tree": queries.column_tree(), "may_change": queries.keeps_columns(actor_of(request))}
    return render(request, "disclosure/staff/columns.html", context)


@require_http_methods(["GET", "POST"])
def add(request: HttpRequest) -> HttpResponse:
    """Open a column."""
    _require_keeper(request)
    form = NewColumnForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            column = add_column(actor=actor_of(request), **form.cleaned_data)
        except ValidationError as error:
            show_refusal(form, error)
        else:
            messages.success(request, _("Column opened: %(name)s") % {"name": column.name})
            return redirect("disclosure_columns:list")
    return render(request, "disclosure/staff/column.html", {"form": form, "column": None})


@require_http_methods(["GET", "POST"])
def change(request: HttpRequest, pk: int) -> HttpResponse:
    """Rename, describe or reorder a column."""
    _require_keeper(request)
    column = queries.column_by_key(pk)
    form = ColumnForm(request.POST or None, instance=column)
    if request.method == "POST" and form.is_valid():
        try:
            change_column(actor=actor_of(request), column=column, **form.cleaned_data)
        except ValidationError as error:
            show_refusal(form, error)
        else:
            messages.success(request, _("Column changed: %(name)s") % {"name": form.cleaned_data["name"]})
            return redirect("disclosure_columns:list")
    return render(request, "disclosure/staff/column.html", {"form": form, "column": column})


@require_http_methods(["GET", "POST"])
def retire(request: HttpRequest, pk: int) -> HttpResponse:
    """Close a column, after asking once more."""
    _require_keeper(request)
    column = queries.column_by_key(pk)
    if request.method == "POST":
        try:
            retire_column(actor=actor_of(request), column=column)
        except ValidationError as error:
            messages.error(request, " ".join(error.messages))
        else:
            messages.success(request, _("Column retired: %(name)s") % {"name": column.name})
        return redirect("disclosure_columns:list")
    return render(request, "disclosure/staff/column_retire.html", {"column": column})


def _require_keeper(request: HttpRequest) -> None:
    if not queries.keeps_columns(actor_of(request)):
        raise PermissionDenied(_("Only the district's information office may change columns."))
