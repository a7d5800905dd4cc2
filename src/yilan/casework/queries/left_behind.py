"""Open cases of people who have gone."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from yilan.accounts.models import Role, User
from yilan.accounts.queries import holders, holds
from yilan.casework.models import Case
from yilan.casework.procedures import procedures
from yilan.casework.queries.desk import readable
from yilan.organizations.models import Agency

OVERSEERS = (Role.LEADER, Role.INFORMATION_OFFICE)


@dataclass
class LeftBehind:
    """A person who handles open cases of an agency and no longer holds the role there, with these cases."""

    handler: User
    agency: Agency
    cases: list[Case] = field(default_factory=list)


def left_behind(user: Any) -> list[LeftBehind]:
    """Return whose open cases wait for somebody else, for the agencies that the user leads; most cases first."""
    found: dict[tuple[int, int], LeftBehind] = {}
    for case in _open_cases(user):
        if case.handler is None:
            continue
        key = (case.handler.pk, case.agency.pk)
        found.setdefault(key, LeftBehind(case.handler, case.agency)).cases.append(case)
    people: dict[int, set[int]] = {}
    for one in found.values():
        if one.agency.pk not in people:
            people[one.agency.pk] = {
                person.pk for role in (Role.OFFICER, Role.INFORMATION_OFFICE) for person in holders(role, one.agency)
            }
    gone = [one for one in found.values() if one.handler.pk not in people[one.agency.pk]]
    return sorted(gone, key=lambda one: (-len(one.cases), one.handler.display_name))


def _open_cases(user: Any) -> Iterable[Case]:
    for rules in procedures().values():
        waiting = readable(user, rules.code).filter(state__in=rules.open_states, handler__isnull=False)
        for case in waiting.select_related("agency", "handler"):
            if any(holds(user, role, case.agency) for role in OVERSEERS):
                yield case
