"""The screens of accounts and the audit trail, by HTTP."""

import csv
import io

import pytest
from django.core.files.base import ContentFile
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from tests.factories.accounts import PASSWORD, make_account, make_appointment
from wagtail.documents import get_document_model
from wagtail.models import Collection

from yilan.accounts.actions import dismiss
from yilan.accounts.models import Role, User
from yilan.core import audit
from yilan.core.audit.models import AuditEntry

pytestmark = [pytest.mark.django_db]


def at(user: User, name: str) -> str:
    return reverse(f"accounts_people:{name}", args=[user.pk])


def test_the_list_costs_the_same_for_many(staff, django_assert_max_num_queries):
    for number in range(30):
        make_account(f"qicao-{number}", Role.OFFICER, staff.bureau)
    client = staff.client("auditor")
    with django_assert_max_num_queries(14):
        page = client.get(reverse("accounts_people:list")).content.decode()
    assert "共 39 个账号" in page
    assert reverse("accounts_people:create") not in page


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ({"q": "zhen"}, ["zhen-guanli"]),
        ({"role": "administrator"}, ["administrator", "zhen-guanli"]),
        ({"role": "administrator", "agency": "xingjing"}, ["zhen-guanli"]),
        ({"agency": "mzj", "q": "officer"}, ["officer"]),
        ({"state": "deactivated"}, []),
    ],
)
def test_the_list_is_filtered(staff, query, found):
    page = staff.client("administrator").get(reverse("accounts_people:list"), query)
    assert sorted(user.username for user in page.context["page"].object_list) == found


def test_an_account_is_created_with_its_first_appointment_or_not_at_all(staff):
    client = staff.client("administrator")
    address = reverse("accounts_people:create")
    values = {
        "username": "xinren",
        "display_name": "新人",
        "password": "Chushi-Mima-1",
        "role": "officer",
        "agency": staff.bureau.pk,
        "since": "2014-01-01",
        "until": "2013-01-01",
    }
    refused = client.post(address, values)
    assert "desk-error" in refused.content.decode().split('id="field-until"')[1]
    assert 'value="新人"' in refused.content.decode()
    assert "Chushi-Mima-1" not in refused.content.decode()
    assert not User.objects.filter(username="xinren").exists()
    client.post(address, values | {"until": ""})
    made = User.objects.get(username="xinren")
    assert made.must_change_password
    assert made.appointments.get().agency == staff.bureau


def test_every_verb_through_the_screens(staff):
    client, person = staff.client("administrator"), staff.officer
    page = client.get(at(person, "account")).content.decode()
    for name in ("change", "appoint", "reset_password", "deactivate"):
        assert at(person, name) in page
    client.post(at(person, "change"), {"display_name": "赵文博", "phone": "0951-1", "email": ""})
    client.post(at(person, "appoint"), {"role": "leader", "agency": staff.bureau.pk, "since": "2014-01-01"})
    twice = client.post(at(person, "appoint"), {"role": "leader", "agency": staff.bureau.pk, "since": "2014-01-01"})
    assert "该人员已在该机构担任这一岗位" in twice.content.decode()
    appointment = person.appointments.get(role="leader")
    end = reverse("accounts_people:dismiss", args=[person.pk, appointment.pk])
    client.post(end, {"until": ""})
    weak = client.post(at(person, "reset_password"), {"password": "weak"})
    assert "desk-error" in weak.content.decode()
    client.post(at(person, "reset_password"), {"password": "Xin-Mima-2014"})
    person.refresh_from_db()
    assert (person.display_name, person.must_change_password) == ("赵文博", True)
    assert person.check_password("Xin-Mima-2014")
    client.post(at(person, "deactivate"), {"reason": "退休"})
    shown = client.get(at(person, "account")).content.decode()
    assert "历任岗位" in shown
    client.post(at(person, "reactivate"))
    person.refresh_from_db()
    assert person.is_active


def test_nobody_acts_on_the_own_account_there(staff):
    client = staff.client("administrator")
    page = client.get(at(staff.administrator, "account")).content.decode()
    for name in ("change", "appoint", "reset_password", "deactivate", "reactivate"):
        assert at(staff.administrator, name) not in page
        answer = client.post(at(staff.administrator, name), headers={"x-requested-with": "XMLHttpRequest"})
        assert answer.status_code == 403


def test_an_administrator_of_a_town_is_turned_away_from_others(staff):
    client = staff.client("town_administrator")
    for name in ("change", "reset_password", "deactivate", "reactivate"):
        answer = client.post(at(staff.officer, name), headers={"x-requested-with": "XMLHttpRequest"})
        assert answer.status_code == 403
    appointment = staff.officer.appointments.get()
    end = reverse("accounts_people:dismiss", args=[staff.officer.pk, appointment.pk])
    assert client.post(end, headers={"x-requested-with": "XMLHttpRequest"}).status_code == 403
    villager = make_account("cunguan", Role.OFFICER, staff.village)
    client.post(at(villager, "reset_password"), {"password": "Xin-Mima-2014"})
    villager.refresh_from_db()
    assert villager.check_password("Xin-Mima-2014")


def test_a_session_reads_appointments_once(staff, django_assert_max_num_queries):
    client = staff.client("administrator")
    client.get(at(staff.officer, "account"))
    with django_assert_max_num_queries(16):
        client.get(at(staff.officer, "account"))


# --- the trail


@pytest.fixture
def trail(staff):
    """Many rows: some of the bureau, some of the village, one that a spreadsheet would reckon with."""
    for number in range(120):
        audit.record(
            actor=staff.officer, action="accounts:account:change", subject=staff.officer, agency_code="mzj",
            detail={"n": number},
        )  # fmt: skip
    audit.record(
        actor=staff.leader, action="organizations:agency:change", subject=staff.village, agency_code="huanghua"
    )
    formula = User(pk=999_999, display_name="=HYPERLINK(1)")
    audit.record(actor=None, action="accounts:account:create", subject=formula)
    return reverse("accounts_trail:list")


def test_the_trail_is_paged_at_a_fixed_price(staff, trail, django_assert_max_num_queries):
    client = staff.client("auditor")
    with django_assert_max_num_queries(13):
        page = client.get(trail)
    assert len(page.context["rows"]) == 50
    assert len(client.get(trail, {"page": 2}).context["rows"]) == 50
    assert "修改账号信息" in page.content.decode()
    assert "政务公开工作人员（mzj）" in page.content.decode()


def test_the_trail_is_filtered_by_person_action_agency_and_day(staff, trail):
    client = staff.client("auditor")

    def count(**query) -> int:
        return client.get(trail, query).context["page"].paginator.count

    assert count(person="某officer", action="accounts:account:change") == 120
    assert count(person=staff.leader.username, agency="huanghua") == 1
    assert count(action="organizations:agency:change") == 1
    today = timezone.localdate().isoformat()
    assert count(since=today, until=today, agency="mzj", action="accounts:account:change") == 120
    assert count(until="2014-12-31") == 0
    assert "desk-error" in client.get(trail, {"since": "gestern"}).content.decode()


def test_an_administrator_of_a_town_reads_only_what_concerns_it(staff, trail):
    page = staff.client("town_administrator").get(trail)
    codes = {row.agency_code for row, _roles, _words, _detail in page.context["rows"]}
    assert codes <= {"xingjing", "huanghua"}
    assert page.context["page"].paginator.count == AuditEntry.objects.filter(agency_code__in=codes).count()


def test_the_export_opens_in_a_spreadsheet_holds_no_formula_and_is_noted(staff, trail):
    client = staff.client("auditor")
    answer = client.get(reverse("accounts_trail:export"), {"action": "accounts:account:create"})
    text = b"".join(answer.streaming_content).decode("utf-8")
    assert text.startswith("\ufeff")
    rows = list(csv.reader(io.StringIO(text[1:])))
    assert rows[0][:5] == ["时间", "人员", "当时角色", "操作", "对象"]
    assert rows[1][4] == "'=HYPERLINK(1)"
    note = AuditEntry.objects.latest("id")
    assert note.action == "accounts:trail:export"
    assert note.detail == {"rows": len(rows) - 1, "action": "accounts:account:create"}


def test_a_draft_file_is_given_only_to_those_who_may_choose_it(staff):
    collection = Collection.objects.get(name="西夏区民政局")
    document = get_document_model().objects.create(
        title="底稿", file=ContentFile(b"geheim", "digao.txt"), collection=collection
    )
    assert Client().get(document.url).status_code == 302
    given = staff.client("officer").get(document.url)
    assert b"".join(given.streaming_content) == b"geheim"
    assert staff.client("inspector").get(document.url).status_code == 403
    stranger = make_account("waidan")
    make_appointment(stranger, Role.OFFICER, staff.town)
    client = Client()
    client.post("/office/login/", {"username": "waidan", "password": PASSWORD})
    assert client.get(document.url).status_code == 403


def test_a_row_keeps_the_roles_of_its_day_and_old_rows_and_the_system_have_none(staff):
    audit.record(actor=staff.leader, action="accounts:account:change", subject=staff.leader)
    audit.record(actor=None, action="accounts:account:change", subject=staff.officer)
    AuditEntry.objects.create(
        actor=staff.leader, actor_name="某人", action="accounts:account:change", subject_type="accounts.user"
    )
    dismiss(actor=None, appointment=staff.leader.appointments.get())
    row, system, old = AuditEntry.objects.filter(action="accounts:account:change").order_by("pk")
    assert (row.roles, system.roles, old.roles) == (["leader@mzj"], [], None)
    assert "机构负责人（mzj）" in staff.client("auditor").get(reverse("accounts_trail:list")).content.decode()
