"""Django's groups follow the appointments, and open only what they should."""

from datetime import timedelta

import pytest
from django.contrib.auth.models import Group, Permission
from django.utils import timezone
from tests.factories.accounts import make_account, make_appointment
from tests.factories.organizations import make_agency
from wagtail.models import Collection, GroupPagePermission

from yilan.accounts import actions, permissions
from yilan.accounts.models import Role, User
from yilan.accounts.tasks import begin_day
from yilan.core.events.models import Event
from yilan.organizations.actions import change_agency, move_agency

pytestmark = [pytest.mark.django_db, pytest.mark.database]


def pages_of(user: User) -> set[str]:
    """Return the codes of the agencies whose pages a person's groups open."""
    rows = GroupPagePermission.objects.filter(group__user=user)
    return set(rows.values_list("page__agencypage__agency__code", flat=True))


def deliver(event: str) -> None:
    """Hand an event to the room as the worker does."""
    from yilan.accounts.consumers import keep_groups_in_step

    keep_groups_in_step(Event.objects.filter(name=event).latest("id"))


def test_every_role_enters_and_only_officers_get_pages_and_files(staff):
    for role in Role:
        person = User.objects.get(pk=staff.people[role].pk)
        assert person.has_perm("wagtailadmin.access_admin")
        assert pages_of(person) == ({"mzj"} if role == Role.OFFICER else set())
        assert person.has_perm("wagtailimages.add_image") is False  # only through the collection
    collection = Collection.objects.get(name="西夏区民政局")
    granted = set(collection.group_permissions.values_list("permission__codename", flat=True))
    assert granted == {"add_image", "choose_image", "add_document", "choose_document"}


def test_nobody_gets_wagtails_publishing_or_its_users(staff):
    make_appointment(staff.administrator, Role.OFFICER, staff.district)
    forbidden = Permission.objects.filter(codename__regex=r"^(publish|bulk_delete|lock|unlock)_page$")
    assert forbidden.count() == 4
    assert not GroupPagePermission.objects.filter(permission__in=forbidden).exists()
    people = Permission.objects.filter(content_type__app_label__in=["accounts", "auth"])
    for user in User.objects.all():
        held = user.get_all_permissions()
        assert not {f"{one.content_type.app_label}.{one.codename}" for one in people} & held
        assert held == {"wagtailadmin.access_admin"}


def test_dismissal_takes_the_doors_away_and_leaves_foreign_groups_alone(staff):
    foreign = Group.objects.create(name="别的组")
    staff.officer.groups.add(foreign)
    actions.dismiss(actor=staff.administrator, appointment=staff.officer.appointments.get())
    assert list(staff.officer.groups.all()) == [foreign]
    assert not User.objects.get(pk=staff.officer.pk).has_perm("wagtailadmin.access_admin")


def test_an_officer_above_gets_the_pages_of_a_new_and_of_a_moved_agency(staff):
    person = make_account("zhen-qicao", Role.OFFICER, staff.town)
    assert pages_of(person) == {"xingjing", "huanghua"}
    hamlet = make_agency("zu", staff.village)
    deliver("AgencyOpened")
    assert pages_of(person) == {"xingjing", "huanghua", "zu"}
    move_agency(actor=None, agency=hamlet, parent=staff.bureau)
    deliver("AgencyChanged")
    assert pages_of(person) == {"xingjing", "huanghua"}
    assert pages_of(staff.officer) == {"mzj", "zu"}


def test_a_renamed_agency_renames_its_collection(staff):
    change_agency(actor=None, agency=staff.bureau, name="西夏区民政和社会保障局")
    deliver("AgencyChanged")
    assert Collection.objects.filter(name="西夏区民政和社会保障局").exists()


def test_terms_that_run_out_or_begin_are_followed_with_the_new_day(staff, time_machine):
    today = timezone.localdate()
    actions.dismiss(actor=staff.administrator, appointment=staff.officer.appointments.get(), until=today)
    soon = make_account("mingtian")
    make_appointment(soon, Role.OFFICER, staff.bureau, since=today + timedelta(days=1))
    assert begin_day() == 0
    time_machine.move_to(timezone.now() + timedelta(days=1))
    assert begin_day() == 2
    assert pages_of(staff.officer) == set()
    assert pages_of(soon) == {"mzj"}
    assert begin_day() == 0


def test_following_twice_changes_nothing(staff, django_assert_max_num_queries):
    before = set(staff.officer.groups.values_list("name", flat=True))
    with django_assert_max_num_queries(12):
        permissions.follow_appointments(staff.officer)
    assert set(staff.officer.groups.values_list("name", flat=True)) == before
