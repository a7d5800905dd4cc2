"""What may be done with accounts and appointments."""

from yilan.accounts.actions.accounts import (
    change_account,
    create_account,
    deactivate_account,
    reactivate_account,
)
from yilan.accounts.actions.appointments import appoint, dismiss
from yilan.accounts.actions.own import change_own_name, change_own_password
from yilan.accounts.actions.passwords import reset_password

__all__ = [
    "appoint",
    "change_account",
    "change_own_name",
    "change_own_password",
    "create_account",
    "deactivate_account",
    "dismiss",
    "reactivate_account",
    "reset_password",
]
