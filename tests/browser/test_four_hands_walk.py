"""One text on its way from the drafter to the reader and back, through the screens of everybody who has a part."""

import pytest
from playwright.sync_api import expect
from tests.browser import desk

pytestmark = pytest.mark.browser
REASON = "金额有误，更正后重新公布。"


def test_a_text_passes_four_hands_is_read_by_a_citizen_and_is_withdrawn_with_a_reason(colleague, arrive, town):
    title = "关于做好第二季度低保金发放工作的通知"
    officer, checker, reviewer, leader, keeper = (
        colleague(name) for name in ("qicao", "hedui", "baomi", "juzhang", "xinxi")
    )
    desk.write(officer, title)
    desk.send(officer)
    desk.pass_on(checker, title)
    desk.review(reviewer, title)
    citizen = arrive()
    citizen.visit(f"/search/?q={title}")
    expect(citizen.page.get_by_role("link", name=title)).to_have_count(0)
    desk.sign(leader, title)

    page = citizen.visit("/")
    citizen.follow(title)
    expect(page.get_by_role("heading", name=title, level=1)).to_be_visible()
    citizen.sees(desk.PARAGRAPH)
    address = page.url
    citizen.follow("社会救助", within=page.get_by_role("navigation", name="当前位置"))
    expect(page.get_by_role("link", name=title)).to_have_attribute(
        "href", address.removeprefix(page.url.split("/columns")[0])
    )
    for feed in ("all", "columns/services-0", "agencies/mzj"):
        assert title in page.request.get(f"/feeds/{feed}.atom").text(), feed

    desk.withdraw(keeper, title, REASON)
    assert page.goto(address).status == 410
    citizen.sees(REASON)
    expect(page.get_by_text(desk.PARAGRAPH)).to_have_count(0)
    citizen.visit("/")
    expect(page.get_by_role("link", name=title)).to_have_count(0)


def test_another_agency_consents_before_a_text_that_concerns_it_is_signed_off(colleague, town):
    title = "关于与卫生部门联合开展医疗救助的通知"
    officer, leader = colleague("qicao"), colleague("juzhang")
    desk.write(officer, title, asks=town.health.name)
    desk.send(officer)
    desk.pass_on(colleague("hedui"), title)
    desk.review(colleague("baomi"), title)
    leader.visit("/office/")
    expect(leader.page.get_by_role("link", name=f"签发: {title}")).to_have_count(0)
    desk.consent(colleague("weisheng"), title)
    desk.sign(leader, title)
    leader.follow(f"查看公开页面: {title}")
    leader.sees(desk.PARAGRAPH)


def test_a_text_that_is_returned_lies_on_its_authors_desk_with_the_reason(colleague, town):
    title, reason = town.to_return.title, "请补充执行日期。"
    desk.send_back(colleague("hedui"), title, reason)
    officer = colleague("qicao")
    page = officer.visit("/office/")
    row = page.get_by_role("region", name="退回给我的").get_by_role("row").filter(has_text=title)
    expect(row).to_contain_text(reason)
    officer.follow(f"修改文稿: {title}", within=row)
    expect(page.get_by_role("textbox", name="标题*", exact=True)).to_have_value(title)


def test_who_wrote_a_text_is_not_offered_to_check_it(colleague, town):
    writer, checker, title = colleague("liangshou"), colleague("hedui"), town.own.title
    for person, offers in ((checker, 1), (writer, 0)):
        page = person.visit("/office/")
        expect(page.get_by_role("link", name=f"审核文稿: {title}")).to_have_count(offers)
    writer.follow(f"查看进度: {title}")
    decision = writer.page.get_by_role("complementary", name="办理和经过")
    expect(decision.get_by_role("note")).to_contain_text("不能审查自己的文稿")
    expect(decision.get_by_role("button")).to_have_count(0)
