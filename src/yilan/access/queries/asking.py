"""What a citizen asks before asking: which agencies take requests, how long it takes, what it costs."""

from dataclasses import dataclass
from datetime import date

from yilan.access.asking import OnlineForm, online_forms
from yilan.access.law.fees import Method, Period, fee_methods, fee_period_on
from yilan.casework.clock import Reading, read_clock
from yilan.casework.procedures import procedure
from yilan.core.regimes import Limit, NoLimit, Regime, regime_on
from yilan.organizations.models import Agency
from yilan.organizations.queries import agency_tree

PROCEDURE = "access"
SUBMITTED = "submitted"  # the event by which a form opens a case


@dataclass(frozen=True)
class Terms:
    """What the law of a day says of a request: its periods in working days (0 where it sets none), and its fee."""

    regime: Regime
    answer: int
    extension: int
    correction_notice: int
    third_party: int
    fee: Period
    methods: tuple[Method, ...]


@dataclass(frozen=True)
class Beside:
    """A form that is none for requests, and within what it is answered."""

    form: OnlineForm
    limit: Limit | None


def agencies_asked() -> list[Agency]:
    """Return the agencies that take requests, in the order of the tree."""
    return [node.agency for top in agency_tree() for node in top.walk() if not node.agency.is_community]


def terms_on(day: date) -> Terms:
    """Return what the law of a day says of a request."""
    regime, fee = regime_on(day), fee_period_on(day)
    return Terms(
        regime=regime,
        answer=_days(regime, "answer"),
        extension=_days(regime, "extension"),
        correction_notice=_days(regime, "correction_notice"),
        third_party=_days(regime, "third_party"),
        fee=fee,
        methods=tuple(method for method in fee_methods().values() if method.period == fee.code),
    )


def if_received_on(day: date, code: str = PROCEDURE) -> Reading:
    """Return the clock of a request, or a case of another procedure, that is received on a day and left alone."""
    return read_clock(day, procedure(code).clock, [])


def answer_limit(code: str, day: date) -> Limit | None:
    """Return within what a procedure's cases are answered that are received on a day; None where no law says."""
    return procedure(code).clock.terms(day).answer


def beside_requests(day: date) -> list[Beside]:
    """Return what else can be sent online than a request, with the limit of a day for its answer."""
    return [Beside(form, answer_limit(form.code, day)) for form in online_forms().values() if form.code != PROCEDURE]


def is_received_at_once(code: str) -> bool:
    """Tell whether what is sent online counts as received with that, and no confirmation has to follow."""
    return procedure(code).events[SUBMITTED].clock == "start"


def _days(regime: Regime, code: str) -> int:
    try:
        return regime.limit(code).working_days
    except NoLimit:
        return 0
