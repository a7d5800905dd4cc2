"""Keeps Django's groups in step with the appointments, for what Wagtail's own code asks.

What people may do is decided by `queries.holds`; the groups only open Wagtail's doors: the admin itself for everyone in
office; for officers the pages of their agencies and their agency's collection of images and documents. Nobody gets
Wagtail's permission to publish, and no account is a superuser.
"""

from collections.abc import Iterable

from django.contrib.auth.models import Group, Permission
from django.db import transaction
from wagtail.models import Collection, GroupCollectionPermission, GroupPagePermission

from yilan.accounts.models import Appointment, Role, User
from yilan.organizations.days import current_on, today
from yilan.organizations.models import Agency, AgencyPage
from yilan.organizations.queries import below

ROLE = "role:"
OFFICERS = "officers:"
PAGE_VERBS = ("add_page", "change_page")
FILE_VERBS = (
    ("wagtailimages", "add_image"),
    ("wagtailimages", "choose_image"),
    ("wagtaildocs", "add_document"),
    ("wagtaildocs", "choose_document"),
)


@transaction.atomic
def follow_appointments(user: User) -> None:
    """Put a person into the groups of today's appointments and out of all others of ours."""
    held = _held([user]).get(user.pk, [])
    wanted = {role_group(role) for role, _agency in held}
    wanted |= {officer_group(agency) for role, agency in held if role == Role.OFFICER}
    ours = {group for group in user.groups.all() if group.name.startswith((ROLE, OFFICERS))}
    user.groups.remove(*(ours - wanted))
    user.groups.add(*(wanted - ours))
    _forget(user)


@transaction.atomic
def follow_everyone() -> int:
    """Bring every account into step, as each day begins; returns how many changed. Terms run out by themselves."""
    people = User.objects.prefetch_related("groups")
    held = _held(people)
    changed = 0
    for user in people:
        wanted = {f"{ROLE}{role}" for role, _agency in held.get(user.pk, [])}
        wanted |= {f"{OFFICERS}{agency.code}" for role, agency in held.get(user.pk, []) if role == Role.OFFICER}
        ours = {group.name for group in user.groups.all() if group.name.startswith((ROLE, OFFICERS))}
        if wanted != ours:
            follow_appointments(user)
            changed += 1
    return changed


@transaction.atomic
def follow_agencies() -> None:
    """Give every group of officers the pages below its agency as the tree stands now."""
    for group in Group.objects.filter(name__startswith=OFFICERS):
        agency = Agency.objects.filter(code=group.name.removeprefix(OFFICERS)).first()
        if agency is not None:
            _grant_pages(group, agency)
            _name_collection(group, agency)


def role_group(role: str) -> Group:
    """Return the group of a role: it opens Wagtail's admin."""
    group, created = Group.objects.get_or_create(name=f"{ROLE}{role}")
    if created:
        group.permissions.add(Permission.objects.get(content_type__app_label="wagtailadmin", codename="access_admin"))
    return group


def officer_group(agency: Agency) -> Group:
    """Return the group of an agency's officers: its pages and those below, and its collection."""
    group, created = Group.objects.get_or_create(name=f"{OFFICERS}{agency.code}")
    if created:
        _grant_pages(group, agency)
        _grant_collection(group, agency)
    return group


def _held(people: Iterable[User]) -> dict[int, list[tuple[str, Agency]]]:
    rows = Appointment.objects.filter(current_on(today()), user__in=people, user__is_active=True)
    held: dict[int, list[tuple[str, Agency]]] = {}
    for row in rows.select_related("agency"):
        held.setdefault(row.user_id, []).append((row.role, row.agency))
    return held


def _grant_pages(group: Group, agency: Agency) -> None:
    verbs = Permission.objects.filter(content_type__app_label="wagtailcore", codename__in=PAGE_VERBS)
    pages = set(AgencyPage.objects.filter(agency__in=below({agency.pk})).values_list("pk", flat=True))
    granted = GroupPagePermission.objects.filter(group=group)
    granted.exclude(page__in=pages).delete()
    standing = set(granted.values_list("page", "permission"))
    GroupPagePermission.objects.bulk_create(
        GroupPagePermission(group=group, page_id=page, permission=verb)
        for page in sorted(pages)
        for verb in verbs
        if (page, verb.pk) not in standing
    )


def _grant_collection(group: Group, agency: Agency) -> None:
    collection = Collection(name=agency.name)
    Collection.get_first_root_node().add_child(instance=collection)
    for label, codename in FILE_VERBS:
        verb = Permission.objects.get(content_type__app_label=label, codename=codename)
        GroupCollectionPermission.objects.create(group=group, collection=collection, permission=verb)


def _name_collection(group: Group, agency: Agency) -> None:
    Collection.objects.filter(group_permissions__group=group).exclude(name=agency.name).update(name=agency.name)


def _forget(user: User) -> None:
    """Drop what Django remembers of the person's permissions on this very object."""
    for name in ("_perm_cache", "_user_perm_cache", "_group_perm_cache"):
        user.__dict__.pop(name, None)
