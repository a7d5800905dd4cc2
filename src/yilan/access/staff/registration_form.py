"""What is entered when a request comes over the counter, by post, by fax, by e-mail or by word of mouth."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, ClassVar
from uuid import uuid4

from django import forms
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from yilan.access.actions.arriving import ONLINE, Wish
from yilan.access.asking.problems import contact_problems, number_problem
from yilan.access.law.applicants import applicant_kinds, proofs
from yilan.access.law.choices import choice_lists, choices
from yilan.access.law.receipt import ARRIVED, CONFIRMED, Needs, date_of_receipt, receipt_rule
from yilan.access.staff.refusals import ask_plainly
from yilan.casework.actions import PartyData
from yilan.casework.models import CaseFile, PartyRole
from yilan.disclosure.staff.widgets import RadioSelect, name_groups
from yilan.intake.fields import CleanFilesField
from yilan.organizations.models import Agency

DAY = {"type": "date"}
APPLICANT = (
    "name", "contact_person", "identity_kind", "identity_number", "phone", "email", "address", "postcode", "fax",
)  # fmt: skip
CONTACT = ("phone", "fax", "email", "postcode")
FILES = {
    "letter": CaseFile.Role.LETTER,
    "identity": CaseFile.Role.IDENTITY,
    "authority": CaseFile.Role.AUTHORITY,
    "proof": CaseFile.Role.PROOF,
}


@dataclass(frozen=True)
class Part:
    """Fields of the form under one heading."""

    title: str | Promise
    fields: list[forms.BoundField]


def _text(label: Any, length: int = 200, **options: Any) -> forms.CharField:
    return forms.CharField(label=label, max_length=length, required=options.pop("required", False), **options)


def _day(label: Any, **options: Any) -> forms.DateField:
    return forms.DateField(label=label, widget=forms.DateInput(attrs=DAY, format="%Y-%m-%d"), **options)


def _files(label: Any) -> CleanFilesField:
    return CleanFilesField(label=label, required=False)


class ArrivalForm(forms.Form):
    """What everything that comes in has: where, by whom, and the scans of it."""

    key = forms.CharField(widget=forms.HiddenInput, initial=lambda: uuid4().hex)
    agency: ClassVar[Any] = forms.ModelChoiceField(
        label=gettext_lazy("Agency that handles it"), queryset=None, to_field_name="code"
    )
    channel = forms.ChoiceField(label=gettext_lazy("How it came"), choices=(), widget=RadioSelect)
    kind = forms.ChoiceField(
        label=gettext_lazy("Who asks"), choices=(), widget=RadioSelect, initial=next(iter(applicant_kinds()))
    )
    name = _text(gettext_lazy("Name of the person or organisation"), required=True)
    contact_person = _text(
        gettext_lazy("Contact person (optional)"), 60, help_text=gettext_lazy("For organisations: who can be reached.")
    )
    phone = _text(gettext_lazy("Telephone (optional)"), 60)
    email = _text(gettext_lazy("E-mail (optional)"), 200)
    address = _text(gettext_lazy("Postal address (optional)"))
    postcode = _text(gettext_lazy("Postcode (optional)"), 6)
    description = forms.CharField(
        label=gettext_lazy("What is asked for"),
        help_text=gettext_lazy("In the words of the applicant, whole. They lie sealed."),
        widget=forms.Textarea(attrs={"rows": 6}),
        max_length=5000,
    )
    letter = _files(gettext_lazy("Letter or form, scanned (optional)"))
    take_up = forms.BooleanField(label=gettext_lazy("I handle this case"), required=False, initial=True)

    def __init__(self, *args: Any, agencies: QuerySet[Agency], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        agency: Any = self.fields["agency"]
        agency.queryset = agencies
        if agencies.count() == 1:
            self.fields["agency"].initial = agencies[0].code
        self._offer("channel", [(one.code, one.term) for one in choices("channel").values() if one.code != ONLINE])
        self._offer("kind", [(one.code, one.term) for one in applicant_kinds().values()])
        name_groups(self)
        ask_plainly(self)

    def clean(self) -> dict[str, Any]:
        """See that telephone, fax, postcode and e-mail can be such, and a document's number too where it is shown."""
        values = super().clean() or {}
        for name, words in contact_problems({name: str(values.get(name) or "") for name in CONTACT}):
            self.add_error(name, words)
        kind, number = values.get("identity_kind"), values.get("identity_number")
        if kind and number and (words := number_problem(kind, number.strip().upper())):
            self.add_error("identity_number", words)
        return values

    def _offer(self, name: str, offered: list[tuple[str, str]]) -> None:
        field: Any = self.fields[name]
        field.choices = offered

    def parties(self) -> list[PartyData]:
        """Return who asks, and for whom somebody acts."""
        values = self.cleaned_data
        fields = {name: values[name] for name in APPLICANT if values.get(name)}
        found = [PartyData(PartyRole.APPLICANT, values["kind"], fields)]
        if values.get("agent_name"):
            agent = {"name": values["agent_name"], "phone": values.get("agent_phone", "")}
            found.append(PartyData(PartyRole.AGENT, "natural", agent))
        return found

    def parts(self) -> Iterator[Part]:
        """Yield the fields under their headings."""
        for title, names in self.layout():
            yield Part(title, [self[name] for name in names])

    def layout(self) -> list[tuple[str | Promise, tuple[str, ...]]]:
        """Return the headings with the names of their fields."""
        raise NotImplementedError


class RegistrationForm(ArrivalForm):
    """An access request (条例第二十九条), with the days that say when it counts as received (条例第三十一条)."""

    arrived_on = _day(
        gettext_lazy("Arrived on"),
        help_text=gettext_lazy("Handed in, signed for, or come into the mailbox or the fax machine."),
    )
    confirmed_on = _day(
        gettext_lazy("Confirmed with the applicant on (optional)"),
        help_text=gettext_lazy("Needed where the rule of the channel counts from the confirmation."),
        required=False,
    )
    identity_kind = forms.ChoiceField(label=gettext_lazy("Proof of identity (optional)"), choices=(), required=False)
    identity_number = _text(gettext_lazy("Number of the document (optional)"), 60)
    fax = _text(gettext_lazy("Fax (optional)"), 60)
    agent_name = _text(gettext_lazy("Name of the agent (optional)"), 60)
    agent_phone = _text(gettext_lazy("Telephone of the agent (optional)"), 60)
    sought_number = _text(gettext_lazy("Document number, where the applicant names one (optional)"), 80)
    about_oneself = forms.BooleanField(label=gettext_lazy("Information about the applicant"), required=False)
    supply = forms.ChoiceField(label=gettext_lazy("Form of supply"), choices=(), widget=RadioSelect)
    delivery = forms.ChoiceField(label=gettext_lazy("Way of delivery"), choices=(), widget=RadioSelect)
    accepts_other = forms.BooleanField(
        label=gettext_lazy("Another form is accepted where this one is not possible"), required=False, initial=True
    )
    identity = _files(gettext_lazy("Proof of identity, scanned (optional)"))
    authority = _files(gettext_lazy("Power of attorney, scanned (optional)"))
    proof = _files(gettext_lazy("Other enclosures (optional)"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["arrived_on"].initial = timezone.localdate
        known = choice_lists().get("identity_document") or proofs()
        documents = [(one.code, one.term) for one in known.values() if not getattr(one, "for_agent", False)]
        self._offer("identity_kind", [("", _("none shown")), *documents])
        for name in ("supply", "delivery"):
            self._offer(name, [(one.code, one.term) for one in choices(name).values()])

    def layout(self) -> list[tuple[str | Promise, tuple[str, ...]]]:
        """Return the headings with the names of their fields."""
        return [
            (_("How and when it came"), ("agency", "channel", "arrived_on", "confirmed_on")),
            (_("What is asked for"), ("description", "sought_number", "about_oneself")),
            (_("Who asks"), ("kind", *APPLICANT)),
            (_("Agent"), ("agent_name", "agent_phone")),
            (_("How the answer shall come"), ("supply", "delivery", "accepts_other")),
            (_("Files"), tuple(FILES)),
            (_("Handling"), ("take_up",)),
        ]

    def clean(self) -> dict[str, Any]:
        """Find the day of receipt, or say which day is missing; a way of delivery has to fit the form."""
        values = super().clean() or {}
        self._find_day(values)
        delivery = choices("delivery").get(values.get("delivery", ""))
        if delivery and values.get("supply") and values["supply"] not in delivery.of:
            self.add_error("delivery", _("This form cannot be delivered in this way. Choose another one."))
        for need in delivery.needs if delivery else ():
            if need in self.fields and not values.get(need) and need not in self.errors:
                self.add_error(
                    need, _("Needed for the way of delivery: %(way)s.") % {"way": delivery.term if delivery else ""}
                )
        return values

    def _find_day(self, values: dict[str, Any]) -> None:
        arrived, channel = values.get("arrived_on"), values.get("channel")
        if not arrived or not channel:
            return
        if arrived > timezone.localdate():
            self.add_error("arrived_on", _("This day has not come yet."))
            return
        try:
            rule = receipt_rule(channel, arrived)
            day = date_of_receipt(channel, {ARRIVED: arrived, CONFIRMED: values.get("confirmed_on")})
        except LookupError:
            self.add_error("arrived_on", _("No Regulation on access was in force on this day."))
        except ValueError:
            self.add_error("confirmed_on", _("It cannot have been confirmed before it arrived."))
        else:
            if isinstance(day, Needs):
                self.add_error("confirmed_on", _("State this day: %(rule)s.") % {"rule": rule.meaning})
            else:
                values["received_on"] = day

    def wish(self) -> Wish:
        """Return what is asked for."""
        values = self.cleaned_data
        names = ("description", "sought_number", "about_oneself", "supply", "delivery", "accepts_other")
        return Wish(**{name: values[name] for name in names})


class OtherForm(ArrivalForm):
    """A correction of records, or a complaint: what it is about, in words."""

    received_on = _day(gettext_lazy("Received on"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["received_on"].initial = timezone.localdate
        self.fields["description"].label = _("What is written or said")
        self.fields["kind"].label = _("Who it comes from")

    def clean_received_on(self) -> Any:
        """Refuse a day that has not come."""
        day = self.cleaned_data["received_on"]
        if day > timezone.localdate():
            raise forms.ValidationError(_("This day has not come yet."))
        return day

    def layout(self) -> list[tuple[str | Promise, tuple[str, ...]]]:
        """Return the headings with the names of their fields."""
        applicant = ("name", "contact_person", "phone", "email", "address", "postcode")
        return [
            (_("How and when it came"), ("agency", "channel", "received_on")),
            (_("What it is about"), ("description",)),
            (_("Who it comes from"), ("kind", *applicant)),
            (_("Files"), ("letter",)),
            (_("Handling"), ("take_up",)),
        ]
