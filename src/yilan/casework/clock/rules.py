"""By which limits a clock runs."""

from dataclasses import dataclass
from datetime import date

from yilan.core.regimes import Limit, NoLimit, NoRegime, Regime, Running, limit_of, regime_on


@dataclass(frozen=True, slots=True)
class Terms:
    """The limits that hold for one case. Without `answer`, no law was in force on its day.

    `code` is that of the Regulation that limits the answer, empty where a procedure's own limit does.
    """

    code: str
    regime: Regime | None
    answer: Limit | None
    extension: Limit | None

    def limit(self, code: str, day: date) -> Limit | None:
        """Return the limit that begins on a day; None where the case's law, and every measure, sets none."""
        if self.regime is None:
            return None
        try:
            return limit_of(self.regime, code, day)
        except NoLimit:
            return None

    def running(self, code: str) -> Running | None:
        """Return why the case's law counts the time of what has this limit elsewhere; None where it does not."""
        return self.regime.running.get(code) if self.regime else None


@dataclass(frozen=True, slots=True)
class ClockRule:
    """Limits by their code in the Regulations, or as limits of a procedure's own.

    Without `extension` nothing can be extended. `ValueError` for a limit that is not counted in working days.
    """

    answer: str | Limit = "answer"
    extension: str | Limit | None = "extension"

    def __post_init__(self) -> None:
        """Refuse limits that no clock can count."""
        for limit in (self.answer, self.extension):
            if isinstance(limit, Limit):
                _ = limit.working_days

    def terms(self, received: date) -> Terms:
        """Return the limits for what was received on a day; the law of that day stays the case's law.

        `NoLimit` when a code names none of that law.
        """
        try:
            regime = regime_on(received)
        except NoRegime:
            regime = None
        code = regime.code if regime and not isinstance(self.answer, Limit) else ""
        return Terms(code, regime, _of(regime, self.answer), _of(regime, self.extension))


def _of(regime: Regime | None, limit: str | Limit | None) -> Limit | None:
    if not limit:
        return None
    if isinstance(limit, Limit):
        return limit
    return regime.limit(limit) if regime else None
