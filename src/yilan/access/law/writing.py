"""How facts are written into official Chinese: dates, money, jinja wording."""

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from functools import cache
from typing import Any

from jinja2 import StrictUndefined, Template, UndefinedError
from jinja2.meta import find_undeclared_variables
from jinja2.sandbox import SandboxedEnvironment

ENVIRONMENT = SandboxedEnvironment(undefined=StrictUndefined, autoescape=False)  # for paper, not HTML


class FactsMissing(ValueError):
    """A wording asks for facts that were not given; `names` are theirs."""

    def __init__(self, names: tuple[str, ...]) -> None:
        super().__init__(f"facts are missing: {', '.join(names)}")
        self.names = names


def chinese_date(day: date) -> str:
    """Write a day as official papers do: 2025年9月25日."""
    return f"{day.year}年{day.month}月{day.day}日"


def yuan(amount: Decimal) -> str:
    """Write an amount of yuan, with its fen only where there are any: 200元, 12.50元."""
    return f"{amount:.0f}元" if amount == amount.to_integral_value() else f"{amount:.2f}元"


@cache
def _template(text: str) -> Template:
    return ENVIRONMENT.from_string(text)


@cache
def placeholders(text: str) -> frozenset[str]:
    """Return the names of the facts that a wording asks for."""
    return frozenset(find_undeclared_variables(ENVIRONMENT.parse(text)))


def written(fact: Any) -> Any:
    """Return a fact as it is written: dates in Chinese, numbers and text as they are."""
    return chinese_date(fact) if isinstance(fact, date) else fact


def is_absent(fact: Any) -> bool:
    """Tell whether a fact says nothing: None, an empty list, a text of blanks. Nought is something."""
    return fact is None or (isinstance(fact, str | Sequence) and not (fact.strip() if isinstance(fact, str) else fact))


def fill(text: str, facts: Mapping[str, Any]) -> str:
    """Fill a wording with facts; days are written in Chinese. Raises `FactsMissing` for what is absent or empty."""
    absent = tuple(sorted(name for name in placeholders(text) if is_absent(facts.get(name))))
    if absent:
        raise FactsMissing(absent)
    try:
        return _template(text).render({name: written(fact) for name, fact in facts.items()})
    except UndefinedError as error:
        raise FactsMissing((str(error),)) from error
