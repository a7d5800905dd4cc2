"""Who has how many open cases, so that nothing stays with somebody who has gone."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from yilan.accounts.models import User
from yilan.accounts.queries import agencies_where, holds
from yilan.casework.models import Case
from yilan.casework.procedures import procedure
from yilan.organizations.models import Agency

ASSIGNED = "assigned"


@dataclass(frozen=True, slots=True)
class Burden:
    """The open cases that a person handles at an agency. `has_gone`: the person may handle them no longer."""

    person: User
    agency: Agency
    cases: tuple[Case, ...]
    has_gone: bool


def burdens(user: User, procedure_codes: Iterable[str]) -> list[Burden]:
    """Return who handles open cases that the user may give to others; those who have gone come first."""
    held: dict[tuple[int, int], list[Case]] = defaultdict(list)
    for code in procedure_codes:
        for case in _movable(user, code):
            if case.handler_id is not None:
                held[case.handler_id, case.agency_id].append(case)
    found = [_burden(cases) for cases in held.values()]
    return sorted(found, key=lambda one: (not one.has_gone, one.agency.order, str(one.person)))


def _movable(user: User, code: str) -> Iterable[Case]:
    rules = procedure(code)
    agencies = Agency.objects.none()
    for role in rules.events[ASSIGNED].roles:
        agencies |= agencies_where(user, role)
    cases = Case.objects.filter(procedure_code=code, state__in=rules.open_states, agency__in=agencies.values("pk"))
    return cases.exclude(handler=None).select_related("agency", "handler").order_by("created_at")


def _burden(cases: list[Case]) -> Burden:
    person, agency = cases[0].handler, cases[0].agency
    assert person is not None  # noqa: S101 - cases without are left out
    roles = {role for case in cases for role in case.procedure.handling_roles}
    return Burden(person, agency, tuple(cases), not any(holds(person, role, agency) for role in roles))
