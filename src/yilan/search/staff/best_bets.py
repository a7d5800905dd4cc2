"""Pages that editors put above the results of a question."""

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_http_methods

from yilan.disclosure.staff.people import actor_of
from yilan.organizations.staff.form_pages import FormPage, form_page
from yilan.search.actions import remove_best_bet, require_editor, set_best_bet
from yilan.search.editing import best_bets, bet_by_key


class BestBetForm(forms.Form):
    """A question, and the page that answers it."""

    question = forms.CharField(label=gettext_lazy("What people search for"), max_length=100)
    title = forms.CharField(label=gettext_lazy("What the page is called"), max_length=200)
    address = forms.CharField(
        label=gettext_lazy("Address of the page"),
        help_text=gettext_lazy("Of this site; copy it from the browser."),
        max_length=300,
    )


@require_GET
def bet_list(request: HttpRequest) -> HttpResponse:
    """List all recommended pages."""
    require_editor(actor_of(request))
    return render(request, "search/staff/best_bets.html", {"bets": best_bets()})


@require_http_methods(["GET", "POST"])
def add(request: HttpRequest) -> HttpResponse:
    """Recommend a page; `question` in the address is what somebody searched for."""
    actor = actor_of(request)
    require_editor(actor)
    form = BestBetForm(request.POST or None, initial={"question": request.GET.get("question", "")})

    def act() -> tuple[str, str]:
        bet = set_best_bet(actor=actor, **form.cleaned_data)
        return _("From now on this page stands above the results: %(bet)s") % {"bet": bet}, _list()

    page = FormPage(_("Recommend a page"), _("Recommend the page"), _list(), _("Recommended pages"))
    return form_page(request, form, page, act)


@require_http_methods(["GET", "POST"])
def remove(request: HttpRequest, pk: int) -> HttpResponse:
    """Take a recommended page back, after asking once more."""
    actor = actor_of(request)
    require_editor(actor)
    bet = bet_by_key(pk)

    def act() -> tuple[str, str]:
        remove_best_bet(actor=actor, bet=bet)
        return _("No longer recommended: %(bet)s") % {"bet": bet}, _list()

    heading = _("Recommend this page no longer? %(bet)s") % {"bet": bet}
    page = FormPage(heading, _("Recommend it no longer"), _list(), _("Recommended pages"), serious=True)
    return form_page(request, forms.Form(request.POST if request.method == "POST" else None), page, act)


def _list() -> str:
    return reverse("search_words:bets")
