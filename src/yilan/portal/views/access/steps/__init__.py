"""The steps of the form in their order: first what is asked for, so that who finds it never says who they are."""

from collections.abc import Iterable

from django.utils.translation import gettext_lazy as _

from yilan.access.asking import YES, Answers, has_agent, is_person
from yilan.portal.views.access.steps import applicant, wish
from yilan.portal.views.access.steps.definition import Step, StepForm

RECORDS = "records"
CHECK = "check"


def has_matches(answers: Answers) -> bool:
    """Tell whether published records were found that fit what is asked for."""
    return answers.get("matches") == YES


STEPS = (
    Step(
        "description",
        _("What information is asked for?"),
        wish.Description,
        _("Its name, its number, or what it is about: one of them is enough."),
    ),
    Step(RECORDS, _("Does one of these records answer it already?"), StepForm, asked=has_matches),
    Step(
        "agency",
        _("Which agency has it?"),
        wish.AgencyChoice,
        _("The agency that made the information, or keeps it. If it is another one, the answer says which."),
    ),
    Step("oneself", _("Is the information about the applicant?"), wish.AboutOneself),
    Step(
        "proof",
        _("What shows that it is about the applicant? (optional)"),
        wish.Proof,
        _("Such as a certificate or a contract. Without it the agency may ask for it later."),
        asked=wish.is_about_oneself,
    ),
    Step("supply", _("In which form shall it be supplied?"), wish.Supply),
    Step("delivery", _("How shall it be handed over?"), wish.Delivery, asked=wish.delivery_is_open),
    Step("kind", _("Who asks?"), applicant.Kind),
    Step("name", _("What is the name of the applicant?"), applicant.PersonName, asked=is_person),
    Step(
        "organisation",
        _("What is the organisation called?"),
        applicant.OrganisationName,
        asked=applicant.is_organisation,
    ),
    Step(
        "identity",
        _("What proves who the applicant is?"),
        applicant.Identity,
        _("The law asks for proof of identity. Only who handles the request reads it, and each reading is noted."),
        asked=lambda answers: bool(answers.get("kind")),
    ),
    Step("by-agent", _("Does an agent send this request?"), applicant.ByAgent),
    Step("agent", _("Who is the agent?"), applicant.Agent, asked=has_agent),
    Step(
        "contact",
        _("How can the applicant be reached?"),
        applicant.Contact,
        _("The agency confirms by it that the request has been received. Nothing of it is published."),
    ),
)
_BY_CODE = {step.code: step for step in STEPS}


def step_at(code: str) -> Step | None:
    """Return the step with a code."""
    return _BY_CODE.get(code)


def asked_steps(answers: Answers) -> list[Step]:
    """Return the steps of who has answered like this."""
    return [step for step in STEPS if step.asked(answers)]


def after(step: Step, answers: Answers) -> str:
    """Return the code of the step that follows; at the end the answers are checked."""
    left = STEPS[STEPS.index(step) + 1 :]
    return next((one.code for one in left if one.asked(answers)), CHECK)


def before(step: Step, answers: Answers) -> Step | None:
    """Return the step that was asked before, None for the first."""
    return next((one for one in reversed(STEPS[: STEPS.index(step)]) if one.asked(answers)), None)


def first_open(answers: Answers, fields: Iterable[str]) -> Step | None:
    """Return the first step with one of these fields, None when there is none."""
    wanted = set(fields)
    return next((step for step in asked_steps(answers) if wanted & set(step.fields)), None)


__all__ = ["CHECK", "RECORDS", "STEPS", "Step", "StepForm", "after", "asked_steps", "before", "first_open", "step_at"]
