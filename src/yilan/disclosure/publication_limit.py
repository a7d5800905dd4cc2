"""Until when the law wants a record public."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from yilan.core import regimes
from yilan.core.calendar import is_provisional


@dataclass(frozen=True)
class PublicationLimit:
    """The last day, under which article of which Regulation; `provisional` until that year's holidays are announced."""

    due_on: date
    article: str
    law: str
    provisional: bool


def publication_limit(content: dict[str, Any]) -> PublicationLimit | None:
    """Return the limit of a record by the day on which it was written, None where no day or no law is known."""
    written_on = date.fromisoformat(content["written_on"]) if content.get("written_on") else None
    if written_on is None:
        return None
    try:
        regime = regimes.regime_on(written_on)
    except regimes.NoRegime:
        return None
    limit = regime.limit("publication")
    due_on = limit.due(written_on)
    return PublicationLimit(due_on, limit.article, regime.name, is_provisional(due_on))
