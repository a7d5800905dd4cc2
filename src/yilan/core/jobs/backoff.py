"""How long a failed job waits. The eighth and last attempt comes about one and a half hours after the first."""

import random
from datetime import timedelta

FIRST = 5.0  # seconds
FACTOR = 3.0
LONGEST = 3600.0  # seconds


def delay(attempts: int) -> timedelta:
    """Return how long to wait after so many failed attempts: growing, at most an hour, scattered by a quarter.

    The scatter keeps jobs that failed together (a server was away) from coming back together.
    """
    # The exponent is bounded so that a job with very many attempts does not overflow a float.
    longest = min(LONGEST, FIRST * FACTOR ** min(attempts - 1, 20))
    return timedelta(seconds=longest * random.uniform(0.75, 1.0))  # noqa: S311 - scatter, no secret
