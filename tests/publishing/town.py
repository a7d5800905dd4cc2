"""A small town whose site is built, and what may happen in it: each thing by the verb that does it for everybody."""

from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from django.utils import timezone
from tests.factories.accounts import make_account
from tests.factories.disclosure import CHINA, make_column, make_file, make_genre, make_item, make_publication, revise
from tests.factories.organizations import make_agency, make_district

from yilan.accounts.models import Role, User
from yilan.core.events import emit
from yilan.core.events.models import Event
from yilan.disclosure import actions
from yilan.disclosure.actions.columns import add_column, change_column, retire_column
from yilan.disclosure.actions.products import compile_catalogue, compile_guide
from yilan.disclosure.models import Audience, Column, Publication, StatutoryItem
from yilan.organizations.actions import (
    change_agency,
    close_agency,
    designate,
    form_leading_group,
    move_agency,
    reopen_agency,
)
from yilan.organizations.models import Agency
from yilan.organizations.queries import descendants
from yilan.publishing import draining
from yilan.publishing.consumers import touch_pages
from yilan.publishing.touching import TOUCHES

FIRST = datetime(2014, 3, 1, 9, tzinfo=CHINA)


@dataclass
class Town:
    """The town with its site. `happen` does one thing; `deliver` tells the site of all that has happened since."""

    district: Agency
    agencies: list[Agency]
    columns: list[Column]
    office: User
    keeper: User
    told: int = 0
    records: list[Publication] = field(default_factory=list)
    serial: int = 0

    def happen(self, verb: str, number: int) -> None:
        """Do one thing to the `number`-th of what there is; what cannot be done now is left."""
        self.serial += 1
        getattr(self, verb)(number)

    def publish(self, number: int) -> None:
        """Publish a record on some day, in one of the columns, with a file now and then."""
        values = {"columns": [self._column(number)], "genre": make_genre(), "statutory_item": self._item(number)}
        if number % 3 == 0:
            values["attachments"] = [make_file(f"附件{number % 2}.pdf", b"%PDF-" + bytes([number % 4]))]
        if self.records and number % 4 == 1:
            values["interprets"] = self.records[number % len(self.records)].record
        if number % 5 == 3:
            values["duties"] = [("按月公开", self._agency(number + 1))]
        if number % 7 == 2:
            values["audience"] = Audience.INTERNAL
        if number % 7 == 5:
            values |= {"audience": Audience.COMMUNITY, "community": self._agency(number)}
        at = FIRST + timedelta(days=37 * number % 400)
        publication = make_publication(self._agency(number), at=at, title=f"第{self.serial}件", **values)
        self.records.append(publication)
        self._announce(publication)

    def revise(self, number: int) -> None:
        """Publish another version: other words, another column, another audience."""
        publication = self._standing(number)
        if publication is not None and not publication.record.live:  # a restored one would need its four hands
            audience = Audience.INTERNAL if number % 5 == 4 else Audience.PUBLIC
            at = timezone.now()
            fields = {"title": f"第{self.serial}件（改）", "columns": [self._column(number + 1)], "audience": audience}
            fields["statutory_item"] = self._item(number + self.serial)
            others = [other.record for other in self.records if other != publication]
            fields["interprets"] = [None, *others][number % (len(others) + 1)]
            fields["supersedes"] = others[:1] if number % 3 == 1 else []
            fields["issuers"] = [self._agency(number), self._agency(number + 1)] if number % 3 == 2 else []
            self._announce(revise(publication, at, **fields))

    def withdraw(self, number: int) -> None:
        if (publication := self._standing(number)) is not None:
            actions.withdraw_record(actor=self.office, record=publication.record, reason="数据有误。")

    def restore(self, number: int) -> None:
        withdrawn = Publication.objects.filter(state="withdrawn").order_by("pk")
        if withdrawn:
            record = withdrawn[number % len(withdrawn)].record
            actions.restore_record(actor=self.office, record=record, reason="已更正。")

    def mark(self, number: int) -> None:
        if (publication := self._standing(number)) is not None:
            actions.change_validity(
                actor=self.office,
                record=publication.record,
                validity=("lapsed", "amended", "in_force")[number % 3],
                changed_on=date(2014, 6, 1),
                changed_by=next((one.record for one in self.records if one != publication), None),
                reason="期满",
            )

    def rename_column(self, number: int) -> None:
        owner = [None, self._agency(number)][number % 2]
        change_column(actor=self.office, column=self._column(number), name=f"栏目{self.serial}", owner=owner)

    def add_column(self, number: int) -> None:
        fields = {"name": "新栏目", "description": "新", "keywords": "新", "column_type": "政务动态"}
        parent = self._column(number)
        if parent.parent_id is None and parent.retired_on is None and not Column.objects.filter(slug="xin").exists():
            self.columns.append(add_column(actor=self.office, slug="xin", parent=parent, **fields))

    def retire_column(self, number: int) -> None:
        column = self._column(number)
        if column.retired_on is None and not column.children.filter(retired_on=None).exists():
            retire_column(actor=self.office, column=column)

    def rename_agency(self, number: int) -> None:
        agency = self._agency(number)
        names = {"name": f"西夏区某局{self.serial}", "short_name": f"局{self.serial}", "email": f"x{self.serial}@x.cn"}
        change_agency(actor=self.keeper, agency=agency, phone=f"0951-{self.serial:07d}", **names)

    def move_agency(self, number: int) -> None:
        agency, parent = self._agency(number), self._agency(number + 1)
        if agency != self.district and parent.closed_on is None:
            below = descendants(agency, itself=True)
            move_agency(actor=self.keeper, agency=agency, parent=self.district if parent in below else parent)

    def raise_agency(self, number: int) -> None:
        """Let a department become a town, or a town a department: other duties, another place in the overview."""
        agency = self._agency(number)
        if agency != self.district:
            level = "town" if agency.level == "department" else "department"
            change_agency(actor=self.keeper, agency=agency, level=level, order=number)

    def close_agency(self, number: int) -> None:
        agency = self._agency(number)
        if agency.closed_on is None and not agency.children.filter(closed_on=None).exists():
            close_agency(actor=self.keeper, agency=agency, closed_on=timezone.localdate(), reason="机构合并")

    def reopen_agency(self, number: int) -> None:
        agency = self._agency(number)
        if agency.closed_on is not None and (agency.parent is None or agency.parent.closed_on is None):
            reopen_agency(actor=self.keeper, agency=agency)

    def open_agency(self, number: int) -> None:
        self.agencies.append(make_agency(f"xin-{self.serial}", parent=self.district))

    def designate(self, number: int) -> None:
        agency = self._agency(number)
        if agency.closed_on is None:
            since = date(2014, 2, 1)
            person = {"person": f"某{self.serial}", "post": "专员", "phone": "1"}
            designate(actor=None, agency=agency, kind="officer", since=since, **person)

    def form_group(self, number: int) -> None:
        facts = {"name": f"小组{self.serial}", "duties": "领导", "founded_on": date(2014, 1, 1)}
        form_leading_group(actor=None, office_agency=self.district, **facts)

    def compile(self, number: int) -> None:
        compile_guide(actor=None, agency=self._agency(number), note="更新")
        compile_catalogue(actor=None, agency=self._agency(number), note="更新")

    def deliver(self) -> None:
        """Tell the site of all events that it has not heard of, as the outbox does, and write what they touched."""
        for event in Event.objects.filter(pk__gt=self.told, name__in=list(TOUCHES)).order_by("pk"):
            touch_pages(event)
        self.told = Event.objects.order_by("-pk").values_list("pk", flat=True).first() or 0
        draining.drain()

    def _announce(self, publication: Publication) -> None:
        version = publication.version
        emit(
            "RecordPublished",
            publication.record,
            version=version.pk,
            number=version.number,
            index_number=publication.index_number,
        )

    def _standing(self, number: int) -> Publication | None:
        standing = Publication.objects.filter(state="standing").order_by("pk")
        return standing[number % len(standing)] if standing else None

    def _item(self, number: int) -> StatutoryItem | None:
        return [make_item(), None, make_item("20-7", "预算决算", order=7)][number % 3]

    def _column(self, number: int) -> Column:
        return Column.objects.get(pk=self.columns[number % len(self.columns)].pk)

    def _agency(self, number: int) -> Agency:
        return Agency.objects.get(pk=self.agencies[number % len(self.agencies)].pk)


VERBS = (
    "publish", "publish", "publish", "revise", "withdraw", "restore", "mark", "rename_column", "add_column",
    "retire_column", "rename_agency", "rename_agency", "move_agency", "raise_agency", "close_agency", "reopen_agency",
    "open_agency", "designate", "form_group", "compile",
)  # fmt: skip


def make_town() -> Town:
    """Found a town of three agencies and three columns, with nothing published yet."""
    district = make_district()
    civil, health = make_agency("mzj", name="西夏区民政局"), make_agency("wsj", name="西夏区卫生局")
    top = make_column("fuwu", "公共服务")
    columns = [top, make_column("jiuzhu", "社会救助", parent=top), make_column("gonggao", "公告")]
    office = make_account("xinxi", Role.INFORMATION_OFFICE, district)
    keeper = make_account("guanli", Role.ADMINISTRATOR, district)
    return Town(district, [district, civil, health], columns, office, keeper)


__all__ = ["VERBS", "Town", "make_town"]
