"""The disclosure platforms: of one agency, and of the whole district; who answers, what holds, what is missing."""

import re
from datetime import date, datetime

import pytest
from tests.factories.accounts import make_account
from tests.factories.disclosure import CHINA, make_column, make_item, make_portal, make_publication
from tests.factories.organizations import make_agency
from tests.standing import standing

from yilan.disclosure.actions import change_validity, compile_catalogue, compile_guide
from yilan.organizations.actions import close_agency, designate, end_seat, form_leading_group, seat_member

pytestmark = [pytest.mark.django_db, pytest.mark.database]


@standing
def portal():
    return make_portal()


def get(client, path, status=200):
    answer = client.get(path)
    assert answer.status_code == status, path
    return answer.content.decode()


def section(text, name):
    return re.search(rf'aria-labelledby="{name}".*?</section>', text, re.DOTALL).group()


def test_the_four_heads_hold_guide_rules_content_and_reports(client, portal):
    office = make_account("xinxi", "information_office", portal.district)
    compile_guide(actor=office, agency=portal.civil)
    compile_catalogue(actor=office, agency=portal.civil)
    rule = make_publication(portal.civil, title="民政局公开制度", columns=[make_column("rules", "制度")])
    report = make_publication(portal.civil, title="2013年公开年报", columns=[make_column("annual-reports", "年报")])
    text = get(client, "/agencies/mzj/")
    assert 'href="/agencies/mzj/guide/"' in section(text, "guide")
    assert 'href="/agencies/mzj/catalogue/"' in section(text, "guide")
    assert "第1版" in section(text, "guide")
    assert rule.title in section(text, "rules")
    assert report.title in section(text, "reports")
    assert report.title not in section(text, "rules")
    content = section(text, "content")
    item = portal.records[0].statutory_item
    assert f'href="/agencies/mzj/records/?item={item.code}">{item.name}</a>' in content
    assert '<span class="count">3</span><time datetime="2014-03-07">' in content
    assert "本单位公开的全部 5 件信息" in content


def test_the_counts_of_an_agency_open_lists_of_as_many(client, portal):
    platform = client.get("/agencies/mzj/").context["platform"]
    assert client.get("/agencies/mzj/records/").context["listing"].total == platform.total
    for one in platform.items:
        assert client.get(f"/agencies/mzj/records/?item={one.item.code}").context["listing"].total == one.count


def test_a_duty_of_its_level_that_is_empty_is_missing_and_that_of_another_level_is_not(client, portal):
    make_item("90-1", "部门的试验事项", levels=["department"], order=901)
    make_item("90-2", "镇的试验事项", levels=["town"], order=902)
    answer = client.get("/agencies/mzj/")
    content = section(answer.content.decode(), "content")
    assert re.search(r'<li class="missing">\s*<span>部门的试验事项</span>', content)
    assert f"本单位尚未公开的还有 {answer.context['platform'].gaps} 项" in content
    assert content.count('<li class="missing">') == answer.context["platform"].gaps
    assert "镇的试验事项" not in content


def test_an_agency_says_whom_to_ask(client, portal):
    for name, value in {"office_name": "办公室", "postcode": "750021", "fax": "0951-2", "hours": "9:00-17:00"}.items():
        setattr(portal.civil, name, value)
    portal.civil.functions = "管社会救助。\n\n管婚姻登记。"
    portal.civil.save()
    designate(actor=None, agency=portal.civil, kind="leader", person="某局长", post="副局长", since=date(2014, 1, 1))
    text = get(client, "/agencies/mzj/")
    for words in ("办公室", "怀远路1号", "750021", "9:00-17:00", "0951-0000000", "0951-2"):
        assert words in section(text, "contact"), words
    assert "某局长" in section(text, "people")
    assert "<p>管婚姻登记。</p>" in section(text, "functions")
    contact = get(client, "/contact/")
    assert "0951-0000000" in contact
    assert "未提供电话" in contact, "of those that have given none"


def test_an_agency_that_was_closed_keeps_its_page_and_leaves_the_lists(client, portal):
    close_agency(actor=None, agency=portal.civil, closed_on=date(2014, 6, 1), reason="机构改革")
    text = get(client, "/agencies/mzj/")
    assert "已于2014年6月1日撤销" in text
    assert portal.records[0].title in get(client, "/agencies/mzj/records/")
    for path in ("/agencies/", "/platform/", "/contact/", "/access/"):
        assert 'href="/agencies/mzj/' not in get(client, path), path
    get(client, f"/info/{portal.records[0].index_number}/")


def test_an_agency_that_never_was_has_no_page(client, portal):
    for tail in ("", "records/", "guide/", "catalogue/", "catalogue.csv", "guide/revisions/1/", "guide/compare/1/2/"):
        get(client, f"/agencies/nobody/{tail}", 404)
    get(client, "/agencies/mzj/guide/revisions/99999999999999999999/", 404)


def test_agencies_are_listed_by_level_with_the_number_of_their_records(client, portal):
    make_agency("xjz", level="town", name="兴泾镇人民政府")
    text = get(client, "/agencies/")
    assert re.search(r'href="/agencies/mzj/">西夏区民政局</a> <span class="count">3</span>', text)
    town = get(client, "/agencies/?level=town")
    assert "兴泾镇人民政府" in town
    assert "西夏区民政局" not in town
    assert "这里没有单位" in get(client, "/agencies/?level=nothing")


def test_the_district_s_platform_counts_all_agencies_and_every_item(client, portal):
    make_item("90-1", "无人公开的试验事项", order=901)
    item = portal.records[0].statutory_item
    make_publication(make_agency("jyj"), statutory_item=item)
    report = make_publication(portal.civil, title="2013年公开年报", columns=[make_column("annual-reports", "年报")])
    text = get(client, "/platform/")
    assert "已公开 2 个单位的 5 件信息" in text
    assert report.title in section(text, "reports")
    content = section(text, "content")
    link = re.escape(f'item={item.code}">{item.name}</a>')
    count = int(re.search(rf'{link}.*?<span class="count">(\d+)</span>', content, re.DOTALL).group(1))
    assert client.get(f"/records/?item={item.code}").context["listing"].total == count == 4
    assert re.search(r'<li class="missing">\s*<span>无人公开的试验事项</span>', content)


def test_the_rulebook_holds_what_is_in_force_with_its_duties_and_keeps_what_was(client, portal):
    leader = make_account("juzhang", "leader", portal.civil)
    rules = make_column("rules", "制度")
    duties = [("按月公开低保名单", portal.civil), ("及时回应", None)]
    make_publication(portal.civil, title="现行的制度", columns=[rules], duties=duties)
    old = make_publication(portal.civil, title="从前的制度", columns=[rules])
    change_validity(actor=leader, record=old.record, validity="repealed", changed_on=date(2014, 9, 1), reason="清理")
    text = get(client, "/rulebook/")
    living, history = section(text, "living"), section(text, "history")
    assert "现行的制度" in living
    assert re.search(r'<a href="/agencies/mzj/">区民政局</a></dt><dd>按月公开低保名单</dd>', living)
    assert "<dt>各单位</dt><dd>及时回应</dd>" in living
    assert "从前的制度" in history
    assert "废止" in history
    assert "从前的制度" not in living


def test_without_rules_groups_and_reports_every_page_says_what_to_do(client, portal):
    assert "尚未发布制度" in get(client, "/rulebook/")
    assert "目前没有领导小组" in get(client, "/leading-group/")
    assert "尚未发布年度报告" in get(client, "/platform/")
    assert "尚未公开信息" in get(client, f"/agencies/{make_agency('wsj').code}/")


def test_the_leading_group_shows_who_sits_in_it_today(client, portal):
    group = form_leading_group(
        actor=None, name="政务公开领导小组", founded_on=date(2014, 1, 10), office_agency=portal.district
    )
    seats = [
        seat_member(actor=None, group=group, post=post, person=person, title="职务", since=date(2014, 1, 10))
        for post, person in (("chair", "某区长"), ("member", "某旧成员"))
    ]
    end_seat(actor=None, seat=seats[1], until=date(2014, 6, 1))
    text = get(client, "/leading-group/")
    assert "政务公开领导小组" in text
    assert "2014年1月10日成立" in text
    assert "某区长" in text
    assert "某旧成员" not in text


def test_a_retired_column_stays_readable_and_leaves_the_map(client, portal):
    portal.below.retired_on = date(2014, 6, 1)
    portal.below.save()
    assert "已于2014年6月1日归档" in get(client, "/columns/shehui-baozhang/")
    assert portal.records[0].title in get(client, "/columns/shehui-baozhang/")
    assert "shehui-baozhang" not in get(client, "/sitemap/")
    assert "shehui-baozhang" not in get(client, "/sitemaps/pages.xml")
    get(client, "/columns/never/", 404)


def test_the_newest_of_a_column_come_first_on_its_shelf_and_the_oldest_fall_off(client, portal):
    for day in range(1, 9):
        make_publication(
            portal.civil, title=f"四月{day}日的信息", at=datetime(2014, 4, day, tzinfo=CHINA), columns=[portal.below]
        )
    shown = re.findall(r"四月(\d)日的信息", get(client, "/columns/gonggong-fuwu/"))
    assert shown == ["8", "7", "6", "5", "4", "3"]
    assert re.findall(r"四月(\d)日的信息", get(client, "/")) == shown[:5]
    client.cookies["elder"] = "1"
    assert re.findall(r"四月(\d)日的信息", get(client, "/")) == shown[:3]
