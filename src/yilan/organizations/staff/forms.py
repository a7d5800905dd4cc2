"""The forms of agencies, designations and leading groups."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from yilan.organizations.actions.agencies import CHANGEABLE, CONTESTED
from yilan.organizations.models import Agency, Designation, LeadingGroup, Seat
from yilan.organizations.staff.fields import AgencyField, DayField, DayInput


class VerbForm(forms.ModelForm):
    """A form that asks only; the verb checks the model, once and in its own transaction."""

    def _post_clean(self) -> None:
        """Leave the checks of the model to the verb."""


class AgencyForm(VerbForm):
    """What may be changed of an agency."""

    class Meta:
        model = Agency
        fields = CHANGEABLE
        widgets = {"opened_on": DayInput(), "functions": forms.Textarea(attrs={"rows": 5})}
        help_texts = {
            "short_name": _("Stands in tables and lists, for example 民政局."),
            "credit_code": _("18 signs, as on the certificate."),
            "index_template": _("How new index numbers are made; numbers already given stay as they are."),
            "order": _("Smaller numbers stand first among agencies of one kind."),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.is_community:
            for name in CONTESTED:  # it makes no decisions that somebody reviews
                del self.fields[name]


class NewAgencyForm(AgencyForm):
    """A new agency also needs its code, which stays for good, and its place."""

    parent = AgencyField(label=_("Above it"))

    class Meta(AgencyForm.Meta):
        fields = ("name", "short_name", "code", *CHANGEABLE[2:])  # type: ignore[assignment] # one more than above
        help_texts = AgencyForm.Meta.help_texts | {
            "code": _("Latin letters, digits and hyphens; stands in the agency's address and stays for good.")
        }

    field_order = ("parent", "level", "name", "short_name", "code")

    def __init__(self, *args: Any, parents: Iterable[Agency], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offered = self.fields["parent"]
        assert isinstance(offered, AgencyField)  # noqa: S101 - for the type checker
        offered.offer(parents)


class MoveForm(forms.Form):
    """Where an agency goes."""

    parent = AgencyField(label=_("Above it"), empty_label=None)

    def __init__(self, *args: Any, parents: Iterable[Agency], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offered = self.fields["parent"]
        assert isinstance(offered, AgencyField)  # noqa: S101 - for the type checker
        offered.offer(parents)


class CloseForm(forms.Form):
    """When and why an agency closes."""

    closed_on = DayField(label=_("Closed on"))
    reason = forms.CharField(
        label=_("Reason"),
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("For example the number of the document that decided it. It stays in the audit trail."),
    )


class KeyForm(forms.Form):
    """A reading code of one's own choice, or none for a fresh one."""

    key = forms.CharField(
        label=_("Reading code"),
        required=False,
        max_length=20,
        help_text=_("Leave it empty to have a fresh one made. The old code opens nothing from then on."),
    )


class DesignationForm(VerbForm):
    """Who answers for disclosure in an agency."""

    class Meta:
        model = Designation
        fields = ("kind", "person", "post", "phone", "since")
        widgets = {"since": DayInput()}


class LastDayForm(forms.Form):
    """The last day of a term."""

    until = DayField(label=_("Last day"))


class GroupForm(VerbForm):
    """A leading group."""

    office_agency = AgencyField(label=_("Office at"))

    class Meta:
        model = LeadingGroup
        fields = ("name", "duties", "founded_on", "office_agency")
        widgets = {"founded_on": DayInput(), "duties": forms.Textarea(attrs={"rows": 5})}

    def __init__(self, *args: Any, offices: Iterable[Agency], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offered = self.fields["office_agency"]
        assert isinstance(offered, AgencyField)  # noqa: S101 - for the type checker
        offered.offer(offices)


class DissolveForm(forms.Form):
    """When a group ended."""

    ended_on = DayField(label=_("Dissolved on"))


class SeatForm(VerbForm):
    """A person's seat in a leading group."""

    agency = AgencyField(label=_("Agency"), required=False)

    class Meta:
        model = Seat
        fields = ("post", "person", "title", "agency", "since", "order")
        widgets = {"since": DayInput()}
        help_texts = {"order": _("Leave it empty to seat the person after all others.")}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["order"].required = False
        self.fields["order"].initial = None
        self.initial["order"] = None
        offered = self.fields["agency"]
        assert isinstance(offered, AgencyField)  # noqa: S101 - for the type checker
        offered.offer()
