"""On which day a request counts as received: article 31, and before it the notice of 2015."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache

from yilan.access.law.choices import choices
from yilan.access.law.reading import LawDataError, Span, build, document

FILE = "receipt.toml"
ARRIVED = "arrived_on"
CONFIRMED = "confirmed_on"


@dataclass(frozen=True, slots=True)
class ReceiptRule(Span):
    """How some channels count between two days; `day` is the fact that gives the date."""

    channels: tuple[str, ...] = ()
    day: str = ARRIVED
    meaning: str = ""
    source: str = ""
    same_day: bool = False

    def __post_init__(self) -> None:
        """Refuse a rule on facts that nobody records, or without its law."""
        Span.__post_init__(self)
        if self.day not in (ARRIVED, CONFIRMED) or not self.channels or not self.meaning or not self.source:
            raise LawDataError(f"the rule on {self.channels} is not whole")


@dataclass(frozen=True, slots=True)
class Needs:
    """The date is not known yet: these facts have to be recorded first."""

    facts: tuple[str, ...]


@cache
def receipt_rules() -> tuple[ReceiptRule, ...]:
    """Return every rule; `LawDataError` where one names an unknown channel."""
    rules = tuple(build(ReceiptRule, entry, FILE) for entry in document(FILE)["rule"])
    for rule in rules:
        if unknown := set(rule.channels) - set(choices("channel")):
            raise LawDataError(f"{FILE}: {unknown} are no channels")
    return rules


def receipt_rule(channel: str, arrived_on: date) -> ReceiptRule:
    """Return the rule for what arrived by a channel on a day; LookupError where there is none."""
    for rule in receipt_rules():
        if channel in rule.channels and rule.holds_on(arrived_on):
            return rule
    raise LookupError(f"no rule says when a request by {channel} of {arrived_on} is received")


def date_of_receipt(channel: str, facts: Mapping[str, date | None]) -> date | Needs:
    """Return the day of receipt, day 0 of every limit, or what has to be recorded before it is known.

    Facts: `arrived_on` (handed in, signed for, in the system) and `confirmed_on` (both sides confirmed). Raises
    ValueError for a confirmation before the arrival.
    """
    arrived = facts.get(ARRIVED)
    if arrived is None:
        return Needs((ARRIVED,))
    confirmed = facts.get(CONFIRMED)
    if confirmed is not None and confirmed < arrived:
        raise ValueError(f"confirmed on {confirmed}, before it arrived on {arrived}")
    if receipt_rule(channel, arrived).day == ARRIVED:
        return arrived
    return confirmed or Needs((CONFIRMED,))


def confirmed_late(channel: str, facts: Mapping[str, date | None]) -> bool:
    """Tell whether confirmation was due on the day of arrival and came later, which an auditor will ask about."""
    arrived, confirmed = facts.get(ARRIVED), facts.get(CONFIRMED)
    if arrived is None or confirmed is None:
        return False
    return receipt_rule(channel, arrived).same_day and confirmed > arrived
