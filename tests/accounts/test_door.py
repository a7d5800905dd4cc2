"""Signing in, being locked out, idle and old sessions, and the password that must change."""

import pytest
from axes.models import AccessFailureLog
from django.core.cache import cache
from django.test import Client, override_settings
from django.urls import reverse
from django.utils import timezone
from tests.factories.accounts import PASSWORD, make_account

from yilan.accounts import actions
from yilan.core.audit.models import AuditEntry

pytestmark = [pytest.mark.django_db, pytest.mark.database]
LOGIN = "/office/login/"


WRONG = "falsch-Falsch-1"


def knock(client: Client, username: str, password: str = WRONG, address: str = "10.0.0.1"):
    """Try to sign in from an address."""
    return client.post(LOGIN, {"username": username, "password": password}, REMOTE_ADDR=address)


def test_the_door_says_what_it_is_and_what_never_to_enter(client):
    page = client.get(LOGIN).content.decode()
    assert 'lang="zh-hans"' in page.lower()
    for words in ("登录工作后台", "仅供本区各单位工作人员使用", "国家秘密"):
        assert words in page
    assert "Wagtail" not in page.split("<body")[1]
    assert 'name="remember"' not in page


def test_who_holds_an_office_comes_in_and_the_trail_knows(staff):
    client = staff.client("officer")
    assert client.get("/office/").status_code == 200
    assert AuditEntry.objects.latest("id").action == "accounts:door:enter"
    client.post("/office/logout/")
    assert AuditEntry.objects.latest("id").action == "accounts:door:leave"
    assert client.get("/office/").status_code == 302


def test_signing_out_is_no_link(staff):
    client = staff.client("officer")
    assert client.get("/office/logout/").status_code == 405
    assert client.get("/office/").status_code == 200


def test_the_session_is_new_after_signing_in(staff, client):
    client.get(LOGIN)
    before = client.session.session_key
    knock(client, staff.officer.username, PASSWORD)
    assert client.session.session_key != before


def test_wrong_names_and_wrong_passwords_read_the_same(staff, client):
    wrong = knock(client, staff.officer.username)
    nobody = knock(client, "meiyouzheren")
    assert wrong.status_code == nobody.status_code == 200
    assert "用户名或密码不正确" in wrong.content.decode()
    assert wrong.content.decode().replace("officer", "X") == nobody.content.decode().replace("meiyouzheren", "X") or (
        wrong.content.count(b"desk-refusal") == nobody.content.count(b"desk-refusal") == 1
    )


def test_five_failures_lock_for_half_an_hour_whether_the_account_exists_or_not(staff, time_machine):
    start = timezone.now()
    time_machine.move_to(start, tick=False)
    pages = []
    for username in (staff.officer.username, "meiyouzheren"):
        client = Client()
        for _turn in range(4):
            assert knock(client, username).status_code == 200
        locked = knock(client, username)
        assert locked.status_code == 429
        assert locked["Retry-After"] == "1800"
        pages.append(locked.content.decode())
    assert pages[0] == pages[1]
    assert "0951-2077000" in pages[0]
    assert "政务公开办公室" in pages[0]
    assert knock(Client(), staff.officer.username, PASSWORD).status_code == 429
    assert AuditEntry.objects.filter(action="accounts:door:lock").count() >= 1
    time_machine.move_to(start + timezone.timedelta(minutes=31), tick=False)
    assert knock(Client(), staff.officer.username, PASSWORD).status_code == 302


def test_somebody_elses_failures_do_not_lock_the_person_out(staff):
    for _turn in range(6):
        knock(Client(), staff.officer.username, address="203.0.113.9")
    assert knock(Client(), staff.officer.username, PASSWORD).status_code == 302


def test_a_new_password_from_the_administrator_lifts_the_lock(staff):
    for _turn in range(6):
        knock(Client(), staff.officer.username)
    actions.reset_password(actor=staff.administrator, user=staff.officer, password="Xin-Mima-2014")
    answer = knock(Client(), staff.officer.username, "Xin-Mima-2014")
    assert answer.status_code == 302


def test_one_password_tried_on_many_names_is_stopped_by_its_address(staff):
    for number in range(40):
        knock(Client(), f"name-{number}", "Chang-Yong-1")
    assert AccessFailureLog.objects.count() == 40
    refused = knock(Client(), staff.officer.username, PASSWORD)
    assert refused.status_code == 429
    assert knock(Client(), staff.officer.username, PASSWORD, address="10.0.0.2").status_code == 302


def test_without_an_appointment_the_door_says_so_and_stays_closed(staff):
    make_account("xianren")
    client = Client()
    answer = knock(client, "xianren", PASSWORD)
    assert answer.status_code == 200
    assert "目前没有任职" in answer.content.decode()
    assert client.get("/office/").status_code == 302


def test_a_deactivated_account_is_out_with_the_next_click(staff):
    client = staff.client("officer")
    assert client.get("/office/").status_code == 200
    actions.deactivate_account(actor=staff.administrator, user=staff.officer, reason="退休")
    assert client.get("/office/").status_code == 302
    answer = knock(Client(), staff.officer.username, PASSWORD)
    assert "用户名或密码不正确" in answer.content.decode()


def test_a_session_ends_after_half_an_hour_of_nothing(staff, time_machine):
    start = timezone.now()
    client = staff.client("officer")
    time_machine.move_to(start + timezone.timedelta(minutes=29))
    assert client.get("/office/").status_code == 200
    time_machine.move_to(start + timezone.timedelta(minutes=58))
    assert client.get("/office/").status_code == 200
    time_machine.move_to(start + timezone.timedelta(minutes=89))
    answer = client.get("/office/trail/?person=x")
    assert answer.status_code == 302
    assert answer["Location"] == "/office/login/?next=/office/trail/%3Fperson%3Dx"
    assert "30分钟" in client.get(answer["Location"]).content.decode()


def test_a_page_that_asks_by_itself_does_not_keep_the_session(staff, time_machine):
    start = timezone.now()
    client = staff.client("officer")
    ping = reverse("wagtailadmin_editing_sessions:release", args=[1])
    time_machine.move_to(start + timezone.timedelta(minutes=20))
    client.post(ping)
    time_machine.move_to(start + timezone.timedelta(minutes=40))
    assert client.get("/office/").status_code == 302


def test_a_script_is_told_that_the_session_is_over(staff, time_machine):
    client = staff.client("officer")
    time_machine.move_to(timezone.now() + timezone.timedelta(minutes=40))
    assert client.get("/office/", HTTP_X_REQUESTED_WITH="XMLHttpRequest").status_code == 403


def test_a_session_ends_after_twelve_hours_whatever_is_done(staff, time_machine):
    start = timezone.now()
    client = staff.client("officer")
    with override_settings(SESSION_COOKIE_AGE=48 * 3600):
        for minutes in range(25, 12 * 60 + 1, 25):
            time_machine.move_to(start + timezone.timedelta(minutes=minutes))
            assert client.get("/office/").status_code == 200, minutes
        time_machine.move_to(start + timezone.timedelta(hours=12, minutes=1))
        assert client.get("/office/").status_code == 302


def test_a_password_that_others_know_must_change_before_anything_else(staff):
    actions.reset_password(actor=staff.administrator, user=staff.officer, password="Xin-Mima-2014")
    client = Client()
    knock(client, staff.officer.username, "Xin-Mima-2014")
    answer = client.get("/office/")
    assert (answer.status_code, answer["Location"]) == (302, reverse("accounts_own:password"))
    page = client.get(answer["Location"])
    assert page.status_code == 200
    fields = {"old_password": "Xin-Mima-2014", "new_password": "Ziji-De-2014", "again": "Ziji-De-2015"}
    again = client.post(answer["Location"], fields)
    assert "两次输入的新密码不一致" in again.content.decode()
    fields["again"] = "Ziji-De-2014"
    assert client.post(answer["Location"], fields).status_code == 302
    assert client.get("/office/").status_code == 200
    assert "Ziji-De-2014" not in again.content.decode()


def test_changing_the_own_password_ends_all_other_sessions(staff):
    here, there = staff.client("officer"), staff.client("officer")
    fields = {"old_password": PASSWORD, "new_password": "Ziji-De-2014", "again": "Ziji-De-2014"}
    here.post(reverse("accounts_own:password"), fields)
    assert here.get("/office/").status_code == 200
    assert there.get("/office/").status_code == 302


def test_wagtails_page_of_the_own_account_goes_through_the_verb(staff):
    client = staff.client("officer")
    address = reverse("wagtailadmin_account")
    page = client.get(address).content.decode()
    assert 'name="name_email-display_name"' in page
    for gone in ("avatar-avatar", "password-old_password", "name_email-email", "name_email-first_name"):
        assert gone not in page
    client.post(address, {"name_email-display_name": "赵文博", "name_email-phone": "", "theme-theme": "system",
                          "theme-density": "default", "theme-contrast": "system",
                          "theme-keyboard_shortcuts": "on"})  # fmt: skip
    staff.officer.refresh_from_db()
    assert staff.officer.display_name == "赵文博"
    assert AuditEntry.objects.latest("id").action == "accounts:account:change"


def test_no_link_by_mail_opens_the_office(client):
    assert client.get("/office/password_reset/").status_code == 404


@pytest.fixture(autouse=True)
def fresh_cache():
    """Let no test inherit what axes remembers."""
    cache.clear()
