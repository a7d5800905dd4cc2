"""What everybody may do with the own account."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from yilan.accounts.actions.accounts import apply_changes, set_password
from yilan.accounts.models import User
from yilan.core import audit
from yilan.core.events import emit


@transaction.atomic
def change_own_name(*, actor: User, display_name: str, phone: str = "") -> User:
    """Change the own name and telephone; the old name stays in the trail."""
    return apply_changes(actor, actor, {"display_name": display_name, "phone": phone})


@transaction.atomic
def change_own_password(*, actor: User, old_password: str, new_password: str) -> User:
    """Choose another password. All other sessions of the account end; the caller renews the present one.

    Raises `ValidationError` at `old_password` or `new_password`.
    """
    changing = User.objects.select_for_update().get(pk=actor.pk)
    if not changing.check_password(old_password):
        raise ValidationError({"old_password": _("This is not the present password.")})
    if changing.check_password(new_password):
        raise ValidationError({"new_password": _("The new password must differ from the present one.")})
    set_password(changing, new_password, "new_password")
    changing.must_change_password = False
    changing.save(update_fields=["password", "must_change_password"])
    audit.record(actor=actor, action="accounts:password:change", subject=changing)
    emit("AccountChanged", changing, username=changing.username, changed=["password"])
    return changing
