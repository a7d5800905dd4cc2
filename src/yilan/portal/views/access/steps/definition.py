"""What a step of the form is: a question of its own page. What is wrong with an answer the room `access` says."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.functional import Promise

from yilan.access.asking import FILE_ROLES, NO, YES, Answers, AskedStep, OnlineForm, problems, tidied
from yilan.intake.receiving import Received


class StepForm(forms.Form):
    """The fields of one step. Nothing is required here: `access.asking.problems` knows what a form needs.

    `hints` are short sentences for single choices, by their values.
    """

    use_required_attribute = False
    hints: Mapping[str, str | Promise] = {}

    def __init__(  # noqa: PLR0913 - what a step is asked by
        self,
        data: Any = None,
        files: Any = None,
        *,
        online: OnlineForm,
        answers: Answers,
        roles: Collection[str] = (),
        proposed: Collection[str] = (),
    ) -> None:
        super().__init__(data, files, initial=dict(answers), label_suffix="")
        self.online, self.before = online, dict(answers)
        self.roles, self.proposed = set(roles), list(proposed)
        self.prepare()

    def prepare(self) -> None:
        """Let a step choose what it offers by what has been answered."""

    def clean(self) -> dict[str, Any]:
        """Put what is wrong at its field; everything typed stays."""
        cleaned = super().clean() or self.cleaned_data
        sent = {role for name, role in FILE_ROLES.items() if cleaned.get(name)}
        found = problems(self.online, {**self.before, **self.answers()}, self.roles | sent, timezone.localdate())
        for name, words in found.items():
            if name in self.fields and name not in self.errors:
                self.add_error(name, words)
        return cleaned

    def answers(self) -> dict[str, str]:
        """Return what this step answers, as it is kept."""
        return tidied({name: _text(self.cleaned_data.get(name)) for name in self.fields if name not in FILE_ROLES})

    def good_answers(self) -> dict[str, str]:
        """Return the answers with which nothing is wrong."""
        return {name: value for name, value in self.answers().items() if name not in self.errors}

    def received(self) -> dict[str, list[Received]]:
        """Return the files that were found good, by the field that brought them."""
        return {name: self.cleaned_data.get(name) or [] for name in FILE_ROLES if name in self.fields}


@dataclass(frozen=True)
class Step:
    """A question with its page: what is asked, and the form in which it is answered."""

    definition: AskedStep
    form: type[StepForm]

    @property
    def code(self) -> str:
        """Its address."""
        return self.definition.code

    @property
    def question(self) -> str:
        """The title of its page."""
        return self.definition.question

    @property
    def hint(self) -> str:
        """What stands below the question."""
        return self.definition.hint

    @property
    def fields(self) -> list[str]:
        """The names of its fields."""
        return list(self.form.base_fields)

    def asked(self, answers: Answers) -> bool:
        """Tell whether who has answered like this is asked it."""
        return self.definition.asked(answers)


def text(label: Any, **options: Any) -> forms.CharField:
    """Return a field of one line. Its length is checked where all else is, so that nothing typed is cut off."""
    attributes: dict[str, Any] = {name: options.pop(name) for name in ("autocomplete", "inputmode") if name in options}
    widget = forms.TextInput(attrs=attributes)
    return forms.CharField(label=label, required=False, widget=widget, **options)


def choice(label: Any, choices: Any, **options: Any) -> forms.ChoiceField:
    """Return a field with one choice of several, all of them in sight."""
    return forms.ChoiceField(label=label, choices=choices, required=False, widget=forms.RadioSelect, **options)


def _text(value: Any) -> str:
    if isinstance(value, bool):
        return YES if value else NO
    return "" if value is None else str(value)
