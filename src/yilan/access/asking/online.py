"""The forms that a citizen fills in online, one for each procedure: their questions as data (`data/online/`)."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from yilan.access.asking.answers import FILE_ROLES, Answers
from yilan.access.asking.conditions import CONDITIONS
from yilan.access.law.choices import choices
from yilan.access.law.reading import DATA, LawDataError, build, by_code, document

FOLDER = "online"
REQUESTS = "access"  # the form for requests, and the procedure that it begins
TEXT, CHOICE, FILES = "text", "choice", "files"
AGENCY, DISTRICT = "agency", "district"
BY_LAW, ALWAYS, NEVER = "law", "always", "never"


@dataclass(frozen=True, slots=True)
class Option:
    """One of several answers."""

    code: str
    text: str
    hint: str = ""


@dataclass(frozen=True, slots=True)
class AskedField:
    """A field of a question. `heading` is what the case calls its answer; `longest` counts characters."""

    code: str
    label: str
    hint: str = ""
    heading: str = ""
    kind: str = TEXT
    rows: int = 1
    longest: int = 0
    options: tuple[Option, ...] = ()

    def __post_init__(self) -> None:
        """Refuse a field that nobody could fill in, or that could grow without end."""
        if self.kind not in {TEXT, CHOICE, FILES} or (self.kind == CHOICE) != bool(self.options):
            raise LawDataError(f"{self.code} is of no known kind, or its answers are missing")
        if (self.kind == TEXT) != bool(self.longest) or (self.kind == FILES and self.code not in FILE_ROLES):
            raise LawDataError(f"{self.code} needs the most characters of a text, or is no known place for files")

    def said(self, answers: Answers) -> str:
        """Return its answer in words, empty where it has none; files say nothing here."""
        value = answers.get(self.code, "")
        if self.kind == CHOICE:
            return next((one.text for one in self.options if one.code == value), "")
        return value if self.kind == TEXT else ""


@dataclass(frozen=True, slots=True)
class AskedStep:
    """A question with a page of its own; the fields are explained at the head of `data/online/access.toml`."""

    code: str
    question: str
    hint: str = ""
    when: str = ""
    missing: str = ""
    heading: str = ""
    form: str = ""
    fields: tuple[AskedField, ...] = ()

    def __post_init__(self) -> None:
        """Refuse a condition that nobody knows."""
        if self.when not in CONDITIONS:
            raise LawDataError(f"{self.code} is asked under an unknown condition")

    def asked(self, answers: Answers) -> bool:
        """Tell whether who has answered like this is asked it."""
        return CONDITIONS[self.when](answers)


@dataclass(frozen=True)
class OnlineForm:
    """A form: what it is for, and its questions in their order. `code` is that of the procedure which it begins."""

    code: str
    path: str
    order: int
    matter: str
    title: str
    description: str
    lead: str
    handler: str
    identity: str
    needed: tuple[str, ...]
    source: str
    steps: Mapping[str, AskedStep]
    delivery: tuple[str, ...] = ()
    who: str = ""
    then: str = ""
    mind: str = ""
    law: str = ""
    case_title: str = ""
    next: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        """Refuse what no form could be."""
        if self.handler not in {AGENCY, DISTRICT} or self.identity not in {BY_LAW, ALWAYS, NEVER}:
            raise LawDataError(f"{self.code}: who handles it, or who proves their identity, is not known")
        if not set(self.delivery) <= set(choices("delivery")):
            raise LawDataError(f"{self.code} names an unknown way of delivery")

    @property
    def fields(self) -> Iterator[AskedField]:
        """The fields that are written down in the data, in their order."""
        return (field for step in self.steps.values() for field in step.fields)

    def missing(self, step: str) -> str:
        """Return what is said where a step was not answered."""
        return self.steps[step].missing


@cache
def online_forms() -> dict[str, OnlineForm]:
    """Return every form by the code of its procedure, in their order."""
    forms = [_form(f"{FOLDER}/{path.name}") for path in (DATA / FOLDER).glob("*.toml")]
    found = by_code(sorted(forms, key=lambda form: form.order), FOLDER)
    if len({form.path for form in found.values()}) != len(found):
        raise LawDataError("two forms stand at the same address")
    return found


def online_form(code: str) -> OnlineForm:
    """Return the form of a procedure; `KeyError` where nothing can be sent online."""
    return online_forms()[code]


def form_at(path: str) -> OnlineForm:
    """Return the form with an address; `KeyError` without one."""
    return {form.path: form for form in online_forms().values()}[path]


def _form(name: str) -> OnlineForm:
    table = document(name)
    steps = by_code((_step(entry, name) for entry in table["step"]), name)
    return build(OnlineForm, {**{key: value for key, value in table.items() if key != "step"}, "steps": steps}, name)


def _step(entry: Mapping[str, Any], name: str) -> AskedStep:
    fields = tuple(_field(field, name) for field in entry.get("fields", []))
    return build(AskedStep, {**entry, "fields": fields}, name)


def _field(entry: Mapping[str, Any], name: str) -> AskedField:
    options = tuple(build(Option, option, name) for option in entry.get("options", []))
    return build(AskedField, {**entry, "options": options}, name)
