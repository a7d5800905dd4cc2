"""How requests end: the outcomes of the yearly table with ground, wording and what each demands."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from typing import Any

from yilan.access.law.reading import LawDataError, Named, Span, build, by_code, document
from yilan.access.law.writing import placeholders

FILE = "outcomes.toml"
OF_A_RECORD = frozenset({"title", "index_number", "address"})  # what a published record tells of itself
REGULATION = "中华人民共和国政府信息公开条例"
GROUPS = ("open", "partial", "withheld", "unavailable", "not_processed", "other")
KINDS = ("text", "long_text", "date", "choice", "parts")
GIVEN = frozenset({"you", "basis"})  # what every wording may use besides its outcome's own facts


@dataclass(frozen=True, slots=True)
class Fact(Named):
    """Something a decision has to state. `kind` is how it is asked for; `options` where one is chosen."""

    kind: str = "text"
    sample: str | date = ""
    options: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        """Refuse kinds that no form can ask for."""
        Named.__post_init__(self)
        if self.kind not in KINDS or not self.sample or (self.kind == "choice") != bool(self.options):
            raise LawDataError(f"{self.code}: kind, sample and options do not fit each other")


@dataclass(frozen=True, slots=True)
class Ground(Span):
    """The law on which an outcome rests between two days; `rule` is one beside the Regulation, where that needs it."""

    article: str = ""
    rule: str = ""
    rule_article: str = ""
    note: str = ""
    doubtful: bool = False

    @property
    def basis(self) -> str:
        """Law and article as a decision cites them."""
        cited = f"《{REGULATION}》{self.article}"
        return f"{cited}和《{self.rule}》{self.rule_article}" if self.rule else cited


@dataclass(frozen=True, slots=True)
class Outcome:
    """One way in which a request ends; the fields are explained at the head of the data file."""

    code: str
    row: str
    group: str
    label: str
    term: str
    paper: str
    remedy: str
    wording: str
    facts: tuple[Fact, ...]
    laws: tuple[Ground, ...]
    source: str
    file_facts: tuple[Fact, ...] = ()
    reason: str = ""
    after: tuple[str, ...] = ()
    reviews: tuple[str, ...] = ()
    grounds: tuple[str, ...] = ()
    attaches: bool = False
    opens: bool = False
    redaction: bool = False
    told_by_record: str = ""
    record_wording: str = ""
    ends_case: bool = True
    asked: frozenset[str] = field(init=False)

    def __post_init__(self) -> None:
        """Refuse an outcome whose wording asks for facts that it does not demand, or the other way round."""
        object.__setattr__(self, "asked", placeholders(self.wording))
        demanded = {fact.code for fact in self.facts}
        if self.asked - GIVEN != demanded:
            raise LawDataError(f"{self.code}: wording and facts differ in {sorted((self.asked - GIVEN) ^ demanded)}")
        if not placeholders(self.reason) <= demanded:
            raise LawDataError(f"{self.code}: the reason asks for facts that the outcome does not demand")
        if self.told_by_record and not (
            self.told_by_record in demanded and placeholders(self.record_wording) <= OF_A_RECORD
        ):
            raise LawDataError(f"{self.code}: a published record cannot tell what it is to tell")
        if self.group not in GROUPS or not self.laws:
            raise LawDataError(f"{self.code}: unknown group {self.group}, or no law")

    @property
    def takes_grounds(self) -> bool:
        """Whether it names parts, each with a ground of its own."""
        return bool(self.grounds)

    def law_on(self, day: date) -> Ground:
        """Return what it rests on in the law of a day; LookupError where it did not exist."""
        for ground in self.laws:
            if ground.holds_on(day):
                return ground
        raise LookupError(f"{self.code} did not exist in the law of {day}")

    def usable_on(self, day: date) -> bool:
        """Tell whether a request under the law of a day may end so."""
        return any(ground.holds_on(day) for ground in self.laws)


def outcome_from_toml(entry: Mapping[str, Any], facts: Mapping[str, Fact], source: str) -> Outcome:
    """Build one outcome from its parsed table; `LawDataError` for unknown facts and fields."""
    rest = dict(entry)
    for key in ("facts", "file_facts"):
        if unknown := set(rest.get(key, ())) - set(facts):
            raise LawDataError(f"{FILE}: {rest.get('code')} demands {sorted(unknown)}, which no entry describes")
        rest[key] = [facts[code] for code in rest.get(key, ())]
    laws = [build(Ground, ground, FILE) for ground in rest.pop("law", ())]
    return build(Outcome, {"source": source, **rest, "laws": laws}, FILE)


@cache
def facts() -> dict[str, Fact]:
    """Return every fact that a decision can demand, by code."""
    return by_code((build(Fact, entry, FILE) for entry in document(FILE)["fact"]), FILE)


@cache
def outcomes() -> dict[str, Outcome]:
    """Return every outcome by code, in the order of the table."""
    table = document(FILE)
    return by_code((outcome_from_toml(entry, facts(), table["source"]) for entry in table["outcome"]), FILE)


def outcomes_on(day: date) -> Iterator[Outcome]:
    """Yield the outcomes that the law of a day knows; a request is decided by the law of its day of receipt."""
    return (outcome for outcome in outcomes().values() if outcome.usable_on(day))


def grounds_for(outcome: Outcome, day: date) -> tuple[Outcome, ...]:
    """Return the outcomes on whose ground a part may be withheld within an outcome that takes grounds."""
    return tuple(one for one in outcomes_on(day) if one.row in outcome.grounds and one.reason)
