"""What is missing in what somebody fills in, or wrong, by the law of a day; each at its field, saying what to do."""

import re
from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.translation import gettext as _

from yilan.access.asking.answers import FILE_ROLES, NO, YES, Answers, has_agent, is_person
from yilan.access.asking.online import ALWAYS, FILES, AskedField, OnlineForm
from yilan.access.law.applicants import applicant_kinds, identity_rule
from yilan.access.law.choices import choices
from yilan.casework.models import CaseFile
from yilan.core.numbering.credit_codes import is_credit_code
from yilan.screening.numbers import identity_check

LONGEST = {
    "name": 100, "contact_person": 60, "identity_number": 40, "agent_name": 100, "agent_phone": 40, "phone": 40,
    "fax": 40, "email": 200, "address": 200, "postcode": 6,
}  # fmt: skip
IDENTITY_CARD = re.compile(r"[0-9]{17}[0-9X]")
TELEPHONE = re.compile(r"\+?[0-9][0-9 ()\-]{4,}[0-9](?: ?(?:转|ext\.?) ?[0-9]+)?")
POSTCODE = re.compile(r"[0-9]{6}")
FEWEST_DIGITS = 7
CARD, CREDIT_CODE = "id_card", "credit_code"
Problem = tuple[str, str]


@dataclass(frozen=True)
class Filled:
    """What is held against the law of a day: a form, its answers, and the roles of the files that were added."""

    form: OnlineForm
    answers: Answers
    roles: Collection[str]
    on: date


def problems(form: OnlineForm, answers: Answers, roles: Collection[str], on: date) -> dict[str, str]:
    """Return every field with which a form could not be sent on a day, and what to do there.

    `roles` are those of the files that were added. What is asked rests on the form's source, for requests on
    条例第二十九条, and on its law of the day.
    """
    filled = Filled(form, answers, roles, on)
    parts = [_written, *(PARTS[code] for code in form.steps if code in PARTS), _lengths]
    found: dict[str, str] = {}
    for part in parts:
        for name, words in part(filled):
            found.setdefault(name, words)
    return found


def _written(filled: Filled) -> Iterator[Problem]:
    for step in filled.form.steps.values():
        if step.fields and step.missing and not any(_is_answered(field, filled) for field in step.fields):
            yield step.fields[0].code, step.missing


def _is_answered(field: AskedField, filled: Filled) -> bool:
    if field.kind == FILES:
        return FILE_ROLES[field.code] in filled.roles
    return bool(field.said(filled.answers))


def _agency(filled: Filled) -> Iterator[Problem]:
    if not filled.answers.get("agency"):
        yield "agency", filled.form.missing("agency")


def _about_oneself(filled: Filled) -> Iterator[Problem]:
    if filled.answers.get("about_oneself") not in {YES, NO}:
        yield "about_oneself", _("Choose whether the information is about the applicant.")


def _supply(filled: Filled) -> Iterator[Problem]:
    if filled.answers.get("supply", "") not in choices("supply"):
        yield "supply", _("Choose in which form the information shall be supplied.")


def _delivery(filled: Filled) -> Iterator[Problem]:
    supply, delivery = filled.answers.get("supply", ""), filled.answers.get("delivery", "")
    if filled.form.delivery:
        if delivery not in filled.form.delivery:
            yield "delivery", _("Choose how the answer shall be handed over.")
    elif supply not in choices("supply"):
        return  # the ways depend on it
    elif delivery not in choices("delivery"):
        yield "delivery", _("Choose how the information shall be handed over.")
    elif supply not in choices("delivery")[delivery].of:
        words = _("%(supply)s cannot be handed over like this: %(delivery)s. Choose another way.")
        yield (
            "delivery",
            words % {"supply": choices("supply")[supply].words, "delivery": choices("delivery")[delivery].words},
        )


def _applicant(filled: Filled) -> Iterator[Problem]:
    answers = filled.answers
    if answers.get("kind") not in applicant_kinds():
        yield "kind", filled.form.missing("kind")
        return
    person = is_person(answers)
    if not answers.get("name"):
        yield "name", filled.form.missing("name") if person else _("Write the name of the organisation.")
    if not person and not answers.get("contact_person"):
        yield "contact_person", _("Write who can be asked about this request.")


def _identity(filled: Filled) -> Iterator[Problem]:
    answers = filled.answers
    if not _proves_identity(filled):
        return
    kind = choices("identity_document").get(answers.get("identity_kind", ""))
    if kind is None or answers.get("kind") not in kind.of:
        yield "identity_kind", _("Choose the document that proves who the applicant is.")
    elif "identity_number" in kind.needs:
        wrong = number_problem(kind.code, answers.get("identity_number", ""))
        if wrong:
            yield "identity_number", wrong
    if CaseFile.Role.IDENTITY not in filled.roles:
        yield "identity_files", _("Add a picture or a scan of the document.")


def _proves_identity(filled: Filled) -> bool:
    rule = identity_rule(filled.on)
    if filled.form.identity == ALWAYS or rule.required:
        return True
    return rule.required_about_oneself and filled.answers.get("about_oneself") == YES


def number_problem(kind: str, number: str) -> str:
    """Return what is wrong about the number of a document that proves who somebody is; empty when nothing is."""
    if not number:
        return _("Write the number that stands on the document.")
    if kind == CARD and not IDENTITY_CARD.fullmatch(number):
        return _("The number of an identity card has 18 digits; the last may be X. Compare it with the card.")
    if kind == CARD and identity_check(number[:17]) != number[17]:
        return _("The digits of this number do not fit each other. Compare it with the card.")
    if kind == CREDIT_CODE and not is_credit_code(number):
        return _("The 18 characters of this credit code do not fit each other. Compare it with the certificate.")
    return ""


def _agent(filled: Filled) -> Iterator[Problem]:
    answers = filled.answers
    if answers.get("by_agent") not in {YES, NO}:
        yield "by_agent", _("Choose whether an agent sends this request for the applicant.")
    if not has_agent(answers):
        return
    if not answers.get("agent_name"):
        yield "agent_name", _("Write the name of the agent.")
    if answers.get("agent_phone") and not _is_telephone(answers["agent_phone"]):
        yield "agent_phone", _telephone_words()
    if CaseFile.Role.AUTHORITY not in filled.roles:
        yield "authority_files", _("Add the power of attorney and the agent's identity document.")


def _contact(filled: Filled) -> Iterator[Problem]:
    answers = filled.answers
    way = choices("delivery").get(answers.get("delivery", ""))
    needed = {
        "email": _("Write the e-mail address to which the information shall be sent."),
        "address": _("Write the address to which the information shall be posted."),
        "fax": _("Write the fax number to which the information shall be sent."),
    }
    for name in way.needs if way else ():
        if name in needed and not answers.get(name):
            yield name, needed[name]
    missing = [name for name in (way.needs if way else ()) if not answers.get(name)]
    # Whoever has to write an address anyhow can be reached by it, and is not asked for a second one.
    if not any(answers.get(name) or name in missing for name in ("phone", "email", "address")):
        yield "phone", _("Write a telephone number, an e-mail address or a postal address; one of them is enough.")
    yield from contact_problems(answers)


def contact_problems(answers: Answers) -> Iterator[Problem]:
    """Yield what is wrong about the ways in which somebody can be reached, as far as they were given."""
    for name in ("phone", "fax"):
        if answers.get(name) and not _is_telephone(answers[name]):
            yield name, _telephone_words()
    if answers.get("postcode") and not POSTCODE.fullmatch(answers["postcode"]):
        yield "postcode", _("A postcode has six digits.")
    if answers.get("email"):
        try:
            validate_email(answers["email"])
        except ValidationError:
            yield "email", _("Write the e-mail address whole, such as name@example.com.")


def _lengths(filled: Filled) -> Iterator[Problem]:
    written = {field.code: field.longest for field in filled.form.fields if field.longest}
    for name, most in {**LONGEST, **written}.items():
        if len(filled.answers.get(name, "")) > most:
            words = _("This is %(length)d characters long; %(most)d are the most. Say it shorter.")
            yield name, words % {"length": len(filled.answers[name]), "most": most}


def _is_telephone(text: str) -> bool:
    return TELEPHONE.fullmatch(text) is not None and sum(sign.isdigit() for sign in text) >= FEWEST_DIGITS


def _telephone_words() -> str:
    return _("Write the number with its area code, such as 0951-2070000 or 13900000000.")


PARTS: Mapping[str, Callable[[Filled], Iterator[Problem]]] = {
    "agency": _agency,
    "oneself": _about_oneself,
    "supply": _supply,
    "delivery": _delivery,
    "kind": _applicant,
    "identity": _identity,
    "by-agent": _agent,
    "contact": _contact,
}
