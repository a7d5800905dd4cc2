"""Another name of an agency or a column: every page that names it is written, and no other record's."""

from datetime import date, timedelta

import pytest
from tests.factories.disclosure import make_column, make_genre, make_item, make_publication, revise
from tests.publishing.town import FIRST, make_town

from yilan.core.events.models import Event
from yilan.disclosure import actions
from yilan.disclosure.actions.columns import add_column, change_column, retire_column
from yilan.disclosure.models import Audience
from yilan.disclosure.queries.published import archive, maps
from yilan.organizations.actions import change_agency, close_agency, move_agency, open_agency, reopen_agency
from yilan.portal import listing
from yilan.publishing import touching
from yilan.publishing.addresses import at, everything
from yilan.publishing.building import build
from yilan.publishing.touching import addresses_of
from yilan.publishing.verifying import verify

pytestmark = [pytest.mark.django_db, pytest.mark.database]


@pytest.fixture
def town(settings, tmp_path, monkeypatch):
    """A town in which an agency is named in every way there is; a list's page holds two records."""
    settings.HOME = tmp_path
    for module in (archive, listing, touching):
        monkeypatch.setattr(module, "ROWS", 2)
    monkeypatch.setattr(maps, "PART_ROWS", 3)
    made = make_town()
    made.top, made.below, made.other = made.columns
    _district, made.civil, made.health = made.agencies
    change_column(actor=made.office, column=made.other, owner=made.civil)
    made.own = [publish(made, made.civil, day) for day in range(6)]
    kept = make_column("kept", "只由民政局维护", owner=made.civil)
    made.lonely = [publish(made, made.health, day, columns=[made.other, kept]) for day in range(6, 10)]
    publish(made, made.health, 11, issuers=[made.health, made.civil])
    publish(made, made.health, 12, duties=[("按月公开", made.civil)])
    publish(made, made.health, 13, interprets=made.own[0].record)
    publish(made, made.health, 14, supersedes=[made.own[1].record])
    publish(made, made.civil, 15, interprets=made.lonely[0].record)
    publish(made, made.civil, 16, supersedes=[made.lonely[1].record], columns=[made.other])
    publish(made, made.health, 17, audience=Audience.COMMUNITY, community=made.civil, interprets=made.lonely[2].record)
    revise(made.own[2], FIRST + timedelta(days=40), title="改过的")
    changed = {"validity": "repealed", "changed_on": date(2014, 6, 1), "reason": "期满"}
    actions.change_validity(actor=made.office, record=made.lonely[3].record, changed_by=made.own[3].record, **changed)
    actions.withdraw_record(actor=made.office, record=made.own[4].record, reason="数据有误。")
    made.compile(1)
    made.form_group(0)
    build()
    made.told = Event.objects.order_by("-pk").first().pk
    return made


def publish(town, agency, day, **fields):
    values = {"columns": [town.below], "genre": make_genre(), "statutory_item": make_item()} | fields
    return make_publication(agency, at=FIRST + timedelta(days=day), title=f"第{day}日", **values)


def last_event():
    return Event.objects.order_by("-pk").first()


NEW = {"name": "西夏区新局", "short_name": "新局", "email": "x@example.cn", "phone": "0951-7777777"}
COLUMN = {"name": "另一个名称", "description": "另", "keywords": "另", "column_type": "政务公开"}
HISTORY = {
    "another name": lambda town: change_agency(actor=town.keeper, agency=town.civil, **NEW),
    "another name of one that keeps no column": lambda town: change_agency(
        actor=town.keeper, agency=town.health, **(NEW | {"name": "西夏区健康局", "short_name": "健康局"})
    ),
    "another level": lambda town: change_agency(actor=town.keeper, agency=town.civil, level="town", order=9),
    "another place": lambda town: move_agency(actor=town.keeper, agency=town.civil, parent=town.health),
    "a new agency": lambda town: open_agency(
        actor=None, code="xin", parent=town.district, level="town", organ_code="640105999", area_code="640105",
        opened_on=date(2010, 1, 1), name="新镇人民政府", short_name="新镇",
    ),
    "the end of an agency": lambda town: close_agency(
        actor=town.keeper, agency=town.civil, closed_on=date(2014, 12, 1), reason="合并"
    ),
    "an agency that opens again": lambda town: reopen_agency(actor=town.keeper, agency=town.civil),
    "a column's name": lambda town: change_column(actor=town.office, column=town.below, **COLUMN, order=5),
    "a column's keeper": lambda town: change_column(actor=town.office, column=town.below, owner=town.health),
    "the name of one with columns below": lambda town: change_column(actor=town.office, column=town.top, **COLUMN),
    "a column below one with a list": lambda town: add_column(
        actor=town.office, slug="xin", parent=town.other, **(COLUMN | {"name": "新栏目"})
    ),
    "the end of a column": lambda town: retire_column(actor=town.office, column=town.below),
    "the district's name": lambda town: change_agency(
        actor=town.keeper, agency=town.district, **(NEW | {"name": "西夏区政府"})
    ),
}  # fmt: skip


def test_after_each_change_the_site_is_the_one_that_would_be_built(town):
    for what, happens in HISTORY.items():
        happens(town)
        assert last_event().pk > town.told, what
        town.deliver()
        assert verify() == [], what


def test_a_record_that_has_nothing_to_do_with_the_agency_or_the_column_is_not_touched(town):
    alone = publish(town, town.health, 20, columns=[town.other])
    own = at("record", alone.index_number)
    change_agency(actor=town.keeper, agency=town.civil, **NEW)
    assert not [path for path in addresses_of(last_event()) if path.startswith(own)]
    change_column(actor=town.office, column=town.top, **COLUMN)
    assert not [path for path in addresses_of(last_event()) if path.startswith(own)]
    change_agency(actor=town.keeper, agency=town.district, **(NEW | {"name": "西夏区政府"}))
    assert set(addresses_of(last_event())) == set(everything())


def test_what_a_record_speaks_of_no_more_is_touched_too(town):
    reading = publish(town, town.health, 21, interprets=town.own[0].record)
    town._announce(reading)
    town.deliver()
    town._announce(revise(reading, FIRST + timedelta(days=50), interprets=None))
    town.deliver()
    assert verify() == []
