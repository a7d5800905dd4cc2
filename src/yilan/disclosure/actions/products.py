from typing import Any, TypeVar

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from yilan.accounts.models import Role, User
from yilan.accounts.queries import holds
from yilan.core import audit
from yilan.core.events import emit
from yilan.disclosure.content import content_hash
from yilan.disclosure.models import CatalogueVersion, GuideVersion
from yilan.disclosure.products import catalogue_of, guide_of
from yilan.organizations.models import Agency

KEEPERS = (Role.INFORMATION_OFFICE, Role.LEADER, Role.OFFICER)
Revision = TypeVar("Revision", GuideVersion, CatalogueVersion)


@transaction.atomic
def compile_guide(*, actor: User | None, agency: Agency, note: str = "") -> GuideVersion:
    """Compile an agency's disclosure guide; a new revision only when something changed, else the last one.

    `actor` is None for the monthly schedule. Raises `PermissionDenied` for anybody but `KEEPERS`.
    """
    return _compile(GuideVersion, "guide", "GuideCompiled", actor, agency, note, guide_of(agency))


@transaction.atomic
def compile_catalogue(*, actor: User | None, agency: Agency, note: str = "") -> CatalogueVersion:
    """Compile an agency's disclosure catalogue; a new revision only when something changed, else the last one."""
    return _compile(CatalogueVersion, "catalogue", "CatalogueCompiled", actor, agency, note, catalogue_of(agency))


def _compile(  # noqa: PLR0913, PLR0917 - what one revision is made of
    model: type[Revision],
    thing: str,
    event: str,
    actor: User | None,
    agency: Agency,
    note: str,
    content: dict[str, Any],
) -> Revision:
    if actor is not None and not any(holds(actor, role, agency) for role in KEEPERS):
        raise PermissionDenied(
            _("Only the information office, the agency's leader or its officers compile its guide and catalogue.")
        )
    Agency.objects.select_for_update().get(pk=agency.pk)  # one compiler at a time, so that numbers have no gaps
    last = model.objects.filter(agency=agency).order_by("-number").first()
    digest = content_hash(content)
    if last is not None and last.content_hash == digest:
        return last
    made = model.objects.create(
        agency=agency,
        number=last.number + 1 if last else 1,
        compiled_at=timezone.now(),
        compiled_by=actor,
        note=note[:300],
        content=content,
        content_hash=digest,
    )
    audit.record(
        actor=actor,
        action=f"disclosure:{thing}:compile",
        subject=made,
        agency_code=agency.code,
        detail={"number": made.number, "note": note, "content_hash": digest},
    )
    emit(event, made, agency=agency.code, number=made.number)
    return made
