"""What people choose while a case is handled: grounds, reasons, relations, forms, ways, channels, results."""

from dataclasses import dataclass
from functools import cache

from yilan.access.law.reading import LawDataError, Named, coded, document
from yilan.access.law.writing import placeholders

FILES = ("forms.toml", "reasons.toml")


@dataclass(frozen=True, slots=True)
class Choice(Named):
    """One entry of a list.

    `needs` names what has to be stated with it, `of` the entries of other lists that it goes with; `wording` is how a
    paper says it.
    """

    needs: tuple[str, ...] = ()
    of: tuple[str, ...] = ()
    wording: str = ""
    note: str = ""

    def __post_init__(self) -> None:
        """Refuse a wording that asks for more than has to be stated."""
        Named.__post_init__(self)
        if not placeholders(self.wording) <= {*self.needs, "you"}:
            raise LawDataError(f"{self.code}: the wording asks for what nobody has to state")


@cache
def choice_lists() -> dict[str, dict[str, Choice]]:
    """Return every list by its name, each by code and in the order in which it is offered."""
    found: dict[str, dict[str, Choice]] = {}
    for name in FILES:
        for key, value in document(name).items():
            if not isinstance(value, list):
                continue
            if key in found:
                raise LawDataError(f"{name}: the list {key} stands in two files")
            found[key] = coded(Choice, name, key)
    return found


def choices(name: str) -> dict[str, Choice]:
    """Return one list (`supply`, `delivery`, `channel`, `correction_ground`, …); KeyError for an unknown one."""
    return choice_lists()[name]
