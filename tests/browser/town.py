"""The invented town that the browser visits: every kind of page has something to show, every hand has a person."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from io import BytesIO
from itertools import count
from pathlib import Path

from django.core.files.base import ContentFile
from PIL import Image
from tests.browser.town_answers import Answering, leave_answers
from tests.browser.town_cases import leave_cases
from tests.factories.accounts import make_account, make_appointment
from tests.factories.disclosure import CHINA, make_column, make_file, make_publication, revise
from tests.factories.organizations import make_agency, make_district

from yilan import demo
from yilan.accounts.models import Role, User
from yilan.accounts.permissions import follow_everyone
from yilan.casework.models import Case
from yilan.disclosure.actions import (
    change_validity,
    compile_catalogue,
    compile_guide,
    draft_record,
    pass_agency_check,
    return_release,
    submit_record,
    withdraw_record,
)
from yilan.disclosure.classification_loading import load_classification
from yilan.disclosure.file_store import keep
from yilan.disclosure.models import (
    Column,
    Genre,
    Publication,
    RecordImage,
    RecordPage,
    Release,
    StatutoryItem,
    Validity,
)
from yilan.organizations.actions import designate, form_leading_group, seat_member
from yilan.organizations.models import Agency, Designation, Seat

VIDEO = Path(demo.__file__).parent / "district" / "media" / "videos"
LONG = (
    "关于印发《西夏区2014年城乡居民最低生活保障工作规范化建设专项行动实施方案》"
    "和《西夏区社会救助申请家庭经济状况核对办法（试行）》的通知"
)
LAW = {
    "law": "中华人民共和国政府信息公开条例",
    "article": "第十条",
    "text": "县级以上各级人民政府及其部门应当主动公开政府信息。",
}
TABLE = {
    "first_row_is_table_header": True,
    "first_col_is_header": True,
    "table_caption": "城乡低保金发放情况",
    "data": [["镇、街道", "户数", "人数", "发放金额（元）", "发放日期", "备注"]]
    + [[f"第{number}街道", "128", "306", "91800", "2014-03-05", "按月发放"] for number in range(1, 6)],
}
_day = count(1)


@dataclass
class Town:
    """What the tests ask for by name."""

    district: Agency
    civil: Agency
    health: Agency
    community: Agency
    columns: list[Column]
    officer: User
    checker: User
    reviewer: User
    leader: User
    information_office: User
    health_leader: User
    both_hands: User
    administrator: User
    rich: Publication
    revised: Publication
    withdrawn: Publication
    repealed: Publication
    plain: list[Publication]
    waiting: Release
    to_return: Release
    own: Release
    checked: Release
    draft: RecordPage
    late_case: Case
    paused_case: Case
    fresh_case: Case
    drawn: Answering
    handled: Answering
    decided: Answering
    agencies: list[Agency]
    staff: list[User]


def build_town() -> Town:
    """Make the town by the verbs and factories that all tests use; called once, for all tests of the browser."""
    load_classification()
    district, civil, health, community = _agencies()
    people = _people(district, civil, health)
    columns = _columns()
    records = _records(civil, health, community, columns)
    keeper = people["information_office"]
    for number, agency in enumerate((district, civil)):
        _products(keeper, agency, f"0951-207000{number}")
    _leading_group(district, civil)
    withdraw_record(actor=keeper, record=records["withdrawn"].record, reason="名单未作隐去处理，现予撤下。")
    change_validity(
        actor=keeper, record=records["repealed"].record, validity=Validity.REPEALED, changed_on=date(2014, 4, 1),
        reason="被新办法取代",
    )  # fmt: skip
    desks = _desks(people, civil, columns)
    waiting = leave_cases(people["officer"], civil)
    answers = leave_answers(people["officer"], civil)
    follow_everyone()
    named = {"district": district, "civil": civil, "health": health, "community": community}
    everyone = {"agencies": list(Agency.objects.all()), "staff": list(User.objects.all()), "columns": columns}
    return Town(**named, **people, **records, **desks, **waiting, **answers, **everyone)


def _agencies() -> Iterator[Agency]:
    yield make_district(phone="0951-2070000", address="西夏区怀远西路1号", office_name="西夏区人民政府办公室")
    contact = {"phone": "0951-2079000", "address": "西夏区文萃路2号", "office_name": "办公室", "hours": "8:30—18:00"}
    yield make_agency("mzj", name="西夏区民政局", short_name="民政局", **contact)
    yield make_agency("wsj", name="西夏区卫生局", short_name="卫生局")
    town = make_agency("xjz", name="兴泾镇人民政府", short_name="兴泾镇", level=Agency.Level.TOWN)
    yield make_agency("huanghua", town, name="黄花村村民委员会", short_name="黄花村", level=Agency.Level.VILLAGE)


def _people(district: Agency, civil: Agency, health: Agency) -> dict[str, User]:
    people = {
        "officer": make_account("qicao", Role.OFFICER, civil, display_name="田秀兰"),
        "checker": make_account("hedui", Role.AGENCY_CHECKER, civil, display_name="马建国"),
        "reviewer": make_account("baomi", Role.SECRECY_REVIEWER, civil, display_name="周立新"),
        "leader": make_account("juzhang", Role.LEADER, civil, display_name="王志强"),
        "information_office": make_account("xinxi", Role.INFORMATION_OFFICE, district, display_name="李玉梅"),
        "health_leader": make_account("weisheng", Role.LEADER, health, display_name="丁海燕"),
        "both_hands": make_account("liangshou", Role.OFFICER, civil, display_name="何文涛"),
        "administrator": make_account("guanli", Role.ADMINISTRATOR, district, display_name="金晓东"),
    }
    make_appointment(people["both_hands"], Role.AGENCY_CHECKER, civil)
    User.objects.update(must_change_password=False)  # as if everybody had chosen their own already
    return people


def _columns() -> list[Column]:
    found = []
    for slug, name, below in (
        ("powers", "行政权力", ("权力清单", "行政许可")),
        ("services", "公共服务", ("社会救助", "卫生计生")),
        ("disclosure", "政府信息公开", ("政府信息公开制度", "政府信息公开年报")),
    ):
        top = make_column(slug, name, order=len(found))
        found.append(top)
        found += [make_column(f"{slug}-{n}", word, parent=top, order=n) for n, word in enumerate(below)]
    return found


def _records(civil: Agency, health: Agency, community: Agency, columns: list[Column]) -> dict[str, object]:
    by_name = {column.name: column for column in columns}
    aid, rules = by_name["社会救助"], by_name["政府信息公开制度"]
    items = list(StatutoryItem.objects.order_by("order"))
    notice = {"genre": Genre.objects.get(code="tongzhi"), "columns": [aid], "themes": []}
    plain = [
        _published(agency, **notice, statutory_item=items[number % 5])
        for number, agency in enumerate((civil, civil, civil, health, health, civil))
    ]
    _published(civil, **notice | {"columns": [rules]}, title="民政局政府信息公开保密审查制度", statutory_item=items[0],
               duties=[("公开前依法审查拟公开的政府信息", civil), ("保存审查记录", None)])  # fmt: skip
    _published(community, **notice, title="黄花村2014年第一季度村务公开", audience="community", community=community)
    interpreted = _published(civil, **notice, title="关于《社会救助办法》的解读", interprets=plain[0].record)
    revised = _published(
        civil, **notice, title="关于公布城乡低保标准的通知", body=[("paragraph", "<p>每月260元。</p>")]
    )
    revised = revise(
        revised, datetime(2014, 4, 2, 10, tzinfo=CHINA), body=[("paragraph", "<p>每月290元。</p>"), ("law", LAW)]
    )
    repealed = _published(civil, **notice, title="关于临时救助的暂行规定")
    return {
        "plain": [*plain, interpreted],
        "rich": _rich(civil, notice | {"statutory_item": items[1]}),
        "revised": revised,
        "repealed": repealed,
        "withdrawn": _published(civil, **notice, title="关于发放临时救助金名单的公示"),
    }


def _published(agency: Agency, **fields: object) -> Publication:
    return make_publication(agency, at=datetime(2014, 3, next(_day), 9, 30, tzinfo=CHINA), **fields)


def _rich(agency: Agency, fields: dict[str, object]) -> Publication:
    """Publish a record with everything that a record may hold."""
    image = RecordImage(title="贺兰山")
    drawn = BytesIO()
    Image.new("RGB", (1200, 500), "#16466b").save(drawn, "PNG")
    image.file = ContentFile(drawn.getvalue(), name="helan.png")
    image._set_image_file_metadata()  # Wagtail calls it from its own upload form
    image.save()
    keep(image.file, image.sha256)
    film = next(VIDEO.glob("*.mp4"))
    video = make_file(film.name, film.read_bytes())
    keep(video.file, video.sha256)
    body = [
        ("heading", {"level": "1", "text": "一、发放情况"}),
        ("paragraph", "<p>各镇、街道按时发放<b>城乡低保金</b>，见<a href='https://www.gov.cn/'>国务院文件</a>。</p>"),
        ("table", TABLE),
        ("heading", {"level": "2", "text": "（一）现场情况"}),
        ("image", {"image": image, "alt": "贺兰山下的街道", "caption": "发放现场"}),
        ("video", {"file": video, "title": "低保金怎样领", "transcript": "带上身份证和低保证，到街道办事处窗口领取。"}),
        ("law", LAW),
    ]
    more = {
        "title": LONG,
        "document_number": "西民发〔2014〕12号",
        "keywords": "低保,救助",
        "summary": "规范低保发放。",
    }
    return _published(agency, **fields, **more, body=body, attachments=[make_file("发放明细表.pdf")])


def _products(keeper: User, agency: Agency, telephone: str) -> None:
    compile_guide(actor=keeper, agency=agency)
    compile_catalogue(actor=keeper, agency=agency)
    Agency.objects.filter(pk=agency.pk).update(phone=telephone)
    _published(agency, columns=[Column.objects.get(slug="services-0")])
    changed = Agency.objects.get(pk=agency.pk)
    compile_guide(actor=keeper, agency=changed, note="电话变更")
    compile_catalogue(actor=keeper, agency=changed)


def _leading_group(district: Agency, civil: Agency) -> None:
    since = date(2014, 1, 1)
    group = form_leading_group(
        actor=None,
        name="西夏区政务公开领导小组",
        founded_on=since,
        office_agency=district,
        duties="领导全区政务公开工作。",
    )
    chair = {"post": Seat.Post.CHAIR, "person": "高建军", "title": "区长", "agency": district}
    member = {"post": Seat.Post.MEMBER, "person": "王志强", "title": "民政局局长", "agency": civil}
    for seat in (chair, member):
        seat_member(actor=None, group=group, since=since, **seat)
    designate(actor=None, agency=civil, kind=Designation.Kind.LEADER, person="王志强", since=since, post="局长")


def _desks(people: dict[str, User], civil: Agency, columns: list[Column]) -> dict[str, Release | RecordPage]:
    """Leave something on the desks: texts to check, with a hit; one to review; one that came back; a draft."""
    officer, checker = people["officer"], people["checker"]
    fields = {
        "genre": Genre.objects.get(code="tongzhi"),
        "columns": [columns[1]],
        "issuers": [civil],
        "written_on": date(2014, 3, 3),
        "body": [("paragraph", "<p>联系电话13995012345，请按时办理。</p>"), ("table", TABLE)],
    }

    def written(by: User, what: str) -> RecordPage:
        return draft_record(actor=by, agency=civil, title=f"关于{what}的通知", **fields)

    def sent(by: User, what: str) -> Release:
        return submit_record(actor=by, record=written(by, what))

    return_release(actor=checker, release=sent(officer, "夏令救助"), reason="请补充联系科室。")
    return {
        "waiting": sent(officer, "核对低保家庭"),
        "to_return": sent(officer, "调整救助标准"),
        "own": sent(people["both_hands"], "规范临时救助程序"),
        "checked": pass_agency_check(actor=checker, release=sent(officer, "公布救助热线"), opinion=""),
        "draft": written(officer, "殡葬服务收费"),
    }
