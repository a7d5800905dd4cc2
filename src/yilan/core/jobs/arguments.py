"""What may be written into a job: only what comes back from JSON as it went in."""

import json
from typing import Any


def require_json(value: Any, what: str) -> Any:
    """Return `value`, or raise `TypeError` when JSON would change it: dates, tuples, keys that are numbers, NaN."""
    try:
        same = json.loads(json.dumps(value, allow_nan=False)) == value
    except (TypeError, ValueError) as error:
        raise TypeError(f"The {what} of a job must be JSON: {error}") from error
    if not same or _has_tuple(value):
        raise TypeError(f"The {what} of a job must come back from JSON as it was: {value!r}")
    return value


def _has_tuple(value: Any) -> bool:
    # A tuple compares unequal to the list that comes back, except deep inside types with an equality of their own.
    if isinstance(value, dict):
        return any(_has_tuple(item) for item in value.values())
    return isinstance(value, tuple) or (isinstance(value, list) and any(_has_tuple(item) for item in value))
