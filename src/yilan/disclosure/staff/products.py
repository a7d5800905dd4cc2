"""Guide and catalogue: when each was compiled last, and the buttons that compile them anew."""

from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from yilan.disclosure import actions
from yilan.disclosure.queries.products import products_of
from yilan.disclosure.staff.people import actor_of
from yilan.disclosure.staff.refusals import show_refusal


class NoteForm(forms.Form):
    """What changed since the revision before."""

    note = forms.CharField(label=gettext_lazy("What changed"), required=False, max_length=300)


@require_http_methods(["GET", "POST"])
def products(request: HttpRequest) -> HttpResponse:
    """List the agencies' guides and catalogues; a POST names an agency and which of the two to compile."""
    user = actor_of(request)
    rows = products_of(user)
    bound: dict[int, forms.Form] = {}
    if request.method == "POST":
        agency = next((row.agency for row in rows if row.agency.code == request.POST.get("agency")), None)
        if agency is None:
            raise Http404
        form = NoteForm(request.POST, prefix=agency.code)
        bound[agency.pk] = form
        verbs: dict[str, tuple[Any, str]] = {
            "guide": (actions.compile_guide, _("Guide compiled: %(agency)s, revision %(number)d")),
            "catalogue": (actions.compile_catalogue, _("Catalogue compiled: %(agency)s, revision %(number)d")),
        }
        verb = verbs.get(request.POST.get("verb", ""))
        if form.is_valid() and verb is not None:
            compile_product, done = verb
            try:
                version = compile_product(actor=user, agency=agency, note=form.cleaned_data["note"])
            except ValidationError as error:
                show_refusal(form, error)
            else:
                messages.success(request, done % {"agency": agency.name, "number": version.number})
                return redirect("disclosure_products:list")
    shown = [(row, bound.get(row.agency.pk) or NoteForm(prefix=row.agency.code)) for row in rows]
    return render(request, "disclosure/staff/products.html", {"rows": shown})
