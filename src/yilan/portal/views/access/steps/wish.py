"""What is asked for, of which agency, and how it shall be supplied."""

from typing import Any

from django import forms
from django.utils.functional import lazy
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from yilan.access.asking import NO, YES
from yilan.access.law.choices import choices
from yilan.access.queries.asking import agencies_asked
from yilan.organizations.models import Agency
from yilan.organizations.queries import district
from yilan.portal.views.access.steps.definition import StepForm, choice

NOT_SURE, ANOTHER = "not_sure", "another"


class AgencyChoice(StepForm):
    """The agency that made or keeps it; what fits the description is proposed."""

    agency = choice(_("Agency that is asked"), ())
    other_agency = forms.ChoiceField(label=_("Another agency"), required=False)

    def clean(self) -> dict[str, Any]:
        """Say at the list that nothing was chosen from it, where that is what is missing."""
        from_list = self.cleaned_data.get("agency") == ANOTHER and not self.cleaned_data.get("other_agency")
        cleaned = super().clean()
        if from_list and "other_agency" not in self.errors:
            self.errors.pop("agency", None)
            self.add_error("other_agency", gettext("Choose the agency from this list."))
        return cleaned

    def prepare(self) -> None:
        """Offer the agencies whose records fit, the district's own office for who is not sure, and all others."""
        every = agencies_asked()
        office = district()
        proposed = [one for one in every if one.short_name in self.proposed and one != office]
        near = [(one.code, one.name) for one in proposed]
        near += [(NOT_SURE, gettext("Not sure: let the district's own office find it"))] if office else []
        self.fields["agency"].choices = [*near, (ANOTHER, _("Another agency"))]  # type: ignore[attr-defined]
        self.fields["other_agency"].choices = [("", _("Choose an agency")), *_by_level(every)]  # type: ignore[attr-defined]
        self.hints = {one.code: gettext("It has disclosed records that fit.") for one in proposed}
        self.initial.update(self._shown(self.before.get("agency", ""), {code for code, _name in near}))

    def _shown(self, code: str, near: set[str]) -> dict[str, str]:
        if not code:
            return {}
        office = district()
        if self.before.get("agency_not_sure") == YES and office is not None and office.code == code:
            return {"agency": NOT_SURE}
        return {"agency": code} if code in near else {"agency": ANOTHER, "other_agency": code}

    def answers(self) -> dict[str, str]:
        """Return the agency's code; who is not sure asks the district's own office."""
        listed = self.cleaned_data.get("other_agency", "")
        # Who took one from the list has chosen, though nothing is ticked above it.
        chosen = self.cleaned_data.get("agency", "") or (ANOTHER if listed else "")
        office = district()
        if chosen == NOT_SURE and office is not None:
            return {"agency": office.code, "agency_not_sure": YES}
        code = listed if chosen == ANOTHER else chosen
        return {"agency": code or "", "agency_not_sure": NO}

    def good_answers(self) -> dict[str, str]:
        """Return nothing while the choice is not whole, so that what was chosen before stays."""
        return {} if self.errors else super().good_answers()


class OneAgency(StepForm):
    """One agency of all, from the list."""

    agency = forms.ChoiceField(label=_("Agency"), required=False)

    def prepare(self) -> None:
        """Offer all agencies by level."""
        self.fields["agency"].choices = [("", _("Choose an agency")), *_by_level(agencies_asked())]  # type: ignore[attr-defined]


class AboutOneself(StepForm):
    """Whether the information is about the applicant."""

    about_oneself = choice(_("About the applicant"), [(YES, _("Yes")), (NO, _("No"))])
    hints = {YES: _("Such as one's own social insurance, taxes, or health.")}


def _list(name: str) -> Any:
    return lazy(lambda: [(one.code, one.words) for one in choices(name).values()], list)()


class Supply(StepForm):
    """In which form."""

    supply = choice(_("Form of supply"), ())
    accepts_other = forms.BooleanField(
        label=_("If it cannot be supplied like this, another form will do"), required=False
    )

    def prepare(self) -> None:
        """Offer the forms that the law knows."""
        self.fields["supply"].choices = _list("supply")  # type: ignore[attr-defined]
        self.initial["accepts_other"] = self.before.get("accepts_other", YES) == YES


class Delivery(StepForm):
    """On which way: those of the online form, or those that can carry the form of supply."""

    delivery = choice(_("Way of supply"), ())

    def prepare(self) -> None:
        """Offer the ways that the online form names, or that fit the form of supply that was chosen."""
        supply, named = self.before.get("supply", ""), self.online.delivery
        ways = choices("delivery").values()
        fitting = [one for one in ways if (one.code in named if named else supply in one.of)]
        self.fields["delivery"].choices = [(one.code, one.words) for one in fitting]  # type: ignore[attr-defined]


def _by_level(agencies: list[Agency]) -> list[tuple[str, list[tuple[str, str]]]]:
    """Return agencies by level, as a list of choices groups them."""
    found = [(level, [(one.code, one.name) for one in agencies if one.level == level]) for level in Agency.Level]
    return [(str(level.label), rows) for level, rows in found if rows]
