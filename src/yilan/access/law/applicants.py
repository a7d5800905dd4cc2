"""Who asks: a natural person or one of five kinds of organisation, and what proves who they are."""

from dataclasses import dataclass
from datetime import date
from functools import cache

from yilan.access.law.reading import LawDataError, Named, Span, build, coded, document

FILE = "applicants.toml"


@dataclass(frozen=True, slots=True)
class Proof(Named):
    """A paper that proves identity or authority; `for_agent` where only an agent has to show it."""

    for_agent: bool = False


@dataclass(frozen=True, slots=True)
class ApplicantKind(Named):
    """A kind of applicant, which is also a column of the yearly table. `you` is how papers address it."""

    person: bool
    you: str
    examples: str
    proofs: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class IdentityRule(Span):
    """Whether a request must carry proof of identity on a day, and by which article."""

    required: bool = True
    required_about_oneself: bool = True
    meaning: str = ""
    source: str = ""


@cache
def proofs() -> dict[str, Proof]:
    """Return every proof by its code."""
    return coded(Proof, FILE, "proof")


@cache
def applicant_kinds() -> dict[str, ApplicantKind]:
    """Return the kinds in the order of the table; raises `LawDataError` where one asks for an unknown proof."""
    found = coded(ApplicantKind, FILE, "kind")
    for kind in found.values():
        if unknown := set(kind.proofs) - set(proofs()):
            raise LawDataError(f"{FILE}: {kind.code} asks for {unknown}, which no entry describes")
    return found


@cache
def _identity_rules() -> tuple[IdentityRule, ...]:
    return tuple(build(IdentityRule, entry, FILE) for entry in document(FILE)["identity"])


def identity_rule(received_on: date) -> IdentityRule:
    """Return the rule on proof of identity for a request received on a day; LookupError before the first Regulation."""
    for rule in _identity_rules():
        if rule.holds_on(received_on):
            return rule
    raise LookupError(f"no rule on proof of identity held on {received_on}")


def proofs_wanted(kind: str, *, by_agent: bool = False) -> tuple[Proof, ...]:
    """Return what an applicant of a kind shows, with what an agent shows besides."""
    own = [proofs()[code] for code in applicant_kinds()[kind].proofs]
    agents = [proof for proof in proofs().values() if proof.for_agent and by_agent]
    return tuple(own + agents)
