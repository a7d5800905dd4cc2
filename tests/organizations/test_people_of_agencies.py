"""Designations, leading groups and their seats."""

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from yilan.core.audit.models import AuditEntry
from yilan.core.events.models import Event
from yilan.organizations import actions, queries
from yilan.organizations.models import Designation

pytestmark = [pytest.mark.django_db, pytest.mark.database]


def refused_at(call) -> set[str]:
    """Return the fields at which a verb refuses."""
    with pytest.raises(ValidationError) as caught:
        call()
    return set(caught.value.message_dict)


def test_a_leader_follows_the_leader_before(place):
    first = actions.designate(
        actor=None, agency=place.bureau, kind="leader", person="王建国", post="局长", since=date(2010, 1, 1)
    )
    actions.designate(
        actor=place.administrator, agency=place.bureau, kind="leader", person="马海燕", since=date(2014, 3, 5)
    )
    first.refresh_from_db()
    assert first.until == date(2014, 3, 4)
    assert [one.person for one in queries.current_designations(place.bureau, date(2014, 3, 4))] == ["王建国"]
    assert [one.person for one in queries.current_designations(place.bureau, date(2014, 3, 5))] == ["马海燕"]
    assert Event.objects.latest("id").payload == {"code": "mzj", "changed": ["designations"]}
    assert refused_at(
        lambda: actions.designate(actor=None, agency=place.bureau, kind="leader", person="赵六", since=date(2013, 1, 1))
    ) == {"since"}


def test_officers_stand_beside_each_other_but_nobody_twice(place):
    for person in ("张三", "李四"):
        actions.designate(actor=None, agency=place.bureau, kind="officer", person=person, since=date(2014, 1, 1))
    assert refused_at(
        lambda: actions.designate(
            actor=None, agency=place.bureau, kind="officer", person=" 张三 ", since=date(2014, 5, 1)
        )
    ) == {"person"}
    assert queries.current_designations(place.bureau).count() == 2


def test_a_term_does_not_end_before_it_begins(place):
    made = actions.designate(actor=None, agency=place.bureau, kind="officer", person="张三", since=date(2014, 1, 1))
    assert refused_at(
        lambda: actions.end_designation(actor=place.administrator, designation=made, until=date(2013, 12, 31))
    ) == {"until"}
    actions.end_designation(actor=place.administrator, designation=made, until=date(2014, 1, 1))
    assert Designation.objects.get().until == date(2014, 1, 1)


def test_only_the_keeper_designates(place):
    with pytest.raises(PermissionDenied):
        actions.designate(
            actor=place.officer, agency=place.bureau, kind="leader", person="自己", since=date(2014, 1, 1)
        )


@pytest.fixture
def group(place):
    return actions.form_leading_group(
        actor=place.administrator,
        name="政务公开领导小组",
        founded_on=date(2014, 1, 1),
        office_agency=place.district,
        duties="统筹全区政务公开。",
    )


def test_seats_stand_in_order_and_single_posts_are_taken_once(place, group):
    seats = [("chair", "贺立新"), ("deputy", "方敏"), ("deputy", "马志远"), ("office", "顾晓")]
    for post, person in seats:
        actions.seat_member(actor=None, group=group, post=post, person=person, title="主任", since=date(2014, 1, 1))
    shown = queries.current_leading_groups(date(2014, 6, 1)).get()
    assert [seat.person for seat in shown.current_seats] == [person for _post, person in seats]
    assert [seat.order for seat in shown.current_seats] == [0, 1, 2, 3]
    seat = {"actor": None, "group": group, "title": "主任", "since": date(2014, 2, 1)}
    assert refused_at(lambda: actions.seat_member(post="chair", person="新人", **seat)) == {"post"}
    assert refused_at(lambda: actions.seat_member(post="member", person="方敏", **seat)) == {"person"}
    early = seat | {"since": date(2013, 12, 31)}
    assert refused_at(lambda: actions.seat_member(post="member", person="新人", **early)) == {"since"}


def test_a_seat_ends_and_another_takes_it(place, group):
    chair = {"actor": place.administrator, "group": group, "post": "chair", "title": "区长"}
    first = actions.seat_member(person="贺立新", since=date(2014, 1, 1), **chair)
    actions.end_seat(actor=place.administrator, seat=first, until=date(2014, 6, 30))
    actions.seat_member(person="周文博", since=date(2014, 7, 1), **chair)
    for day, person in ((date(2014, 6, 30), "贺立新"), (date(2014, 7, 1), "周文博")):
        assert [seat.person for seat in queries.current_leading_groups(day).get().current_seats] == [person]


def test_a_dissolved_group_stands_no_more_and_seats_nobody(place, group):
    actions.seat_member(actor=None, group=group, post="chair", person="贺立新", title="区长", since=date(2014, 1, 1))
    assert refused_at(lambda: actions.dissolve_leading_group(actor=None, group=group, ended_on=date(2013, 1, 1))) == {
        "ended_on"
    }
    actions.dissolve_leading_group(actor=place.administrator, group=group, ended_on=date(2016, 1, 1))
    assert group.seats.get().until == date(2016, 1, 1)
    assert queries.current_leading_groups(date(2016, 1, 1)).exists()
    assert not queries.current_leading_groups(date(2016, 1, 2)).exists()
    with pytest.raises(ValidationError):
        actions.seat_member(actor=None, group=group, post="member", person="方敏", title="主任", since=date(2016, 1, 2))


def test_the_group_belongs_to_the_keepers_of_its_office(place, group):
    with pytest.raises(PermissionDenied):
        actions.change_leading_group(actor=place.town_administrator, group=group, duties="改")
    with pytest.raises(PermissionDenied):
        actions.form_leading_group(
            actor=place.town_administrator, name="镇小组", founded_on=date(2014, 1, 1), office_agency=place.district
        )
    actions.change_leading_group(actor=place.administrator, group=group, duties="改", office_agency=place.town)
    assert AuditEntry.objects.latest("id").detail["changed"]["office_agency"] == ["西夏区人民政府", "兴泾镇人民政府"]
    assert Event.objects.latest("id").name == "LeadingGroupChanged"
