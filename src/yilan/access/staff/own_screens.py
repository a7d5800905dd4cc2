"""Steps that have a screen of their own, because more belongs to them than the facts of a form."""

from django.urls import NoReverseMatch, reverse

from yilan.casework.models import Case
from yilan.casework.procedures import EventKind

# By procedure and step. Addresses of the answering desk count where the site has that desk.
SCREENS = {
    ("access", "drafted"): "access_answering:answer",
    ("access", "checked"): "access_answering:answer",
    ("access", "secrecy_reviewed"): "access_answering:answer",
    ("access", "answered"): "access_answering:answer",
    ("access", "fee_notified"): "access_answering:fee",
    ("access", "third_party_asked"): "access_answering:third_parties",
    ("access", "third_party_answered"): "access_answering:third_parties",
    ("access", "third_party_overridden"): "access_answering:third_parties",
    ("access", "split"): "access_cases:split",
    ("access", "merged"): "access_cases:merge",
    ("access", "proposed"): "access_cases:propose",
    ("access", "archived"): "access_cases:archive",
}
WITHOUT_BUTTON = ("split", "merged", "proposed")  # other verbs enter them, so that the engine offers no form


def step_address(case: Case, kind: EventKind) -> str:
    """Return where a step is taken: on its own screen, else on the form that every step has."""
    name = SCREENS.get((case.procedure_code, kind.code))
    if name:
        try:
            return reverse(name, args=[case.pk])
        except NoReverseMatch:  # the room is put together without that desk
            pass
    return reverse("access_cases:step", args=[case.pk, kind.code])
