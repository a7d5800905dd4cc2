from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext as _
from wagtail.models import Page

from yilan.accounts.models import Role, User
from yilan.accounts.queries import holds
from yilan.core import audit
from yilan.disclosure.models import RecordPage
from yilan.organizations.models import Agency

MANY = ("themes", "columns", "issuers", "concerned", "supersedes")
CHILDREN = ("attachments", "duties")


@transaction.atomic
def draft_record(*, actor: User, agency: Agency, **fields: Any) -> RecordPage:
    """Begin a record below its agency. `fields` are those of `RecordPage`; lists for the facets and child rows.

    Raises `PermissionDenied` unless the actor drafts for this agency.
    """
    require_officer(actor, agency)
    parent = Page.objects.get(pk=agency.page.pk)
    record = RecordPage(live=False, owner=actor, **_plain(fields))
    record.slug = free_slug()
    parent.add_child(instance=record)
    _set_related(record, fields)
    record.save_revision(user=actor, log_action=True)
    audit.record(actor=actor, action="disclosure:record:draft", subject=record, agency_code=agency.code)
    return record


@transaction.atomic
def revise_record(*, actor: User, record: RecordPage, **fields: Any) -> RecordPage:
    """Save a new draft of a record; an open release of other content becomes void. Returns the draft."""
    require_officer(actor, record.agency)
    draft = record.get_latest_revision_as_object()
    for name, value in _plain(fields).items():
        setattr(draft, name, value)
    _set_related(draft, fields)
    draft.save_revision(user=actor, log_action=True)
    audit.record(actor=actor, action="disclosure:record:revise", subject=record, agency_code=record.agency.code)
    return draft


def require_officer(actor: User, agency: Agency) -> None:
    """Raise `PermissionDenied` unless the actor drafts for the agency."""
    if not holds(actor, Role.OFFICER, agency):
        raise PermissionDenied(_("Only disclosure officers of this agency may do this."))


def free_slug() -> str:
    """Return a slug that nobody sees: the tree's address is not the record's address."""
    from uuid import uuid4

    return f"r-{uuid4().hex[:16]}"


def _plain(fields: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in fields.items() if name not in MANY + CHILDREN}


def _set_related(record: RecordPage, fields: dict[str, Any]) -> None:
    for name in MANY + CHILDREN:
        if name in fields:
            setattr(record, name, list(fields[name]))
