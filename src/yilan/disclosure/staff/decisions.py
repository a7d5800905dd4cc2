"""The forms in which the four hands decide on a release."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from yilan.disclosure.models import SecrecyReview
from yilan.disclosure.review_bases import review_bases

OPINION = {"rows": 4}


class OpinionForm(forms.Form):
    """An opinion; the one who returns a text writes the reason into it."""

    opinion = forms.CharField(
        label=gettext_lazy("Opinion"),
        widget=forms.Textarea(attrs=OPINION),
        required=False,
        max_length=2000,
        help_text=gettext_lazy("Needed when you return the text: say what has to change. The author reads it."),
    )


class ReasonForm(forms.Form):
    """A reason."""

    reason = forms.CharField(
        label=gettext_lazy("Reason for the decision"), widget=forms.Textarea(attrs={"rows": 3}), max_length=2000
    )


class HitForm(forms.Form):
    """Why a screening hit may stand."""

    reason = forms.CharField(label=gettext_lazy("Why it may stand"), max_length=300)


class AnswerForm(forms.Form):
    """An agency's answer; an objection needs its reason."""

    reason = forms.CharField(
        label=gettext_lazy("Reason for the decision"),
        widget=forms.Textarea(attrs={"rows": 3}),
        required=False,
        max_length=2000,
        help_text=gettext_lazy("Needed for an objection: say what stands against the release."),
    )


QUESTIONS = {
    "state_secret": gettext_lazy("Does it contain a state secret?"),
    "work_secret": gettext_lazy("Does it contain a work secret?"),
    "trade_secret": gettext_lazy("Does it contain a trade secret?"),
    "privacy": gettext_lazy("Does it contain personal privacy?"),
    "internal": gettext_lazy("Is it about internal affairs or an unfinished process?"),
    "others": gettext_lazy("Does it concern other agencies?"),
}
FORBIDDING = ("state_secret", "work_secret")
WEIGHED = ("trade_secret", "privacy", "internal")
YES, NO = "yes", "no"
ANSWERS = [(YES, gettext_lazy("yes")), (NO, gettext_lazy("no"))]


class SecrecyForm(forms.Form):
    """The secrecy review: six questions, the rule, the conclusion, the opinion."""

    conclusion = forms.ChoiceField(
        label=gettext_lazy("Conclusion"), choices=SecrecyReview.Conclusion.choices, widget=forms.RadioSelect
    )
    basis = forms.ChoiceField(label=gettext_lazy("Basis"), choices=())
    basis_words = forms.CharField(
        label=gettext_lazy("Basis in own words"),
        required=False,
        max_length=120,
        help_text=gettext_lazy("Where another rule applies or more is to be said."),
    )
    opinion = forms.CharField(
        label=gettext_lazy("Opinion"),
        widget=forms.Textarea(attrs=OPINION),
        required=False,
        max_length=2000,
        help_text=gettext_lazy("Needed unless the text is released as it stands and every answer is no."),
    )

    def __init__(self, *args: Any, concerned: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.concerned = concerned
        for name, question in QUESTIONS.items():
            self.fields[name] = forms.ChoiceField(label=question, choices=ANSWERS, widget=forms.RadioSelect)
        bases = [(code, f"{rule.citation}：{rule.text}") for code, rule in review_bases().items()]
        basis = self.fields["basis"]
        assert isinstance(basis, forms.ChoiceField)  # noqa: S101 - tells the type checker
        basis.choices = [("", _("Choose a rule")), *bases]
        self.order_fields([*QUESTIONS, "conclusion", "basis", "basis_words", "opinion"])

    @property
    def questions(self) -> list[forms.BoundField]:
        """The six questions, for the template."""
        return [self[name] for name in QUESTIONS]

    def clean(self) -> dict[str, Any]:
        """Refuse conclusions that contradict the answers or the rule."""
        values = super().clean() or {}
        release = values.get("conclusion") == SecrecyReview.Conclusion.RELEASE
        yes = [name for name in QUESTIONS if values.get(name) == YES]
        for name in FORBIDDING:
            if release and name in yes:
                self.add_error(name, _("With a secret inside the text cannot be released: conclude otherwise."))
        if release and "others" in yes and not self.concerned:
            self.add_error(
                "others",
                _("The record names no other agency. Conclude “release after change”, so that the author names them."),
            )
        needs_words = not release or any(name in yes for name in WEIGHED)
        if values.get("conclusion") and needs_words and not values.get("opinion", "").strip():
            self.add_error(
                "opinion", _("Say what has to change, why it is withheld, or why it may be released all the same.")
            )
        rule = review_bases().get(values.get("basis", ""))
        if rule and values.get("conclusion") and values["conclusion"] not in rule.conclusions:
            self.add_error("basis", _("This rule cannot carry this conclusion; choose another."))
        return values

    def basis_text(self) -> str:
        """Return the basis as it is written into the review."""
        rule = review_bases()[self.cleaned_data["basis"]].citation
        words = self.cleaned_data["basis_words"].strip()
        return f"{rule}；{words}" if words else rule

    def opinion_text(self) -> str:
        """Return the answers and the reviewer's own words as the review's opinion."""
        answers = dict(ANSWERS)
        told = [f"{QUESTIONS[name]} {answers[self.cleaned_data[name]]}" for name in QUESTIONS]
        return "\n".join(filter(None, [" / ".join(told), self.cleaned_data["opinion"].strip()]))
