"""A small district with one person for every hand."""

from dataclasses import dataclass
from datetime import date

import pytest
from tests.standing import standing
from wagtail.models import Page

from yilan.accounts.models import Appointment, Role, User
from yilan.disclosure.actions import (
    draft_record,
    pass_agency_check,
    review_secrecy,
    sign_off,
    submit_record,
)
from yilan.disclosure.models import Column, Genre, RecordPage, Release
from yilan.organizations.models import Agency, AgencyPage, DistrictPage


@dataclass
class Scene:
    district: Agency
    civil: Agency
    health: Agency
    officer: User
    checker: User
    reviewer: User
    leader: User
    office: User
    health_leader: User
    column: Column
    genre: Genre

    def draft(self, **fields) -> RecordPage:
        """Return a complete draft of the civil affairs bureau."""
        values = {
            "title": "关于做好2014年城乡低保工作的通知",
            "genre": self.genre,
            "columns": [self.column],
            "issuers": [self.civil],
            "written_on": date(2014, 3, 3),
            "body": [("paragraph", "<p>各镇、街道：请按时发放低保金。</p>")],
        }
        return draft_record(actor=self.officer, agency=self.civil, **(values | fields))

    def submitted(self, **fields) -> Release:
        return submit_record(actor=self.officer, record=self.draft(**fields))

    def checked(self, **fields) -> Release:
        return pass_agency_check(actor=self.checker, release=self.submitted(**fields), opinion="属实")

    def reviewed(self, **fields) -> Release:
        release = self.checked(**fields)
        review_secrecy(actor=self.reviewer, release=release, basis="保守国家秘密法", conclusion="release")
        release.refresh_from_db()
        return release

    def published(self, **fields) -> Release:
        release = sign_off(actor=self.leader, release=self.reviewed(**fields))
        release.refresh_from_db()
        return release


def _agency(code: str, name: str, level: str, parent: Agency | None, home: DistrictPage) -> Agency:
    agency = Agency.objects.create(
        code=code,
        name=name,
        short_name=name[-3:],
        level=level,
        parent=parent,
        organ_code=f"64010{len(code)}{code[:3]}",
        area_code="640105",
        opened_on=date(2002, 10, 1),
    )
    home.add_child(instance=AgencyPage(title=name, slug=code, agency=agency))
    return agency


def _person(name: str, role: str, agency: Agency) -> User:
    user = User.objects.create_user(username=name, password="unguessable-1", display_name=name)
    Appointment.objects.create(user=user, role=role, agency=agency, since=date(2014, 1, 1))
    return user


def make_scene() -> Scene:
    """Make the district."""
    home = DistrictPage(title="西夏区", slug="district")
    Page.get_first_root_node().add_child(instance=home)
    district = _agency("xxq", "西夏区人民政府", "district", None, home)
    civil = _agency("mzj", "西夏区民政局", "department", district, home)
    health = _agency("wsj", "西夏区卫生局", "department", district, home)
    return Scene(
        district=district,
        civil=civil,
        health=health,
        officer=_person("officer", Role.OFFICER, civil),
        checker=_person("checker", Role.AGENCY_CHECKER, civil),
        reviewer=_person("reviewer", Role.SECRECY_REVIEWER, civil),
        leader=_person("leader", Role.LEADER, civil),
        office=_person("office", Role.INFORMATION_OFFICE, district),
        health_leader=_person("health_leader", Role.LEADER, health),
        column=Column.objects.get_or_create(
            slug="test-services",
            defaults={"name": "公共服务", "description": "服务", "keywords": "服务", "column_type": "政务动态"},
        )[0],
        genre=Genre.objects.get_or_create(
            code="tongzhi", defaults={"name": "通知", "official": True, "source": "公文处理工作条例"}
        )[0],
    )


@standing
def scene() -> Scene:
    """Return the district."""
    return make_scene()


@pytest.fixture
def appoint():
    def _appoint(user: User, role: str, agency: Agency) -> None:
        Appointment.objects.create(user=user, role=role, agency=agency, since=date(2014, 1, 1))

    return _appoint


@pytest.fixture
def picture(tmp_path) -> str:
    from PIL import Image

    Image.new("RGB", (40, 20), "#16466B").save(tmp_path / "chart.png")
    return "chart.png"


@pytest.fixture
def sheet(tmp_path) -> str:
    (tmp_path / "detail.csv").write_text("镇,元\n兴泾镇,100\n", encoding="utf-8")
    return "detail.csv"
