"""Opening, changing, moving and closing agencies, and who may."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.utils import timezone
from tests.factories.organizations import make_agency
from wagtail.models import Page, Site

from yilan.core.audit.models import AuditEntry
from yilan.core.events.models import Event
from yilan.core.numbering.credit_codes import check_character
from yilan.organizations import actions
from yilan.organizations.models import Agency, DistrictPage

pytestmark = [pytest.mark.django_db, pytest.mark.database]

NEW = {
    "name": "西夏区财政局",
    "short_name": "财政局",
    "level": "department",
    "organ_code": "640105044",
    "area_code": "640105",
    "opened_on": date(2003, 1, 1),
}


def refused_at(call) -> set[str]:
    """Return the fields at which a verb refuses."""
    with pytest.raises(ValidationError) as caught:
        call()
    return set(caught.value.message_dict)


def test_the_district_is_founded_once_and_the_welcome_page_goes():
    assert Page.objects.filter(slug="home", depth=2).exists()
    first = actions.found_district(actor=None, name="西夏区")
    again = actions.found_district(actor=None, name="西夏区")
    assert again.pk == first.pk
    assert not Page.objects.filter(slug="home", depth=2).exists()
    assert Site.objects.get(is_default_site=True).root_page_id == first.pk
    assert AuditEntry.objects.filter(action="organizations:district:found").count() == 1


def test_another_name_renames_the_root():
    actions.found_district(actor=None, name="西夏区")
    actions.found_district(actor=None, name="银川市西夏区")
    assert DistrictPage.objects.get().title == "银川市西夏区"
    assert Site.objects.get().site_name == "银川市西夏区"


def test_a_page_that_somebody_uses_stays_beside_the_district():
    welcome = Page.objects.get(slug="home", depth=2)
    welcome.add_child(instance=Page(title="有人用", slug="used"))
    actions.found_district(actor=None, name="西夏区")
    assert Page.objects.filter(pk=welcome.pk).exists()


def test_without_a_district_no_agency_opens():
    with pytest.raises(ValidationError):
        actions.open_agency(actor=None, code="czj", **NEW)
    assert not Agency.objects.exists()


def test_an_agency_opens_with_its_page_its_row_and_its_event(place):
    made = actions.open_agency(actor=place.administrator, code="czj", parent=place.district, **NEW)
    assert made.page.title == "西夏区财政局"
    assert made.page.get_parent().specific == DistrictPage.objects.get()
    row = AuditEntry.objects.latest("id")
    assert (row.action, row.agency_code, row.actor) == ("organizations:agency:open", "czj", place.administrator)
    assert Event.objects.latest("id").payload == {"code": "czj"}


@pytest.mark.parametrize(
    ("fields", "at"),
    [
        ({"name": "西夏区民政局"}, {"name"}),
        ({"code": "mzj"}, {"code"}),
        ({"code": "财政局"}, {"code"}),
        ({"credit_code": "11640105MB1234567X"}, {"credit_code"}),
        ({"index_template": "{orgcode}/{yyyy}"}, {"index_template"}),
        ({"postcode": "75002"}, {"postcode"}),
        ({"area_code": "64010"}, {"area_code"}),
        ({"email": "nobody"}, {"email"}),
    ],
)
def test_what_is_wrong_is_told_at_its_field(place, fields, at):
    values = {"code": "czj", **NEW, **fields}
    assert refused_at(lambda: actions.open_agency(actor=None, parent=place.district, **values)) == at
    assert not Agency.objects.filter(short_name="财政局").exists()


def test_a_right_credit_code_is_taken(place):
    first = "11640105010145678"
    code = first + check_character(first)
    made = actions.open_agency(actor=None, code="czj", parent=place.district, credit_code=code, **NEW)
    assert made.credit_code == code


def test_an_administrator_keeps_the_own_agency_and_those_below_only(place):
    actions.change_agency(actor=place.town_administrator, agency=place.village, phone="0951-2000001")
    for person in (place.town_administrator, place.officer):
        with pytest.raises(PermissionDenied):
            actions.change_agency(actor=person, agency=place.bureau, phone="0951-2000002")
        with pytest.raises(PermissionDenied):
            actions.open_agency(actor=person, code="czj", parent=place.district, **NEW)
    assert Agency.objects.get(code="mzj").phone == ""


def test_a_change_keeps_old_and_new_values_and_renames_the_page(place):
    actions.change_agency(actor=place.administrator, agency=place.bureau, name="西夏区民政和社会保障局", fax="1")
    assert Page.objects.get(pk=place.bureau.page.pk).title == "西夏区民政和社会保障局"
    row = AuditEntry.objects.latest("id")
    assert row.detail["changed"] == {"name": ["西夏区民政局", "西夏区民政和社会保障局"], "fax": ["", "1"]}
    assert Event.objects.latest("id").payload == {"code": "mzj", "changed": ["fax", "name"]}


def test_nothing_is_noted_when_nothing_changes(place):
    before = AuditEntry.objects.count(), Event.objects.count()
    actions.change_agency(actor=place.administrator, agency=place.bureau, name=place.bureau.name)
    assert (AuditEntry.objects.count(), Event.objects.count()) == before


def test_the_code_never_changes(place):
    with pytest.raises(TypeError):
        actions.change_agency(actor=place.administrator, agency=place.bureau, code="other")


def test_nothing_stands_below_itself(place):
    for parent in (place.town, place.village):
        assert refused_at(
            lambda parent=parent: actions.move_agency(actor=place.administrator, agency=place.town, parent=parent)
        ) == {"parent"}
    moved = actions.move_agency(actor=place.administrator, agency=place.village, parent=place.bureau)
    assert moved.parent == place.bureau
    assert AuditEntry.objects.latest("id").detail == {"from": "xingjing", "to": "mzj"}


def test_moving_needs_the_keeper_of_both_places(place):
    with pytest.raises(PermissionDenied):
        actions.move_agency(actor=place.town_administrator, agency=place.village, parent=place.bureau)


def test_an_agency_with_open_ones_below_does_not_close(place):
    today = timezone.localdate()
    with pytest.raises(ValidationError):
        actions.close_agency(actor=place.administrator, agency=place.town, closed_on=today, reason="撤并")
    actions.close_agency(actor=place.administrator, agency=place.village, closed_on=today, reason="撤并")
    actions.close_agency(actor=place.administrator, agency=place.town, closed_on=today, reason="撤并")
    assert Agency.objects.get(code="xingjing").closed_on == today
    assert Page.objects.filter(pk=place.town.page.pk).exists()
    assert Event.objects.latest("id").name == "AgencyClosed"


@pytest.mark.parametrize("day", [date(2002, 9, 30), timezone.localdate() + timedelta(days=1)])
def test_the_day_of_closing_lies_between_opening_and_today(place, day):
    assert refused_at(lambda: actions.close_agency(actor=None, agency=place.village, closed_on=day, reason="撤并")) == {
        "closed_on"
    }


def test_closing_needs_a_reason_and_ends_designations(place):
    today = timezone.localdate()
    made = actions.designate(actor=None, agency=place.village, kind="officer", person="李四", since=date(2014, 1, 1))
    assert refused_at(lambda: actions.close_agency(actor=None, agency=place.village, closed_on=today, reason=" ")) == {
        "reason"
    }
    actions.close_agency(actor=None, agency=place.village, closed_on=today, reason="并入兴泾村")
    made.refresh_from_db()
    assert made.until == today
    assert refused_at(lambda: make_agency("xiaodui", place.village)) == {"parent"}


def test_a_closing_by_mistake_is_undone(place):
    today = timezone.localdate()
    actions.close_agency(actor=None, agency=place.village, closed_on=today, reason="误操作")
    actions.reopen_agency(actor=place.town_administrator, agency=place.village)
    assert Agency.objects.get(code="huanghua").closed_on is None
    with pytest.raises(ValidationError):
        actions.reopen_agency(actor=place.town_administrator, agency=place.village)


def test_reading_codes_are_for_communities_and_never_in_the_trail(place):
    made = actions.set_community_key(actor=place.town_administrator, agency=place.village)
    assert len(made.community_key) == 8
    given = actions.set_community_key(actor=place.town_administrator, agency=place.village, key=" huang-2014 ")
    assert given.community_key == "HUANG-2014"
    rows = AuditEntry.objects.filter(action="organizations:agency:key")
    assert [row.detail for row in rows] == [{}, {}]
    assert refused_at(lambda: actions.set_community_key(actor=None, agency=place.village, key="abc")) == {"key"}
    with pytest.raises(ValidationError):
        actions.set_community_key(actor=None, agency=place.bureau)
