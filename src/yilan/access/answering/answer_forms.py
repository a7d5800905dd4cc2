"""The form of an answer: the facts that its outcome demands, the files that are given, the parts that are withheld."""

from collections.abc import Iterable, Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from yilan.access.answering.grounds import grounds_of
from yilan.access.law.decisions import AND, reason_facts
from yilan.access.law.outcomes import Fact, Outcome, facts
from yilan.casework.models import Case, CaseFile

MOST_PARTS = 200
DAY = forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})


class AnswerForm(forms.Form):
    """Facts and files. Nothing is required here: the verb knows what the law demands, and tells it at the field."""

    def __init__(self, data: Any, *, outcome: Outcome, files: Iterable[CaseFile], initial: Mapping[str, Any]) -> None:
        super().__init__(data, initial={name: _shown(name, value) for name, value in initial.items()})
        self.outcome = outcome
        self.offered = {file.pk: file for file in files}
        if outcome.attaches:
            self.fields["given"] = forms.TypedMultipleChoiceField(
                label=_("Information that is handed over"),
                coerce=int,
                required=False,
                choices=[(pk, str(file)) for pk, file in self.offered.items()],
                widget=forms.CheckboxSelectMultiple,
            )
        for fact in (*outcome.facts, *outcome.file_facts):
            if fact.kind != "parts":
                self.fields[fact.code] = field_of(fact, kept=fact in outcome.file_facts)

    def facts(self) -> dict[str, Any]:
        """Return the facts as the verb takes them."""
        return {name: _read(value) for name, value in self.cleaned_data.items() if name != "given"}

    def ticked_files(self) -> list[CaseFile]:
        """Return the files that were ticked."""
        return [self.offered[pk] for pk in self.cleaned_data.get("given", ())]


def field_of(fact: Fact, *, kept: bool = False) -> forms.Field:
    """Return the form field of a fact; its sample is the hint."""
    hint = _("For the file only; the applicant does not read it.") if kept else ""
    about: dict[str, Any] = {"label": fact.term, "required": False, "help_text": hint}
    if fact.kind == "date":
        return forms.DateField(widget=DAY, **about)
    if fact.kind == "choice":
        options = [(one, one) for one in fact.options]
        return forms.MultipleChoiceField(choices=options, widget=forms.CheckboxSelectMultiple, **about)
    about["help_text"] = hint or _("For example: %(sample)s") % {"sample": fact.sample}
    rows = 4 if fact.kind == "long_text" else 1
    return forms.CharField(widget=forms.Textarea(attrs={"rows": rows}), max_length=5000, **about)


class PartForm(forms.Form):
    """A part that is withheld: what it is, on which ground, and what this ground has to state."""

    what = forms.CharField(
        label=_("Which part"), max_length=500, widget=forms.Textarea(attrs={"rows": 1}), required=False
    )
    ground = forms.ChoiceField(label=_("Ground"), required=False)

    def __init__(self, *args: Any, case: Case, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.grounds = {ground.code: ground for ground in grounds_of(case)}
        fields: dict[str, Any] = self.fields
        fields["ground"].choices = [("", "—"), *((code, ground.term) for code, ground in self.grounds.items())]
        self.needed: dict[str, list[str]] = {}
        for code, ground in self.grounds.items():
            by_code = {fact.code: fact for fact in ground.facts}
            for name in reason_facts(ground):
                self.needed.setdefault(name, []).append(code)
                fields.setdefault(f"fact_{name}", field_of(by_code[name]))

    @property
    def ground_fields(self) -> list[tuple[Any, str, bool]]:
        """Return the fields of the grounds, each with the grounds that need it, and whether the chosen one does."""
        chosen = self["ground"].value()
        return [
            (self[f"fact_{name}"], " ".join(codes), not chosen or chosen in codes)
            for name, codes in self.needed.items()
        ]

    def part(self) -> dict[str, Any]:
        """Return the part as the verb takes it; only the facts that its ground needs."""
        told = self.cleaned_data
        stated = {
            name: _read(told.get(f"fact_{name}")) for name, codes in self.needed.items() if told["ground"] in codes
        }
        return {"what": told["what"], "ground": told["ground"], "facts": stated}


Parts = forms.formset_factory(PartForm, can_delete=True, extra=1, max_num=MOST_PARTS, absolute_max=MOST_PARTS + 1)


def parts_of(formset: Any) -> list[dict[str, Any]]:
    """Return the parts that were stated."""
    return [form.part() for form in formset if form.cleaned_data and not form.cleaned_data.get("DELETE")]


def part_initial(what: str, ground: str, stated: Mapping[str, Any]) -> dict[str, Any]:
    """Return a part as the form shows it."""
    return {"what": what, "ground": ground, **{f"fact_{name}": _shown(name, value) for name, value in stated.items()}}


def _read(value: Any) -> Any:
    return AND.join(value) if isinstance(value, list) else value


def _shown(name: str, value: Any) -> Any:
    """Return a fact as its field shows it: several answers that were joined stand apart again."""
    known = facts().get(name)
    return value.split(AND) if known is not None and known.options and isinstance(value, str) else value
