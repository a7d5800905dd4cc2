from datetime import date

import pytest
from django.test import Client
from wagtail.models import Page

from yilan.accounts.models import Appointment, Role, User
from yilan.accounts.permissions import follow_appointments
from yilan.core.audit.models import AuditEntry
from yilan.core.jobs.models import Job
from yilan.organizations.models import Agency, AgencyPage, DistrictPage

pytestmark = [pytest.mark.django_db, pytest.mark.database]


@pytest.fixture
def district() -> Agency:
    home = DistrictPage(title="西夏区", slug="district")
    Page.get_first_root_node().add_child(instance=home)
    agency = Agency.objects.create(
        code="xxq",
        name="西夏区人民政府",
        short_name="区政府",
        level="district",
        organ_code="640105",
        area_code="640105",
        opened_on=date(2002, 10, 1),
    )
    home.add_child(instance=AgencyPage(title=agency.name, slug="xxq", agency=agency))
    return agency


@pytest.fixture
def enter(district):
    def _enter(role: str) -> Client:
        user = User.objects.create_user(role, password="unguessable-1", display_name=role)
        User.objects.filter(pk=user.pk).update(must_change_password=False)
        Appointment.objects.create(user=user, role=role, agency=district, since=date(2014, 1, 1))
        follow_appointments(user)
        client = Client()
        client.force_login(User.objects.get(pk=user.pk))
        return client

    return _enter


def dead_job() -> Job:
    return Job.objects.create(task="yilan.x.y", state=Job.State.DEAD, attempts=8, error="OSError: no space left")


def test_an_administrator_sees_why_a_job_was_given_up(enter):
    dead_job()
    page = enter(Role.ADMINISTRATOR).get("/office/jobs/")
    assert "yilan.x.y" in page.content.decode()
    assert "OSError: no space left" in page.content.decode()


def test_a_job_is_tried_again(enter):
    job = dead_job()
    enter(Role.ADMINISTRATOR).post(f"/office/jobs/{job.pk}/", {"verb": "revive"})
    job.refresh_from_db()
    assert job.state == Job.State.WAITING
    assert AuditEntry.objects.filter(action="core:job:revive").exists()


def test_a_job_is_let_go(enter):
    job = dead_job()
    enter(Role.ADMINISTRATOR).post(f"/office/jobs/{job.pk}/", {"verb": "discard"})
    assert not Job.objects.filter(pk=job.pk).exists()


def test_a_job_that_is_no_longer_dead_is_left_alone(enter):
    job = dead_job()
    Job.objects.filter(pk=job.pk).update(state=Job.State.RUNNING)
    page = enter(Role.ADMINISTRATOR).post(f"/office/jobs/{job.pk}/", {"verb": "discard"}, follow=True)
    assert Job.objects.filter(pk=job.pk).exists()
    assert [message.level_tag for message in page.context["messages"]] == ["error"]


def test_a_request_without_a_verb_does_nothing(enter):
    job = dead_job()
    enter(Role.ADMINISTRATOR).post(f"/office/jobs/{job.pk}/")
    job.refresh_from_db()
    assert job.state == Job.State.DEAD


@pytest.mark.parametrize("role", [role for role in Role.values if role != Role.ADMINISTRATOR])
def test_others_neither_see_nor_touch_jobs(enter, role):
    job = dead_job()
    client = enter(role)
    assert client.get("/office/jobs/").url == "/office/"
    assert client.post(f"/office/jobs/{job.pk}/", {"verb": "revive"}).url == "/office/"
    job.refresh_from_db()
    assert job.state == Job.State.DEAD


@pytest.mark.parametrize(
    ("role", "shown", "hidden"),
    [
        (Role.OFFICER, {"我的工作", "起草政府信息", "审查签发", "公开指南和目录"}, {"后台任务", "导入历史信息"}),
        (Role.INFORMATION_OFFICE, {"导入历史信息", "栏目"}, {"起草政府信息", "后台任务"}),
        (Role.ADMINISTRATOR, {"我的工作", "后台任务"}, {"起草政府信息", "导入历史信息", "公开指南和目录"}),
        (Role.AUDITOR, {"我的工作", "全部政府信息", "审查签发"}, {"起草政府信息", "后台任务"}),
    ],
)
def test_the_menu_offers_what_a_role_needs_in_chinese(enter, role, shown, hidden):
    from wagtail.admin.menu import admin_menu

    page = enter(role).get("/office/")
    request = page.wsgi_request
    labels = set()
    for item in admin_menu.menu_items_for_request(request):
        labels.add(str(item.label))
        inner = getattr(item, "menu", None)
        labels |= {str(below.label) for below in inner.menu_items_for_request(request)} if inner else set()
    assert shown <= labels
    assert not hidden & labels
    assert not {"页面", "图片", "文档", "报告", "设置", "帮助"} & labels


def test_every_role_finds_a_home(enter):
    for role in Role.values:
        assert enter(role).get("/office/").status_code == 200
