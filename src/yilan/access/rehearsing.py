"""Doing something as if, to look at what it would lead to; nothing of it stays."""

from collections.abc import Callable
from typing import TypeVar
from uuid import UUID

from django.db import transaction

from yilan.casework.models import Case
from yilan.intake.actions import forget_rolled_back

Seen = TypeVar("Seen")


def as_if_opened(act: Callable[[], Case], look: Callable[[Case], Seen]) -> Seen:
    """Open a case by `act`, look at it by `look`, and take all of it back, its sealed files too.

    Raises what `act` raises. What `look` returns must not ask the database later.
    """
    kept: list[UUID] = []
    try:
        with transaction.atomic():
            case = act()
            kept = list(case.files.values_list("stored", flat=True))
            seen = look(case)
            transaction.set_rollback(True)
    finally:
        forget_rolled_back(kept)
    return seen
