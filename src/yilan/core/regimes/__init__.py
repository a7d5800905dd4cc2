"""Legal regimes: which Regulation holds on a day, and the limits that it sets."""

from yilan.core.regimes.regime import (
    Limit,
    NoLimit,
    NoRegime,
    Regime,
    RegimeDataError,
    Running,
    due_day,
    limit_of,
    limit_on,
    load_measures,
    load_regimes,
    measures,
    regime_on,
    regimes,
)

__all__ = [
    "Limit",
    "NoLimit",
    "NoRegime",
    "Regime",
    "RegimeDataError",
    "Running",
    "due_day",
    "limit_of",
    "limit_on",
    "load_measures",
    "load_regimes",
    "measures",
    "regime_on",
    "regimes",
]
