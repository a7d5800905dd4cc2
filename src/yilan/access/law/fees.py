"""What a request costs: the processing fee in marginal tiers, and before it the cost tariffs of 2008."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cache
from typing import Any

from yilan.access.law.outcomes import Outcome
from yilan.access.law.reading import LawDataError, Named, Span, by_code, coded, document
from yilan.access.law.writing import yuan
from yilan.core.calendar import add_working_days

FILE = "fees.toml"
NOTHING = Decimal(0)


class NotCharged(ValueError):
    """The law of the day knows no such charge."""


@dataclass(frozen=True, slots=True)
class Period(Named):
    """What could be charged between two days, and how long an applicant has to pay."""

    span: Span
    law: str
    standard: str = ""
    payment_working_days: int = 0
    note: str = ""
    doubtful: bool = False


@dataclass(frozen=True, slots=True)
class CostItem(Named):
    """A cost that a period lets agencies charge at a local rate."""

    period: str
    unit: str


@dataclass(frozen=True, slots=True)
class Waiver(Named):
    """A reason for which a period lets agencies charge nothing."""

    period: str


@dataclass(frozen=True, slots=True)
class Tier:
    """Units from a number to a number (None: without end) at a rate in yuan."""

    first: int
    last: int | None
    rate: int


@dataclass(frozen=True, slots=True)
class Method(Named):
    """A way of counting the processing fee; `supply` are the forms of supply it may be chosen for, none for all."""

    period: str
    unit: str
    adds_up: str
    tiers: tuple[Tier, ...]
    standard: str
    supply: tuple[str, ...] = ()
    step_size: int = 0
    step_add: int = 0

    def __post_init__(self) -> None:
        """Refuse tiers that leave a gap, overlap or end."""
        Named.__post_init__(self)
        expected = 1
        for tier in self.tiers:
            if tier.first != expected:
                raise LawDataError(f"{self.code}: the tier from {tier.first} does not follow the one before")
            expected = (tier.last or tier.first) + 1
        if (self.tiers[-1].last is None) == bool(self.step_size):
            raise LawDataError(f"{self.code}: the last tier has to be open, or steps have to follow it")

    def endless_tiers(self) -> Iterator[Tier]:
        """Yield the tiers, and the steps that follow them for ever."""
        yield from self.tiers
        last = self.tiers[-1]
        while last.last is not None:
            last = Tier(last.last + 1, last.last + self.step_size, last.rate + self.step_add)
            yield last


@dataclass(frozen=True, slots=True)
class FeeLine:
    """One line of a computation: so many units at a rate; `first` and `last` where the units are numbered."""

    what: str
    unit: str
    quantity: int
    rate: Decimal
    first: int | None = None
    last: int | None = None

    @property
    def amount(self) -> Decimal:
        """Yuan of this line."""
        return self.quantity * self.rate

    def __str__(self) -> str:
        place = self.what
        if self.first is not None:
            place = f"第{self.first}{self.unit}" + (f"至第{self.last}{self.unit}" if self.last != self.first else "")
        rate = yuan(self.rate).removesuffix("元")
        return f"{place}：{self.quantity}{self.unit}×{rate}元/{self.unit}＝{yuan(self.amount)}"


@dataclass(frozen=True, slots=True)
class Fee:
    """A charge with its computation; `waived` says why nothing is charged although the lines add up to something."""

    period: Period
    method: Method | None
    lines: tuple[FeeLine, ...]
    waived: Waiver | None = None

    @property
    def amount(self) -> Decimal:
        """Yuan to pay."""
        return NOTHING if self.waived else sum((line.amount for line in self.lines), NOTHING)

    @property
    def basis(self) -> str:
        """Law on which the charge rests, as the notice cites it."""
        return self.period.law

    @property
    def standard(self) -> str:
        """Tariff that was used, as the notice states it."""
        return self.method.standard if self.method else self.period.standard

    @property
    def computation(self) -> str:
        """The computation line by line, as the notice states it."""
        total = f"合计{yuan(sum((line.amount for line in self.lines), NOTHING))}"
        ending = f"，因{self.waived.term}免收" if self.waived else ""
        return "；".join([*map(str, self.lines), total]) + ending


def period_from_toml(entry: dict[str, Any]) -> Period:
    """Build one period from its parsed table."""
    rest = dict(entry)
    span = Span(rest.pop("valid_from"), rest.pop("valid_to", None))
    return Period(span=span, **rest)


def method_from_toml(entry: dict[str, Any]) -> Method:
    """Build one method from its parsed table."""
    rest = dict(entry)
    tiers = tuple(Tier(tier["from"], tier.get("to"), tier["rate"]) for tier in rest.pop("tiers"))
    step = rest.pop("step", {"size": 0, "add": 0})
    supply = tuple(rest.pop("supply", ()))
    return Method(tiers=tiers, supply=supply, step_size=step["size"], step_add=step["add"], **rest)


@cache
def fee_periods() -> dict[str, Period]:
    """Return every period by code, the oldest first."""
    return by_code((period_from_toml(entry) for entry in document(FILE)["period"]), FILE)


@cache
def fee_methods() -> dict[str, Method]:
    """Return every method of counting by code."""
    return by_code((method_from_toml(entry) for entry in document(FILE)["method"]), FILE)


@cache
def cost_items() -> dict[str, CostItem]:
    """Return the costs that could be charged at local rates."""
    return coded(CostItem, FILE, "cost_item")


@cache
def waivers() -> dict[str, Waiver]:
    """Return the reasons for which nothing was charged."""
    return coded(Waiver, FILE, "waiver")


def fee_period_on(day: date) -> Period:
    """Return what holds for a request received on a day; LookupError before the first Regulation."""
    for period in fee_periods().values():
        if period.span.holds_on(day):
            return period
    raise LookupError(f"no rule on fees held on {day}")


def methods_for(received_on: date, *, supply: str, outcome: Outcome | None = None) -> tuple[Method, ...]:
    """Return the methods of which one may be chosen for a request; none where the law of the day knows no fee.

    `supply` is the form asked for; with the outcome known, counting pages needs one that hands information over.
    """
    period = fee_period_on(received_on)
    return tuple(
        method
        for method in fee_methods().values()
        if method.period == period.code
        and (not method.supply or (supply in method.supply and (outcome is None or outcome.attaches)))
    )


def processing_fee(method: str, units: int, *, received_on: date, before: int = 0) -> Fee:
    """Compute the processing fee for `units` items or pages.

    `before`: where the method adds up over a month, how many items the same applicant asked for earlier in the month of
    receipt. Raises `NotCharged` where the law of the day of receipt does not know the method, ValueError for counts
    below 0 and for earlier pages, which do not add up.
    """
    chosen, period = fee_methods()[method], fee_period_on(received_on)
    if chosen.period != period.code:
        raise NotCharged(f"{chosen.code} was not charged on {received_on}")
    if units < 0 or before < 0 or (before and chosen.adds_up != "month"):
        raise ValueError(f"{units} after {before} cannot be counted by {method}")
    return Fee(period, chosen, tuple(_lines(chosen, before + 1, before + units)))


def _lines(method: Method, first: int, last: int) -> Iterator[FeeLine]:
    for tier in method.endless_tiers():
        if tier.first > last:
            return
        low, high = max(first, tier.first), last if tier.last is None else min(last, tier.last)
        if low <= high:
            yield FeeLine(method.term, method.unit, high - low + 1, Decimal(tier.rate), low, high)
        if tier.last is None:
            return


def cost_fee(costs: Sequence[tuple[str, int, Decimal]], *, received_on: date, waiver: str = "") -> Fee:
    """Compute what the law of 2008 let agencies charge: items of cost with quantity and the local rate in yuan.

    Raises `NotCharged` where the law of the day of receipt does not let the item be charged or waived.
    """
    period = fee_period_on(received_on)
    lines = tuple(FeeLine(cost_items()[code].term, cost_items()[code].unit, n, rate) for code, n, rate in costs)
    waived = waivers()[waiver] if waiver else None
    foreign = [code for code, _, _ in costs if cost_items()[code].period != period.code]
    if foreign or (waived and waived.period != period.code):
        raise NotCharged(f"{', '.join(foreign) or waiver} belongs to no fee of {received_on}")
    return Fee(period, None, lines, waived)


def pay_by(notice_received_on: date, period: Period) -> date:
    """Return the last day to pay, counted from the day after the notice was received; `NotCharged` without a limit."""
    if not period.payment_working_days:
        raise NotCharged(f"{period.code} sets no limit for paying")
    return add_working_days(notice_received_on, period.payment_working_days)
