from axes.utils import reset
from django.db import transaction

from yilan.accounts.actions.accounts import set_password
from yilan.accounts.authority import require_keeper_of
from yilan.accounts.models import User
from yilan.core import audit
from yilan.core.events import emit


@transaction.atomic
def reset_password(*, actor: User | None, user: User, password: str, must_change_password: bool = True) -> User:
    """Give a person a new password and lift a lock-out; all sessions of the account end.

    The person chooses another one at the next sign-in unless told otherwise. Raises `PermissionDenied` unless the actor
    keeps the account, and `ValidationError` at `password`.
    """
    require_keeper_of(actor, user)
    changing = User.objects.select_for_update().get(pk=user.pk)
    set_password(changing, password, "password")
    changing.must_change_password = must_change_password
    changing.save(update_fields=["password", "must_change_password"])
    reset(username=changing.username)
    audit.record(actor=actor, action="accounts:password:reset", subject=changing)
    emit("AccountChanged", changing, username=changing.username, changed=["password"])
    return changing
