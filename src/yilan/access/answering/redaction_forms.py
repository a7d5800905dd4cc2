"""The redaction screen's forms: boxes by numbers, terms by text, proposals to tick. The drawing script fills them."""

from dataclasses import dataclass, replace
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from yilan.access.answering.grounds import Choices
from yilan.access.redaction_plans import Content, Found, Term
from yilan.redaction.limits import LONGEST_TERM, MOST_TERMS
from yilan.redaction.plans import Box

MOST = 1_000  # boxes that one form carries
EDGES = ("left", "top", "width", "height")


def _measure(label: Any) -> forms.FloatField:
    widget = forms.NumberInput(attrs={"step": "any", "min": "0", "aria-label": label})
    return forms.FloatField(label=label, min_value=0, widget=widget)


class GroundForm(forms.Form):
    """Something to be blackened, and why."""

    ground = forms.ChoiceField(
        label=gettext_lazy("Ground"),
        widget=forms.Select(attrs={"aria-label": gettext_lazy("Ground")}),
        error_messages={"required": gettext_lazy("Choose the ground.")},
    )

    def __init__(self, *args: Any, choices: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["ground"].choices = choices  # type: ignore[attr-defined]


class BoxForm(GroundForm):
    """A box, in points from the top left corner of the page (pixels of a picture)."""

    page = forms.IntegerField(
        label=gettext_lazy("Page number"),
        min_value=1,
        widget=forms.NumberInput(attrs={"min": "1", "aria-label": gettext_lazy("Page number")}),
    )
    left = _measure(gettext_lazy("From the left"))
    top = _measure(gettext_lazy("From the top"))
    width = _measure(gettext_lazy("Width"))
    height = _measure(gettext_lazy("Height"))
    term = forms.CharField(required=False, widget=forms.HiddenInput)
    field_order = ("page", *EDGES, "ground", "term")


class TermForm(GroundForm):
    """A text that must not be read anywhere in the copy."""

    text = forms.CharField(
        label=gettext_lazy("Text"),
        max_length=LONGEST_TERM,
        widget=forms.TextInput(attrs={"aria-label": gettext_lazy("Text")}),
    )
    field_order = ("text", "ground")


Boxes = forms.formset_factory(BoxForm, can_delete=True, extra=1, max_num=MOST, absolute_max=MOST + 1, validate_max=True)
Terms = forms.formset_factory(
    TermForm, can_delete=True, extra=1, max_num=MOST_TERMS, absolute_max=MOST_TERMS + 1, validate_max=True
)


class RestForm(forms.Form):
    """What goes with boxes and terms: the revision that was seen, proposals that are taken, pages looked through."""

    revision = forms.IntegerField(widget=forms.HiddenInput, min_value=0)
    take = forms.TypedMultipleChoiceField(required=False, coerce=int, widget=forms.CheckboxSelectMultiple)
    take_ground = forms.ChoiceField(label=gettext_lazy("Ground for those that are ticked"), required=False)
    looked_at = forms.TypedMultipleChoiceField(required=False, coerce=int, widget=forms.CheckboxSelectMultiple)

    def __init__(self, *args: Any, found: Found, choices: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields: dict[str, Any] = self.fields
        fields["take"].choices = [(number, str(number)) for number in range(len(found.proposals))]
        fields["take_ground"].choices = choices
        fields["looked_at"].choices = [(number, str(number)) for number in found.unsearchable]

    def clean(self) -> dict[str, Any]:
        """Ask for the ground of proposals that are taken."""
        told: dict[str, Any] = super().clean() or {}
        if told.get("take") and not told.get("take_ground"):
            self.add_error("take_ground", _("Choose the ground."))
        return told


@dataclass
class PlanForms:
    """All forms of the screen together."""

    boxes: Any
    terms: Any
    rest: RestForm
    found: Found

    @classmethod
    def of(
        cls, content: Content, found: Found, choices: Choices, revision: int, data: QueryDict | None = None
    ) -> "PlanForms":
        """Return the forms of a plan, or those that were sent."""
        about: Any = {"form_kwargs": {"choices": choices}}
        return cls(
            Boxes(data, prefix="box", initial=None if data else [_row(box) for box in content.boxes], **about),
            Terms(
                data,
                prefix="term",
                initial=None if data else [{"text": term.text, "ground": term.ground} for term in content.terms],
                **about,
            ),
            RestForm(
                data,
                found=found,
                choices=choices,
                initial={"revision": revision, "looked_at": list(content.looked_at)},
            ),
            found,
        )

    def is_valid(self) -> bool:
        """Check all of them, so that everything that is wrong is told at once."""
        return all([self.boxes.is_valid(), self.terms.is_valid(), self.rest.is_valid()])

    def content(self) -> Content:
        """Return what was sent, the proposals that were taken among the boxes."""
        told = self.rest.cleaned_data
        drawn = [_box(row) for row in _kept(self.boxes)]
        taken = [replace(self.found.proposals[number][1], reason=told["take_ground"]) for number in told["take"]]
        terms = {row["text"]: Term(row["text"], row["ground"]) for row in _kept(self.terms)}
        return Content(tuple(dict.fromkeys((*drawn, *taken))), tuple(terms.values()), tuple(told["looked_at"]))


def _kept(formset: Any) -> list[dict[str, Any]]:
    return [form.cleaned_data for form in formset if form.cleaned_data and not form.cleaned_data.get("DELETE")]


def _row(box: Box) -> dict[str, Any]:
    edges = {name: round(getattr(box, name), 1) for name in EDGES}
    return {"page": box.page, "ground": box.reason, "term": box.term, **edges}


def _box(row: dict[str, Any]) -> Box:
    return Box(page=row["page"], reason=row["ground"], term=row["term"], **{name: row[name] for name in EDGES})
