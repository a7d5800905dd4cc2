from datetime import date, timedelta
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from yilan.core import audit
from yilan.core.events import emit
from yilan.organizations.authority import require_keeper
from yilan.organizations.days import current_on, require_term
from yilan.organizations.models import Agency, Designation


@transaction.atomic
def designate(  # noqa: PLR0913 - all by name
    *, actor: Any | None, agency: Agency, kind: str, person: str, since: date, post: str = "", phone: str = ""
) -> Designation:
    """Name the leader who answers for disclosure, or one of the staff who do it (`Designation.Kind`).

    An agency has one leader at a time: a successor's first day is the day after the predecessor's last.
    Raises `ValidationError` when the person already is designated, or would begin before the predecessor did.
    """
    require_keeper(actor, agency)
    Agency.objects.select_for_update().get(pk=agency.pk)
    made = Designation(agency=agency, kind=kind, person=person.strip(), post=post, phone=phone, since=since)
    made.full_clean()
    standing = agency.designations.filter(current_on(since), kind=kind)
    if standing.filter(person=made.person).exists():
        raise ValidationError({"person": _("%(person)s is already designated.") % {"person": made.person}})
    if kind == Designation.Kind.LEADER:
        _succeed(actor, agency, since)
    made.save()
    _note(actor, "organizations:designation:make", made, {"since": since.isoformat()})
    return made


@transaction.atomic
def end_designation(*, actor: Any | None, designation: Designation, until: date) -> Designation:
    """End a designation; `until` is its last day."""
    require_keeper(actor, designation.agency)
    ending = Designation.objects.select_for_update().get(pk=designation.pk)
    require_term(ending.since, until)
    ending.until = until
    ending.save(update_fields=["until"])
    _note(actor, "organizations:designation:end", ending, {"until": until.isoformat()})
    return ending


def _succeed(actor: Any | None, agency: Agency, since: date) -> None:
    """End the predecessor's term the day before the successor's begins."""
    leaders = agency.designations.filter(kind=Designation.Kind.LEADER)
    later = leaders.filter(since__gte=since).first()
    if later is not None:
        raise ValidationError(
            {
                "since": _("%(person)s began on %(day)s; the successor begins after that.")
                % {"person": later.person, "day": later.since.isoformat()}
            }
        )
    for predecessor in leaders.filter(current_on(since)):
        end_designation(actor=actor, designation=predecessor, until=since - timedelta(days=1))


def _note(actor: Any | None, action: str, designation: Designation, detail: dict[str, Any]) -> None:
    agency = designation.agency
    audit.record(
        actor=actor,
        action=action,
        subject=designation,
        agency_code=agency.code,
        detail={"kind": designation.kind, "person": designation.person, "post": designation.post, **detail},
    )
    emit("AgencyChanged", agency, code=agency.code, changed=["designations"])
