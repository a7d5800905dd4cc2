"""The desks: whose cases wait, the most urgent first."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.core.paginator import Page, Paginator
from django.db.models import Prefetch, Q, QuerySet

from yilan.accounts.queries import agencies_where
from yilan.casework.authority import READERS, may_read, require_reader
from yilan.casework.clocks import CaseClock, clock_of
from yilan.casework.models import Case, CaseEvent, Party, PartyRole
from yilan.casework.procedures import procedure
from yilan.core import audit
from yilan.organizations.models import Agency

FAR = date.max
PAGE = 50
ESCALATED = "escalated"
WHOSE = ("mine", "nobody", "turn", "escalated")


@dataclass(frozen=True)
class CaseList:
    """Which cases a list shows.

    `whose`: all of the agencies, mine, nobody's, those that wait for a step of mine (turn), or those that were put
    before the leader (escalated).
    """

    procedure_code: str
    whose: str = "all"
    state: str = ""
    agency: str = ""
    year: int = 0
    outcome: str = ""
    number: str = ""
    colour: str = ""


@dataclass
class Desk:
    """One page of a list: cases with their clocks and their applicants' masked names."""

    page: Page[Any]
    rows: list[tuple[Case, CaseClock]] = field(default_factory=list)


def readable(user: Any, procedure_code: str) -> QuerySet[Case]:
    """Return the cases of a procedure that the user may open."""
    agencies = Agency.objects.none()
    for role in READERS:
        agencies |= agencies_where(user, role)
    return Case.objects.filter(procedure_code=procedure_code, agency__in=agencies.values("pk"))


def case_for(user: Any, uuid: Any, *, noted: bool = True) -> Case:
    """Return a case that the user opens, and note that it was opened; `Case.DoesNotExist`, `PermissionDenied`."""
    case = Case.objects.select_related("agency", "handler").get(pk=uuid)
    require_reader(user, case)
    if noted:
        audit.record(actor=user, action="casework:case:read", subject=case, agency_code=case.agency.code)
    return case


def listed_cases(user: Any, wanted: CaseList, page: int | str = 1, *, on: date | None = None, size: int = PAGE) -> Desk:
    """Return one page of a list. Open cases stand before closed ones, by due date; closed ones by their end.

    Every open case's clock is read for it, in two queries; there are some dozens in a district, not thousands.
    """
    cases = _narrowed(readable(user, wanted.procedure_code), user, wanted)
    states = procedure(wanted.procedure_code).open_states
    still_open = with_clocks(cases.filter(state__in=states).select_related("agency", "handler"), on=on)
    if wanted.colour:
        still_open = [row for row in still_open if row[1].colour == wanted.colour]
    still_open.sort(key=lambda row: (row[1].due or FAR, row[0].created_at))
    closed = cases.exclude(state__in=states).order_by("-ended_on", "-created_at") if not wanted.colour else cases.none()
    keys = [row[0].pk for row in still_open] + list(closed.values_list("pk", flat=True))
    paginator = Paginator(keys, size)
    shown = paginator.get_page(page)
    known = {row[0].pk: row for row in still_open}
    others = [key for key in shown.object_list if key not in known]
    for case, clock in with_clocks(Case.objects.filter(pk__in=others).select_related("agency", "handler"), on=on):
        known[case.pk] = (case, clock)
    return Desk(shown, [known[key] for key in shown.object_list])


def with_clocks(cases: QuerySet[Case] | Iterable[Case], *, on: date | None = None) -> list[tuple[Case, CaseClock]]:
    """Return cases with their clocks; two further queries for a queryset, however many cases it holds."""
    if isinstance(cases, QuerySet):
        cases = cases.prefetch_related(
            Prefetch("events", CaseEvent.objects.order_by("sequence")),
            Prefetch("parties", Party.objects.filter(role=PartyRole.APPLICANT), to_attr="applicants"),
        )
    return [_with_clock(case, on) for case in cases]


def _with_clock(case: Case, on: date | None) -> tuple[Case, CaseClock]:
    return case, clock_of(case.procedure, list(case.events.all()), on=on)


def desk_counts(user: Any, procedure_code: str, *, on: date | None = None) -> dict[str, int]:
    """Return how many open cases the user can read, how many of them each list has, and how many have each colour."""
    states = procedure(procedure_code).open_states
    still_open = readable(user, procedure_code).filter(state__in=states)
    rows = with_clocks(still_open, on=on)
    counts = {"open": len(rows)} | {
        whose: _narrowed(still_open, user, CaseList(procedure_code, whose=whose)).count() for whose in WHOSE
    }
    for _case, clock in rows:
        counts[clock.colour] = counts.get(clock.colour, 0) + 1
    return counts


def handled_by(user: Any, procedure_codes: Iterable[str], *, on: date | None = None) -> list[tuple[Case, CaseClock]]:
    """Return the open cases that the user handles, the most urgent first: three queries, one when there are none."""
    open_ones = Q(pk__in=[])
    for code in procedure_codes:
        open_ones |= Q(procedure_code=code, state__in=procedure(code).open_states)
    rows = with_clocks(Case.objects.filter(open_ones, handler=user.pk).select_related("agency", "handler"), on=on)
    return sorted(
        (row for row in rows if may_read(user, row[0])), key=lambda row: (row[1].due or FAR, row[0].created_at)
    )


def _narrowed(cases: QuerySet[Case], user: Any, wanted: CaseList) -> QuerySet[Case]:
    if wanted.whose == "mine":
        cases = cases.filter(handler=user)
    if wanted.whose == "nobody":
        cases = cases.filter(handler=None, state__in=procedure(wanted.procedure_code).open_states)
    if wanted.whose == "escalated":
        told = CaseEvent.objects.filter(kind=ESCALATED).values("case")
        cases = cases.filter(pk__in=told, state__in=procedure(wanted.procedure_code).open_states)
    if wanted.whose == "turn":
        cases = cases.filter(_my_turn(user, wanted.procedure_code))
    if wanted.state:
        cases = cases.filter(state=wanted.state)
    if wanted.agency:
        cases = cases.filter(agency__code=wanted.agency)
    if wanted.year:
        cases = cases.filter(received_on__year=wanted.year)
    if wanted.outcome:
        cases = cases.filter(outcome=wanted.outcome)
    if wanted.number:
        cases = cases.filter(Q(number__icontains=wanted.number) | Q(pk__in=_titled(cases, wanted.number)))
    return cases


def _titled(cases: QuerySet[Case], words: str) -> list[Any]:
    """Return which cases have the words in their title: each is opened, as the database sees only seals."""
    plain = words.casefold()
    return [case.pk for case in cases.only("uuid", "title").order_by().iterator() if plain in case.title.casefold()]


def _my_turn(user: Any, procedure_code: str) -> Q:
    """Return the condition for open cases in whose state the user holds the role that moves them on."""
    rules = procedure(procedure_code)
    turn = Q(pk__in=[])
    for state in rules.open_states:
        for role in {role for kind in rules.possible(state) if kind.to and kind.action for role in kind.roles}:
            turn |= Q(state=state, agency__in=agencies_where(user, role).values("pk"))
    return turn
