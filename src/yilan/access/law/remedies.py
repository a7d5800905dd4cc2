"""What may be done against a decision: review and lawsuit, by outcome, day and agency."""

from calendar import monthrange
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache

from yilan.access.law.outcomes import Outcome
from yilan.access.law.reading import LawDataError, Named, Span, build, coded, document
from yilan.access.law.writing import fill
from yilan.core.calendar import next_working_day

FILE = "remedies.toml"
WAYS = ("choice", "review_first", "none")
COURT = "有管辖权的人民法院"


@dataclass(frozen=True, slots=True)
class RemedyRule(Span):
    """Which way some classes of outcome have between two days, with the limits; the data file explains the fields."""

    classes: tuple[str, ...] = ()
    way: str = ""
    source: str = ""
    review_days: int = 0
    suit_months: int = 0
    suit_days_after_review: int = 0
    text: str = ""
    online: str = ""
    note: str = ""
    doubtful: bool = False

    def __post_init__(self) -> None:
        """Refuse ways that do not exist and limits that do not fit them."""
        Span.__post_init__(self)
        has = (bool(self.review_days), bool(self.suit_months), bool(self.text))
        wanted = {"choice": (True, True, True), "review_first": (True, False, True), "none": (False, False, False)}
        if wanted.get(self.way) != has or not self.classes or not self.source:
            raise LawDataError(f"the rule on {self.classes} from {self.valid_from} is not whole")


@dataclass(frozen=True, slots=True)
class Reviewer(Span):
    """Which bodies review what agencies of a level decide, between two days; two mean that the applicant chooses."""

    level: str = ""
    bodies: tuple[str, ...] = ()
    source: str = ""
    note: str = ""
    doubtful: bool = False


@dataclass(frozen=True, slots=True)
class Remedy:
    """The remedy of one decision: its text for the paper, and what it was computed from."""

    text: str
    rule: RemedyRule
    bodies: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()
    doubtful: bool = False

    @property
    def review_first(self) -> bool:
        """Whether a lawsuit is open only after review."""
        return self.rule.way == "review_first"

    def review_until(self, known_on: date) -> date | None:
        """Return the last day to apply for review when the decision was received on a day; None without a remedy."""
        days = self.rule.review_days
        return next_working_day(known_on + timedelta(days=days)) if days else None

    def sue_until(self, known_on: date) -> date | None:
        """Return the last day to sue without review; None where review comes first or nothing can be contested."""
        months = self.rule.suit_months
        return next_working_day(months_after(known_on, months)) if months else None

    def sue_after_review_until(self, received_on: date) -> date | None:
        """Return the last day to sue once the review's decision was received on a day."""
        days = self.rule.suit_days_after_review
        return next_working_day(received_on + timedelta(days=days)) if days else None


def months_after(day: date, months: int) -> date:
    """Return the same day of the month so many months later, or that month's last day."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


@cache
def remedy_classes() -> dict[str, Named]:
    """Return the classes of outcomes as far as remedies are concerned."""
    return coded(Named, FILE, "class")


@cache
def remedy_rules() -> tuple[RemedyRule, ...]:
    """Return every rule; `LawDataError` where one names an unknown class."""
    rules = tuple(build(RemedyRule, entry, FILE) for entry in document(FILE)["rule"])
    for rule in rules:
        if unknown := set(rule.classes) - set(remedy_classes()):
            raise LawDataError(f"{FILE}: {unknown} are no classes")
    return rules


@cache
def reviewers() -> tuple[Reviewer, ...]:
    """Return who reviews whom, in every time."""
    return tuple(build(Reviewer, entry, FILE) for entry in document(FILE)["reviewer"])


def remedy_rule(remedy_class: str, decided_on: date) -> RemedyRule:
    """Return the rule for a class on the day of the decision; LookupError before the first Regulation."""
    for rule in remedy_rules():
        if remedy_class in rule.classes and rule.holds_on(decided_on):
            return rule
    raise LookupError(f"no rule on the remedies of {remedy_class} held on {decided_on}")


def reviewer_of(level: str, decided_on: date) -> Reviewer:
    """Return who reviews the decisions of agencies of a level (`Agency.Level`); LookupError for what is no organ."""
    for reviewer in reviewers():
        if reviewer.level == level and reviewer.holds_on(decided_on):
            return reviewer
    raise LookupError(f"nobody reviews decisions of a {level} on {decided_on}")


def remedy(  # noqa: PLR0913 # the law asks for each of them
    outcome: Outcome,
    *,
    decided_on: date,
    level: str,
    names: Mapping[str, str],
    you: str,
    paper: str = "告知书",
    court: str = COURT,
    review_site: str = "",
) -> Remedy:
    """Return the remedy of a decision.

    `level` is the deciding agency's, `names` gives the Chinese names of the bodies that may review it: `government`,
    `superior`, `superior_government`, as far as they are asked for. `paper` is what the decision is called,
    `review_site` the address for applying online where there is one. Raises LookupError where the law of the day does
    not answer, KeyError for a body whose name is not given.
    """
    rule = remedy_rule(outcome.remedy, decided_on)
    if not rule.text:
        return Remedy("", rule, sources=(rule.source,), doubtful=rule.doubtful)
    reviewer = reviewer_of(level, decided_on)
    bodies = tuple(names[body] for body in reviewer.bodies)
    facts = {
        "you": you,
        "paper": paper,
        "bodies": "或者".join(bodies),
        "court": court,
        "review_site": review_site,
        "review_days": rule.review_days,
        "suit_months": rule.suit_months,
        "suit_days_after_review": rule.suit_days_after_review,
    }
    text = fill(rule.text, facts)
    if rule.online and review_site:
        text += fill(rule.online, facts)
    return Remedy(text, rule, bodies, (rule.source, reviewer.source), rule.doubtful or reviewer.doubtful)
