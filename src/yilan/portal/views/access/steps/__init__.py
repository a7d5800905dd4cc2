"""The steps of a form in their order: first what it is about, so that who finds it never says who they are."""

from collections.abc import Iterable
from functools import cache

from yilan.access.asking import Answers, AskedStep, OnlineForm, online_form
from yilan.portal.views.access.steps import applicant, wish
from yilan.portal.views.access.steps.definition import Step, StepForm
from yilan.portal.views.access.steps.written import written

RECORDS = "records"
CHECK = "check"
# The steps that are more than their data say, by the name of their form, which is the step's code unless it says so.
FORMS: dict[str, type[StepForm]] = {
    RECORDS: StepForm,
    "agency": wish.AgencyChoice,
    "one_agency": wish.OneAgency,
    "oneself": wish.AboutOneself,
    "supply": wish.Supply,
    "delivery": wish.Delivery,
    "kind": applicant.Kind,
    "name": applicant.PersonName,
    "organisation": applicant.OrganisationName,
    "identity": applicant.Identity,
    "by-agent": applicant.ByAgent,
    "agent": applicant.Agent,
    "contact": applicant.Contact,
}


def steps_of(online: OnlineForm) -> list[Step]:
    """Return all steps of a form."""
    return list(_steps(online.code).values())


@cache
def _steps(code: str) -> dict[str, Step]:
    return {asked.code: Step(asked, _form(asked)) for asked in online_form(code).steps.values()}


def _form(asked: AskedStep) -> type[StepForm]:
    return written(asked) if asked.fields else FORMS[asked.form or asked.code]


def step_at(online: OnlineForm, code: str) -> Step | None:
    """Return the step with a code."""
    return _steps(online.code).get(code)


def asked_steps(online: OnlineForm, answers: Answers) -> list[Step]:
    """Return the steps of who has answered like this."""
    return [step for step in steps_of(online) if step.asked(answers)]


def after(online: OnlineForm, step: Step, answers: Answers) -> str:
    """Return the code of the step that follows; at the end the answers are checked."""
    steps = steps_of(online)
    left = steps[steps.index(step) + 1 :]
    return next((one.code for one in left if one.asked(answers)), CHECK)


def before(online: OnlineForm, step: Step, answers: Answers) -> Step | None:
    """Return the step that was asked before, None for the first."""
    steps = steps_of(online)
    return next((one for one in reversed(steps[: steps.index(step)]) if one.asked(answers)), None)


def first_open(online: OnlineForm, answers: Answers, fields: Iterable[str]) -> Step | None:
    """Return the first step with one of these fields, None when there is none."""
    wanted = set(fields)
    return next((step for step in asked_steps(online, answers) if wanted & set(step.fields)), None)


__all__ = [
    "CHECK",
    "RECORDS",
    "Step",
    "StepForm",
    "after",
    "asked_steps",
    "before",
    "first_open",
    "step_at",
    "steps_of",
]
