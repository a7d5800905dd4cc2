import secrets
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from yilan.core import audit
from yilan.core.events import emit
from yilan.organizations.actions.changes import apply
from yilan.organizations.authority import require_keeper
from yilan.organizations.days import current_on, today
from yilan.organizations.models import Agency, AgencyPage, DistrictPage
from yilan.organizations.queries import descendants

CONTACT = ("office_name", "address", "hours", "phone", "fax", "email", "postcode")  # article 12 of the Regulation
CONTESTED = ("superior", "court", "review_site")  # what decisions say of review and lawsuit
CHANGEABLE = (
    "name",
    "short_name",
    "level",
    "credit_code",
    "organ_code",
    "area_code",
    "index_template",
    "functions",
    *CONTACT,
    *CONTESTED,
    "order",
    "opened_on",
)
KEY_SIGNS = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"  # without signs that look alike on a notice board
KEY_LENGTH = 8
KEY_AT_LEAST = 6


@transaction.atomic
def open_agency(*, actor: Any | None, code: str, parent: Agency | None = None, **fields: Any) -> Agency:
    """Open an agency below `parent` and give it its place in the ownership tree. `fields` are those of `Agency`.

    Raises `PermissionDenied` unless the actor keeps the parent, and `ValidationError` with field names.
    """
    require_keeper(actor, parent)
    agency = Agency(code=code, parent=_open_parent(parent), **fields)
    agency.full_clean()
    home = DistrictPage.objects.first()
    if home is None:
        raise ValidationError(_("This site has no district yet; found it first."))
    agency.save()
    home.add_child(instance=AgencyPage(title=agency.name, slug=agency.code, agency=agency))
    audit.record(actor=actor, action="organizations:agency:open", subject=agency, agency_code=agency.code)
    emit("AgencyOpened", agency, code=agency.code)
    return agency


@transaction.atomic
def change_agency(*, actor: Any | None, agency: Agency, **fields: Any) -> Agency:
    """Change what is said of an agency (`CHANGEABLE`); its code and its records' addresses stay.

    Raises `PermissionDenied` unless the actor keeps the agency, and `ValidationError` with field names.
    """
    require_keeper(actor, agency)
    changing = Agency.objects.select_for_update().get(pk=agency.pk)
    changed = apply(changing, fields, CHANGEABLE)
    changing.full_clean()
    if not changed:
        return changing
    changing.save()
    if "name" in changed:
        AgencyPage.objects.filter(agency=changing).update(title=changing.name, draft_title=changing.name)
    _note(actor, "organizations:agency:change", changing, {"changed": changed})
    emit("AgencyChanged", changing, code=changing.code, changed=sorted(changed))
    return changing


@transaction.atomic
def move_agency(*, actor: Any | None, agency: Agency, parent: Agency | None) -> Agency:
    """Put an agency below another one. Raises `ValidationError` for a place below itself or below a closed agency."""
    list(Agency.objects.select_for_update().order_by("pk").values_list("pk"))  # two moves never make a ring together
    moving = Agency.objects.get(pk=agency.pk)
    require_keeper(actor, moving)
    require_keeper(actor, parent)
    parent = _open_parent(parent)
    if parent is not None and descendants(moving, itself=True).filter(pk=parent.pk).exists():
        raise ValidationError({"parent": _("An agency cannot stand below itself.")})
    old = moving.parent
    if old == parent:
        return moving
    moving.parent = parent
    moving.save(update_fields=["parent"])
    _note(actor, "organizations:agency:move", moving, {"from": old and old.code, "to": parent and parent.code})
    emit("AgencyChanged", moving, code=moving.code, changed=["parent"])
    return moving


@transaction.atomic
def close_agency(*, actor: Any | None, agency: Agency, closed_on: date, reason: str) -> Agency:
    """Close an agency: its designations end, its records stay readable. Upper rooms hear `AgencyClosed`.

    Raises `ValidationError` while an open agency stands below it, for a day to come, or without a reason.
    """
    require_keeper(actor, agency)
    closing = Agency.objects.select_for_update().get(pk=agency.pk)
    if closing.closed_on:
        raise ValidationError(_("This agency is already closed."))
    if closing.children.filter(closed_on=None).exists():
        raise ValidationError(_("Agencies below this one are still open; move or close them first."))
    if not closing.opened_on <= closed_on <= today():
        raise ValidationError({"closed_on": _("The day must lie between the agency's opening and today.")})
    if not reason.strip():
        raise ValidationError({"reason": _("Say why the agency is closed, for example with the document's number.")})
    closing.closed_on = closed_on
    closing.save(update_fields=["closed_on"])
    closing.designations.filter(current_on(closed_on), since__lte=closed_on).update(until=closed_on)
    _note(actor, "organizations:agency:close", closing, {"closed_on": closed_on.isoformat(), "reason": reason.strip()})
    emit("AgencyClosed", closing, code=closing.code, closed_on=closed_on.isoformat())
    return closing


@transaction.atomic
def reopen_agency(*, actor: Any | None, agency: Agency) -> Agency:
    """Undo a closing that was a mistake. Designations that ended with it stay ended."""
    require_keeper(actor, agency)
    opening = Agency.objects.select_for_update().get(pk=agency.pk)
    if opening.closed_on is None:
        raise ValidationError(_("This agency is open."))
    _open_parent(opening.parent)
    closed_on, opening.closed_on = opening.closed_on, None
    opening.save(update_fields=["closed_on"])
    _note(actor, "organizations:agency:reopen", opening, {"closed_on": closed_on.isoformat()})
    emit("AgencyChanged", opening, code=opening.code, changed=["closed_on"])
    return opening


@transaction.atomic
def set_community_key(*, actor: Any | None, agency: Agency, key: str | None = None) -> Agency:
    """Set the code that opens a community's village affairs on the portal; a fresh one is made when none is given.

    The trail notes that the code changed, never the code. Raises `ValidationError` for other kinds of agency.
    """
    require_keeper(actor, agency)
    changing = Agency.objects.select_for_update().get(pk=agency.pk)
    if not changing.is_community:
        raise ValidationError(_("Only villages and communities have a reading code."))
    made = "".join(secrets.choice(KEY_SIGNS) for _place in range(KEY_LENGTH)) if key is None else key.strip().upper()
    if len(made) < KEY_AT_LEAST:
        raise ValidationError({"key": _("The code needs at least %(count)d signs.") % {"count": KEY_AT_LEAST}})
    changing.community_key = made
    changing.full_clean()
    changing.save(update_fields=["community_key"])
    _note(actor, "organizations:agency:key", changing, {})
    return changing


def _open_parent(parent: Agency | None) -> Agency | None:
    """Return the agency above, locked so that it cannot close meanwhile; `ValidationError` when it is closed."""
    if parent is None:
        return None
    locked = Agency.objects.select_for_update().get(pk=parent.pk)
    if locked.closed_on:
        raise ValidationError({"parent": _("The agency above is closed.")})
    return locked


def _note(actor: Any | None, action: str, agency: Agency, detail: dict[str, Any]) -> None:
    audit.record(actor=actor, action=action, subject=agency, agency_code=agency.code, detail=detail)
