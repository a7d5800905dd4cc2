"""What the law of requests demands of single steps, beyond what their procedure says."""

from yilan.access.steps.attempt import Attempt, Facts
from yilan.access.steps.demands import prepared

__all__ = ["Attempt", "Facts", "prepared"]
