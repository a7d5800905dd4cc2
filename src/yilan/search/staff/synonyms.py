"""The list of words that mean the same, and its forms."""

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_http_methods

from yilan.disclosure.staff.people import actor_of
from yilan.organizations.staff.form_pages import FormPage, form_page
from yilan.search.actions import add_synonyms, change_synonyms, require_editor, retire_synonyms
from yilan.search.editing import group_by_key, synonym_groups


class SynonymsForm(forms.Form):
    """Words, one in a line, and where they come from."""

    words = forms.CharField(
        label=gettext_lazy("Words that mean the same"),
        help_text=gettext_lazy("One in a line, the official word first. A search for one finds the others too."),
        widget=forms.Textarea(attrs={"rows": 5}),
    )
    source = forms.CharField(
        label=gettext_lazy("Where it comes from"),
        help_text=gettext_lazy("A law, a document, or what people searched for."),
        max_length=200,
    )


@require_GET
def group_list(request: HttpRequest) -> HttpResponse:
    """List the groups, or those with a word."""
    require_editor(actor_of(request))
    words = request.GET.get("q", "").strip()
    return render(request, "search/staff/synonyms.html", {"groups": synonym_groups(words), "words": words})


@require_http_methods(["GET", "POST"])
def add(request: HttpRequest) -> HttpResponse:
    """Add a group; `word` in the address is what somebody searched for in vain."""
    actor = actor_of(request)
    require_editor(actor)
    word = request.GET.get("word", "")
    began = {"words": f"{word}\n", "source": _("Searched for in vain")} if word else None
    form = SynonymsForm(request.POST or None, initial=began)

    def act() -> tuple[str, str]:
        group = add_synonyms(actor=actor, words=_lines(form), source=form.cleaned_data["source"])
        return _("From now on these words find each other: %(words)s") % {"words": group}, _list()

    return form_page(request, form, _page(_("Add synonyms"), _("Add the synonyms")), act)


@require_http_methods(["GET", "POST"])
def change(request: HttpRequest, pk: int) -> HttpResponse:
    """Change a group."""
    actor = actor_of(request)
    require_editor(actor)
    group = group_by_key(pk)
    form = SynonymsForm(request.POST or None, initial={"words": "\n".join(group.words), "source": group.source})

    def act() -> tuple[str, str]:
        changed = change_synonyms(actor=actor, group=group, words=_lines(form), source=form.cleaned_data["source"])
        return _("From now on these words find each other: %(words)s") % {"words": changed}, _list()

    return form_page(request, form, _page(_("Change synonyms"), _("Change the synonyms")), act)


@require_http_methods(["GET", "POST"])
def retire(request: HttpRequest, pk: int) -> HttpResponse:
    """Use a group no longer, after asking once more."""
    actor = actor_of(request)
    require_editor(actor)
    group = group_by_key(pk)

    def act() -> tuple[str, str]:
        retire_synonyms(actor=actor, group=group)
        return _("No longer used: %(words)s") % {"words": group}, _list()

    heading = _("Use these synonyms no longer? %(words)s") % {"words": group}
    lead = _("A search for one of them then finds only itself. The group stays on the list and can be taken up again.")
    page = FormPage(heading, _("Use them no longer"), _list(), _("Synonyms"), lead=lead, serious=True)
    return form_page(request, forms.Form(request.POST if request.method == "POST" else None), page, act)


def _lines(form: forms.Form) -> list[str]:
    return str(form.cleaned_data["words"]).splitlines()


def _list() -> str:
    return reverse("search_words:synonyms")


def _page(heading: str, verb: str) -> FormPage:
    return FormPage(heading, verb, _list(), _("Synonyms"))
