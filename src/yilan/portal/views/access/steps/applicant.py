"""Who asks, what proves it, who acts for them, and how they are reached."""

from django.utils.translation import gettext_lazy as _

from yilan.access.asking import NO, YES, Answers
from yilan.access.law.applicants import applicant_kinds, proofs_wanted
from yilan.access.law.choices import choices
from yilan.access.queries.notices import tells_by_mail
from yilan.intake.fields import CleanFilesField
from yilan.portal.views.access.steps.definition import StepForm, choice, text

PAPERS = frozenset({"pdf", "jpeg", "png"})


class Kind(StepForm):
    """A natural person, or one of five kinds of organisation."""

    kind = choice(_("Applicant"), ())

    def prepare(self) -> None:
        """Offer the kinds that the yearly report counts."""
        kinds = applicant_kinds().values()
        self.fields["kind"].choices = [(one.code, one.words) for one in kinds]  # type: ignore[attr-defined]
        self.hints = {one.code: one.examples for one in kinds}


class PersonName(StepForm):
    """The name of a person."""

    name = text(_("Name of the person"), autocomplete="name", help_text=_("As it stands on the identity document."))

    def prepare(self) -> None:
        """Speak of no document where none is asked for."""
        if "identity" not in self.online.steps:
            self.fields["name"].help_text = ""


class OrganisationName(StepForm):
    """The name of an organisation, and whom to ask there."""

    name = text(_("Name of the organisation"), autocomplete="organization", help_text=_("As it stands on the licence."))
    contact_person = text(_("Who can be asked about this request"), autocomplete="name")


class Identity(StepForm):
    """What proves who the applicant is (条例第二十九条第二款第一项)."""

    identity_kind = choice(_("Document"), ())
    identity_number = text(_("Number on it"), autocomplete="off")
    identity_files = CleanFilesField(label=_("Picture or scan of it"), kinds=PAPERS, required=False)

    def prepare(self) -> None:
        """Offer the documents that this kind of applicant has."""
        kind = self.before.get("kind", "")
        fitting = [one for one in choices("identity_document").values() if kind in one.of]
        self.fields["identity_kind"].choices = [(one.code, one.words) for one in fitting]  # type: ignore[attr-defined]
        if len(fitting) == 1:
            self.initial.setdefault("identity_kind", fitting[0].code)


class ByAgent(StepForm):
    """Whether somebody asks for another."""

    by_agent = choice(_("Agent"), [(NO, _("No, the applicant asks")), (YES, _("Yes, an agent asks for the applicant"))])
    hints = {YES: _("A lawyer, a relative or a colleague with a power of attorney.")}


class Agent(StepForm):
    """Who asks for the applicant."""

    agent_name = text(_("Name of the agent"), autocomplete="off")
    agent_phone = text(_("Telephone of the agent (optional)"), autocomplete="off", inputmode="tel")
    authority_files = CleanFilesField(
        label=_("Power of attorney and identity document of the agent"), kinds=PAPERS, required=False
    )


class Contact(StepForm):
    """How the applicant is reached; what the way of delivery needs cannot be left out."""

    phone = text(_("Telephone"), autocomplete="tel", inputmode="tel")
    email = text(_("E-mail"), autocomplete="email", inputmode="email")
    address = text(_("Postal address"), autocomplete="street-address")
    postcode = text(_("Postcode"), autocomplete="postal-code", inputmode="numeric")
    fax = text(_("Fax"), autocomplete="off", inputmode="tel")

    def prepare(self) -> None:
        """Mark what this request can do without, and ask for a fax number only where a fax is wanted."""
        way = choices("delivery").get(self.before.get("delivery", ""))
        needed = set(way.needs) if way else set()
        if "fax" not in needed:
            del self.fields["fax"]
        if tells_by_mail():
            self.fields["email"].help_text = _("If given, short mails tell how the request goes on.")
        for name, field in self.fields.items():
            if name not in needed and (needed or name == "postcode"):
                field.label = _("%(field)s (optional)") % {"field": field.label}


def wanted_proofs(answers: Answers) -> list[str]:
    """Return what this applicant shows, in the words of the law."""
    kind = answers.get("kind", "")
    return [one.words for one in proofs_wanted(kind)] if kind in applicant_kinds() else []
