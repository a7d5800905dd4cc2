"""Legal regimes: which Regulation holds on a day, and the limits that it sets."""

from yilan.core.regimes.regime import (
    Limit,
    NoLimit,
    NoRegime,
    Regime,
    RegimeDataError,
    due_day,
    limit_on,
    load_regimes,
    regime_on,
    regimes,
)

__all__ = [
    "Limit",
    "NoLimit",
    "NoRegime",
    "Regime",
    "RegimeDataError",
    "due_day",
    "limit_on",
    "load_regimes",
    "regime_on",
    "regimes",
]
