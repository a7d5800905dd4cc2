"""What citizens sent online beside requests: in the right queue, as it was stated, to its end on their own page."""

import re

import pytest
from tests.access.staff.conftest import Desk
from tests.factories.organizations import make_agency
from tests.portal.citizen import COMPLAIN, CORRECT, REQUEST, Citizen, opened, picture

from yilan.casework.models import Case

pytestmark = [pytest.mark.django_db]


@pytest.fixture
def bureau() -> None:
    """The agency that the citizens of these tests name: another than the desk's."""
    make_agency("mzj", name="西夏区民政局", short_name="民政局")


def papers_of(citizen: Citizen) -> list[str]:
    """Return the addresses of what can be taken on the status page."""
    return re.findall(rf'href="({REQUEST}files/\d+/)"', citizen.client.get(REQUEST).content.decode())


def rows(page: str) -> dict[str, str]:
    """Return what a page of the desk lists by its labels."""
    found = re.findall(r"<div><dt>(.*?)</dt><dd>(.*?)</dd></div>", page, re.DOTALL)
    return {label: re.sub(r"<[^>]+>", "", words) for label, words in found}


def test_a_correction_goes_to_its_agency_and_to_its_answer(desk: Desk):
    citizen = Citizen(form=CORRECT)
    citizen.fill(agency={"agency": "another", "other_agency": desk.office.agency.code})
    citizen.send()
    case = Case.objects.get()
    assert case.number in desk.get("officer", "list", procedure="records_correction", whose="nobody")
    assert case.number not in desk.get("officer", "list")
    page = desk.get("officer", "case", case.pk)
    stated = rows(page)
    assert stated["机关"] == "西夏区住房和城乡建设局"
    assert stated["所指的信息"] == "2016年养老保险缴费记录"
    assert stated["应当更正为"] == "应为4200元"
    assert stated["证据"] == "工资条，证明3月的工资"
    assert stated["答复的领取方式"] == "凭查询码网上下载"
    assert "网上申请" in page
    assert "身份证.jpg" in page

    desk.step("officer", case, "evidence_asked", items="3月的工资条", until="2099-01-05")
    assert "3月的工资条" in citizen.sees(REQUEST)
    given = {"text": "附上", "enclosures": [picture("工资条.jpg")]}
    assert citizen.client.post(f"{REQUEST}answer/evidence_given/", given).status_code == 302
    told = {"outcome": "corrected", "record": "缴费记录", "reason": "录入有误", "corrected_to": "4200元"}
    assert desk.step("officer", case, "drafted", **told).status_code == 302
    assert "录入有误" not in citizen.sees(REQUEST)  # nobody has signed it yet
    preview = desk.step("leader", case, "answered", "ask").content.decode()
    assert "请求和证据是：所指的信息：2016年养老保险缴费记录；现在的记录：3月缴费基数记为3200元；" in preview
    assert desk.step("leader", case, "answered").status_code == 302
    said = citizen.sees(REQUEST)
    for words in (
        "办理结果 予以更正",
        "事实和理由 录入有误",
        "更正为 4200元",
        "更正申请已经答复",
        "政府信息更正申请答复书",
    ):
        assert words in said
    assert f"{COMPLAIN}?about=1" in citizen.client.get(REQUEST).content.decode()
    answer = citizen.client.get(papers_of(citizen)[0])
    assert answer.status_code == 200
    assert answer.headers["Content-Disposition"].startswith("attachment")


def test_a_complaint_goes_to_the_information_office_with_the_request_it_is_about(desk: Desk, bureau: None):
    request = desk.request(10)
    citizen = Citizen(opened(request).client, COMPLAIN)
    citizen.fill(earlier={"earlier": request.number})
    citizen.send()
    case = Case.objects.get(procedure_code="disclosure_complaint")
    who = "information_office"
    assert case.title in desk.get(who, "list", procedure="disclosure_complaint")
    page = desk.get(who, "case", case.pk)
    stated = rows(page)
    assert stated["投诉举报的机关"] == "西夏区民政局"
    assert stated["情况"] == "没有按要求主动公开信息"
    assert stated["具体情况"] == "没有公开2025年部门预算打电话问过两次"
    assert stated["有关的申请"] == request.number
    assert f'href="/office/access/{request.pk}/"' in page
    assert desk.get("officer", "case", case.pk, status=302) == ""  # the bureau's officer is not the district's

    desk.step(who, case, "rectification_ordered", what="限期公开", until="2099-01-05")
    assert "已要求有关机关整改" in citizen.sees(REQUEST)
    assert desk.step(who, case, "answered", outcome="founded", answer="已于今天公开").status_code == 302
    said = citizen.sees(REQUEST)
    for words in (
        "办理结果 情况属实，已督促整改",
        "告知内容 已于今天公开",
        "已经告知结果",
        "政府信息公开投诉举报处理结果告知书",
    ):
        assert words in said
    assert "认为没有依法办理" not in said
    assert citizen.client.get(papers_of(citizen)[0]).status_code == 200
    assert "另写一份投诉举报" in said
