from typing import Any

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from yilan.accounts.actions.appointments import end_all_terms
from yilan.accounts.authority import require_administrator, require_keeper_of
from yilan.accounts.models import User
from yilan.core import audit
from yilan.core.events import emit

CHANGEABLE = ("display_name", "phone", "email")


@transaction.atomic
def create_account(  # noqa: PLR0913 - an account has many fields, all by name
    *,
    actor: User | None,
    username: str,
    display_name: str,
    password: str,
    phone: str = "",
    email: str = "",
    must_change_password: bool = False,
) -> User:
    """Create an account; it opens no door before its first appointment.

    `must_change_password`: the person chooses another password before anything else, as the creator knows this one.
    Raises `PermissionDenied` unless the actor is administrator somewhere, and `ValidationError` with field names.
    """
    require_administrator(actor)
    user = User(
        username=User.normalize_username(username.strip()),
        display_name=display_name.strip(),
        phone=phone,
        email=email,
        must_change_password=must_change_password,
    )
    set_password(user, password, "password")
    user.full_clean(exclude=["password"])
    user.save()
    audit.record(actor=actor, action="accounts:account:create", subject=user, detail={"username": user.username})
    emit("AccountCreated", user, username=user.username)
    return user


@transaction.atomic
def change_account(*, actor: User | None, user: User, **fields: str) -> User:
    """Change a person's name, telephone or e-mail (`CHANGEABLE`); the user name stays, the trail speaks of it."""
    require_keeper_of(actor, user)
    return apply_changes(actor, user, fields)


@transaction.atomic
def deactivate_account(*, actor: User | None, user: User, reason: str) -> User:
    """Close an account: its sessions end with the next request and its appointments end. What the person did stays.

    Raises `ValidationError` without a reason, or when the district would be left without an administrator.
    """
    require_keeper_of(actor, user)
    closing = User.objects.select_for_update().get(pk=user.pk)
    if not closing.is_active:
        raise ValidationError(_("This account is already deactivated."))
    if not reason.strip():
        raise ValidationError({"reason": _("Say why the account is deactivated.")})
    end_all_terms(actor, closing)
    closing.is_active = False
    closing.save(update_fields=["is_active"])
    audit.record(actor=actor, action="accounts:account:deactivate", subject=closing, detail={"reason": reason.strip()})
    emit("AccountDeactivated", closing, username=closing.username)
    return closing


@transaction.atomic
def reactivate_account(*, actor: User | None, user: User) -> User:
    """Let a deactivated account in again; it has no appointments and the old password."""
    require_keeper_of(actor, user)
    opening = User.objects.select_for_update().get(pk=user.pk)
    if opening.is_active:
        raise ValidationError(_("This account is active."))
    opening.is_active = True
    opening.save(update_fields=["is_active"])
    audit.record(actor=actor, action="accounts:account:reactivate", subject=opening)
    emit("AccountChanged", opening, username=opening.username, changed=["is_active"])
    return opening


def apply_changes(actor: User | None, user: User, fields: dict[str, Any]) -> User:
    """Set what may be changed of an account, note old and new values; nothing is noted when nothing changes."""
    changing = User.objects.select_for_update().get(pk=user.pk)
    changed = {}
    for name, value in fields.items():
        if name not in CHANGEABLE:
            raise TypeError(f"{name} of an account is not changed here")
        if getattr(changing, name) != value.strip():
            changed[name] = [getattr(changing, name), value.strip()]
            setattr(changing, name, value.strip())
    changing.full_clean(exclude=["password"])
    if changed:
        changing.save(update_fields=sorted(changed))
        audit.record(actor=actor, action="accounts:account:change", subject=changing, detail={"changed": changed})
        emit("AccountChanged", changing, username=changing.username, changed=sorted(changed))
    return changing


def set_password(user: User, password: str, field: str) -> None:
    """Set a password that the rules admit; raises `ValidationError` at `field` with what is missing."""
    try:
        validate_password(password, user)
    except ValidationError as error:
        raise ValidationError({field: error.messages}) from error
    user.set_password(password)
