"""What is asked about people: who holds which role where."""

from yilan.accounts.queries.holding import (
    agencies_where,
    governs,
    holders,
    holds,
    may_enter_office,
    roles_of,
)

__all__ = ["agencies_where", "governs", "holders", "holds", "may_enter_office", "roles_of"]
