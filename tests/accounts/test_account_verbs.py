"""Creating, appointing, dismissing, deactivating and passwords: who may, what is refused, what is noted."""

import json
from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.management import CommandError, call_command
from django.db import IntegrityError, transaction
from django.utils import timezone
from tests.factories.accounts import PASSWORD, make_account
from tests.factories.organizations import make_district

from yilan.accounts import actions
from yilan.accounts.models import Appointment, Role, User
from yilan.accounts.queries import holds
from yilan.core.audit.models import AuditEntry
from yilan.core.events.models import Event

pytestmark = [pytest.mark.django_db, pytest.mark.database]


def refused_at(call) -> set[str]:
    """Return the fields at which a verb refuses."""
    with pytest.raises(ValidationError) as caught:
        call()
    return set(caught.value.message_dict)


def test_an_account_is_created_with_row_and_event_and_opens_nothing(staff):
    made = actions.create_account(
        actor=staff.administrator, username=" xinren ", display_name=" 新人 ", password=PASSWORD
    )
    assert (made.username, made.display_name) == ("xinren", "新人")
    row = AuditEntry.objects.latest("id")
    assert (row.action, row.actor_name) == ("accounts:account:create", "某administrator")
    assert PASSWORD not in json.dumps(row.detail)
    assert Event.objects.latest("id").name == "AccountCreated"
    assert not made.has_perm("wagtailadmin.access_admin")


@pytest.mark.parametrize(
    ("fields", "at"),
    [
        ({"username": "officer"}, {"username"}),
        ({"username": "有 空格"}, {"username"}),
        ({"display_name": " "}, {"display_name"}),
        ({"password": "short-1A"}, {"password"}),
        ({"password": "onlysmallletters-"}, {"password"}),
        ({"password": "Password123"}, {"password"}),
        ({"email": "nobody"}, {"email"}),
    ],
)
def test_what_is_wrong_with_an_account_is_told_at_its_field(staff, fields, at):
    values = {"username": "xinren", "display_name": "新人", "password": PASSWORD, **fields}
    assert refused_at(lambda: actions.create_account(actor=staff.administrator, **values)) == at


def test_only_administrators_create_and_appoint_within_their_reach(staff):
    for person in (staff.officer, staff.auditor, staff.information_office):
        with pytest.raises(PermissionDenied):
            actions.create_account(actor=person, username="xinren", display_name="新人", password=PASSWORD)
    with pytest.raises(PermissionDenied):
        actions.appoint(actor=staff.town_administrator, user=staff.leader, role=Role.OFFICER, agency=staff.bureau)
    actions.appoint(actor=staff.town_administrator, user=staff.leader, role=Role.OFFICER, agency=staff.village)
    assert holds(staff.leader, Role.OFFICER, staff.village)


def test_nobody_appoints_or_dismisses_the_own_person(staff):
    own = staff.administrator.appointments.get()
    with pytest.raises(ValidationError):
        actions.appoint(actor=staff.administrator, user=staff.administrator, role=Role.LEADER, agency=staff.bureau)
    with pytest.raises(ValidationError):
        actions.dismiss(actor=staff.administrator, appointment=own)


def test_a_role_is_held_once_and_the_trail_is_not_read_by_its_subjects(staff):
    appoint = {"actor": staff.administrator, "agency": staff.bureau}
    assert refused_at(lambda: actions.appoint(user=staff.officer, role=Role.OFFICER, **appoint)) == {"role"}
    assert refused_at(lambda: actions.appoint(user=staff.auditor, role=Role.ADMINISTRATOR, **appoint)) == {"role"}
    assert refused_at(lambda: actions.appoint(user=staff.town_administrator, role=Role.AUDITOR, **appoint)) == {"role"}
    assert refused_at(lambda: actions.appoint(user=staff.officer, role="king", **appoint)) == {"role"}
    today = timezone.localdate()
    assert refused_at(
        lambda: actions.appoint(
            user=staff.officer, role=Role.LEADER, since=today, until=today - timedelta(days=1), **appoint
        )
    ) == {"until"}


def test_a_dismissal_acts_at_once_or_on_its_day(staff):
    appointment = staff.officer.appointments.get()
    today = timezone.localdate()
    actions.dismiss(actor=staff.administrator, appointment=appointment, until=today)
    assert holds(staff.officer, Role.OFFICER, staff.bureau)
    actions.dismiss(actor=staff.administrator, appointment=appointment)
    assert not holds(staff.officer, Role.OFFICER, staff.bureau)
    assert Event.objects.latest("id").payload == {"username": "officer", "role": "officer", "agency": "mzj"}
    again = actions.appoint(actor=staff.administrator, user=staff.officer, role=Role.OFFICER, agency=staff.bureau)
    assert again.since == today


def test_the_last_administrator_stays(staff):
    other = make_account("guanli-2", Role.ADMINISTRATOR, staff.district)
    first = staff.administrator.appointments.get()
    actions.dismiss(actor=other, appointment=first)
    third = actions.create_account(actor=other, username="guanli-3", display_name="丙", password=PASSWORD)
    actions.appoint(actor=other, user=third, role=Role.ADMINISTRATOR, agency=staff.town)
    with pytest.raises(PermissionDenied):
        actions.deactivate_account(actor=third, user=other, reason="想当家")
    fourth = make_account("guanli-4", Role.ADMINISTRATOR, staff.district)
    actions.deactivate_account(actor=fourth, user=other, reason="调离")
    assert not Appointment.objects.filter(user=other, until=None).exists()
    with pytest.raises(PermissionDenied):
        actions.deactivate_account(actor=fourth, user=fourth, reason="调离")


def test_somebody_always_administers_the_district(staff):
    leaving = make_account("guanli-2", Role.ADMINISTRATOR, staff.district)
    staff.administrator.appointments.update(until=timezone.localdate() + timedelta(days=3))
    with pytest.raises(ValidationError):
        actions.deactivate_account(actor=staff.administrator, user=leaving, reason="调离")
    leaving.refresh_from_db()
    assert leaving.is_active


def test_deactivation_needs_a_reason_and_can_be_undone(staff):
    assert refused_at(
        lambda: actions.deactivate_account(actor=staff.administrator, user=staff.officer, reason=" ")
    ) == {"reason"}
    actions.deactivate_account(actor=staff.administrator, user=staff.officer, reason="退休")
    assert AuditEntry.objects.latest("id").detail == {"reason": "退休"}
    with pytest.raises(ValidationError):
        actions.appoint(actor=staff.administrator, user=staff.officer, role=Role.LEADER, agency=staff.bureau)
    back = actions.reactivate_account(actor=staff.administrator, user=staff.officer)
    assert back.is_active
    assert not holds(back, Role.OFFICER, staff.bureau)


def test_an_administrator_of_a_town_keeps_only_people_of_that_town(staff):
    villager = make_account("cunguan", Role.OFFICER, staff.village)
    both = make_account("liangbian", Role.OFFICER, staff.village)
    actions.appoint(actor=staff.administrator, user=both, role=Role.OFFICER, agency=staff.bureau)
    nobody = make_account("meizhiwu")
    actions.reset_password(actor=staff.town_administrator, user=villager, password="Xin-Mima-2014")
    for person in (both, staff.officer, nobody, staff.administrator):
        with pytest.raises(PermissionDenied):
            actions.reset_password(actor=staff.town_administrator, user=person, password="Xin-Mima-2014")


def test_a_reset_password_must_be_changed_and_the_own_one_by_who_knows_it(staff):
    actions.reset_password(actor=staff.administrator, user=staff.officer, password="Xin-Mima-2014")
    staff.officer.refresh_from_db()
    assert staff.officer.must_change_password
    with pytest.raises(PermissionDenied):
        actions.reset_password(actor=staff.administrator, user=staff.administrator, password="Xin-Mima-2014")
    change = {"actor": staff.officer}
    assert refused_at(
        lambda: actions.change_own_password(old_password="wrong", new_password="Ziji-De-2014", **change)
    ) == {"old_password"}
    assert refused_at(
        lambda: actions.change_own_password(old_password="Xin-Mima-2014", new_password="Xin-Mima-2014", **change)
    ) == {"new_password"}
    assert refused_at(
        lambda: actions.change_own_password(old_password="Xin-Mima-2014", new_password="simple", **change)
    ) == {"new_password"}
    changed = actions.change_own_password(old_password="Xin-Mima-2014", new_password="Ziji-De-2014", **change)
    assert changed.check_password("Ziji-De-2014")
    assert not changed.must_change_password


def test_names_change_with_the_old_one_in_the_trail(staff):
    actions.change_own_name(actor=staff.officer, display_name="赵文博", phone="0951-1")
    assert AuditEntry.objects.latest("id").detail["changed"] == {
        "display_name": ["某officer", "赵文博"],
        "phone": ["", "0951-1"],
    }
    with pytest.raises(TypeError):
        actions.change_account(actor=staff.administrator, user=staff.officer, username="other")


def test_no_account_stands_above_the_rules(db):
    with pytest.raises(TypeError):
        User.objects.create_superuser("root", password=PASSWORD)
    with pytest.raises(IntegrityError), transaction.atomic():
        User.objects.create(username="root", is_superuser=True)
    with pytest.raises(CommandError, match="first_administrator"):
        call_command("createsuperuser")


def test_the_first_administrator_comes_from_the_command_and_only_the_first(db, monkeypatch, capsys):
    monkeypatch.setenv("YILAN_PASSWORD", PASSWORD)
    with pytest.raises(CommandError, match="found_district"):
        call_command("first_administrator", "guanli", "沈一鸣")
    call_command(
        "found_district", "西夏区", agency="西夏区人民政府", code="xxq", organ_code="640105001", area_code="640105"
    )
    call_command("first_administrator", "guanli", "沈一鸣")
    assert "沈一鸣" in capsys.readouterr().out
    assert holds(User.objects.get(), Role.ADMINISTRATOR)
    with pytest.raises(CommandError, match="沈一鸣"):
        call_command("first_administrator", "guanli2", "别人")


def test_a_weak_first_password_leaves_nothing_behind(db, monkeypatch):
    make_district()
    monkeypatch.setenv("YILAN_PASSWORD", "weak")
    with pytest.raises(CommandError):
        call_command("first_administrator", "guanli", "沈一鸣")
    assert not User.objects.exists()
