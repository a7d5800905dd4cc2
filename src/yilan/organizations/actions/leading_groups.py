from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from yilan.core import audit
from yilan.core.events import emit
from yilan.organizations.actions.changes import apply
from yilan.organizations.authority import require_keeper
from yilan.organizations.days import current_on, require_term
from yilan.organizations.models import Agency, LeadingGroup, Seat

CHANGEABLE = ("name", "duties", "founded_on", "office_agency")
SINGLE_POSTS = (Seat.Post.CHAIR, Seat.Post.OFFICE)


@transaction.atomic
def form_leading_group(
    *, actor: Any | None, name: str, founded_on: date, office_agency: Agency, duties: str = ""
) -> LeadingGroup:
    """Form a leading group with its office at an agency, whose keepers keep the group."""
    require_keeper(actor, office_agency)
    group = LeadingGroup(name=name.strip(), duties=duties, founded_on=founded_on, office_agency=office_agency)
    group.full_clean()
    group.save()
    _note(actor, "organizations:group:form", group, group, {"founded_on": founded_on.isoformat()})
    return group


@transaction.atomic
def change_leading_group(*, actor: Any | None, group: LeadingGroup, **fields: Any) -> LeadingGroup:
    """Change a group's name, duties, day of founding or office."""
    require_keeper(actor, group.office_agency)
    changing = LeadingGroup.objects.select_for_update().get(pk=group.pk)
    changed = apply(changing, fields, CHANGEABLE)
    if "office_agency" in changed:
        require_keeper(actor, changing.office_agency)
    changing.full_clean()
    if changed:
        changing.save()
        _note(actor, "organizations:group:change", changing, changing, {"changed": changed})
    return changing


@transaction.atomic
def dissolve_leading_group(*, actor: Any | None, group: LeadingGroup, ended_on: date) -> LeadingGroup:
    """Dissolve a group: its seats end with it."""
    require_keeper(actor, group.office_agency)
    ending = LeadingGroup.objects.select_for_update().get(pk=group.pk)
    if ended_on < ending.founded_on:
        raise ValidationError({"ended_on": _("The group was founded later than that.")})
    if ending.seats.filter(since__gt=ended_on).exists():
        raise ValidationError({"ended_on": _("Somebody took a seat later than that; correct the seat first.")})
    ending.ended_on = ended_on
    ending.save(update_fields=["ended_on"])
    ending.seats.filter(current_on(ended_on)).update(until=ended_on)
    _note(actor, "organizations:group:dissolve", ending, ending, {"ended_on": ended_on.isoformat()})
    return ending


@transaction.atomic
def seat_member(  # noqa: PLR0913 - all by name
    *,
    actor: Any | None,
    group: LeadingGroup,
    post: str,
    person: str,
    title: str,
    since: date,
    agency: Agency | None = None,
    order: int | None = None,
) -> Seat:
    """Seat a person in a group (`Seat.Post`); without an order, after all others.

    Raises `ValidationError` when the person or the post is already seated, or the group has ended.
    """
    require_keeper(actor, group.office_agency)
    seated = LeadingGroup.objects.select_for_update().get(pk=group.pk)
    if seated.ended_on is not None:
        raise ValidationError(_("This group was dissolved."))
    if since < seated.founded_on:
        raise ValidationError({"since": _("The group was founded later than that.")})
    standing = list(seated.seats.filter(current_on(since)))
    if any(seat.person == person.strip() for seat in standing):
        raise ValidationError({"person": _("%(person)s already has a seat.") % {"person": person.strip()}})
    holder = next((seat for seat in standing if seat.post == post and post in SINGLE_POSTS), None)
    if holder is not None:
        raise ValidationError({"post": _("%(person)s has this post; end that seat first.") % {"person": holder.person}})
    place = max((seat.order for seat in standing), default=-1) + 1 if order is None else order
    seat = Seat(group=seated, post=post, person=person.strip(), title=title, agency=agency, order=place, since=since)
    seat.full_clean()
    seat.save()
    _note(actor, "organizations:seat:fill", seat, seated, _of(seat))
    return seat


@transaction.atomic
def end_seat(*, actor: Any | None, seat: Seat, until: date) -> Seat:
    """End a person's seat; `until` is its last day."""
    require_keeper(actor, seat.group.office_agency)
    ending = Seat.objects.select_for_update().get(pk=seat.pk)
    require_term(ending.since, until)
    ending.until = until
    ending.save(update_fields=["until"])
    _note(actor, "organizations:seat:end", ending, ending.group, {**_of(ending), "until": until.isoformat()})
    return ending


def _of(seat: Seat) -> dict[str, Any]:
    return {"post": seat.post, "person": seat.person, "title": seat.title, "since": seat.since.isoformat()}


def _note(
    actor: Any | None, action: str, subject: LeadingGroup | Seat, group: LeadingGroup, detail: dict[str, Any]
) -> None:
    audit.record(actor=actor, action=action, subject=subject, agency_code=group.office_agency.code, detail=detail)
    emit("LeadingGroupChanged", group, group=group.name)
