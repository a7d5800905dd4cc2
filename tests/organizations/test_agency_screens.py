"""The screens of agencies and leading groups, through the door and by HTTP."""

from datetime import date

import pytest
from django.test import Client
from django.urls import reverse
from tests.factories.accounts import PASSWORD

from yilan.core.audit.models import AuditEntry
from yilan.organizations import actions
from yilan.organizations.models import Agency, LeadingGroup

pytestmark = [pytest.mark.django_db]

NEW = {
    "level": "department",
    "name": "西夏区财政局",
    "short_name": "财政局",
    "code": "czj",
    "organ_code": "640105044",
    "area_code": "640105",
    "index_template": "{orgcode}/{yyyy}-{seq:5}",
    "order": "3",
    "opened_on": "2003-01-01",
}


def signed_in(user) -> Client:
    client = Client()
    assert client.post("/office/login/", {"username": user.username, "password": PASSWORD}).status_code == 302
    return client


def at(agency: Agency, name: str) -> str:
    return reverse(f"organizations_agencies:{name}", args=[agency.code])


def test_everybody_in_office_reads_the_tree_at_a_fixed_price(place, django_assert_max_num_queries):
    client = signed_in(place.officer)
    with django_assert_max_num_queries(14):
        page = client.get(reverse("organizations_agencies:list")).content.decode()
    for name in ("西夏区人民政府", "黄花村村民委员会"):
        assert name in page
    assert reverse("organizations_agencies:open") not in page
    shown = client.get(reverse("organizations_agencies:list"), {"level": "town"}).content.decode()
    table = shown.split("<tbody>")[1]
    assert "兴泾镇人民政府" in table
    assert "民政局" not in table


def test_an_agency_shows_its_people_and_only_its_keeper_the_buttons(place):
    actions.designate(actor=None, agency=place.village, kind="leader", person="王建国", since=date(2014, 1, 1))
    actions.set_community_key(actor=None, agency=place.village, key="HUANGHUA")
    seen = signed_in(place.officer).get(at(place.village, "agency")).content.decode()
    kept = signed_in(place.town_administrator).get(at(place.village, "agency")).content.decode()
    assert "王建国" in seen
    for words in (at(place.village, "change"), at(place.village, "key"), "HUANGHUA"):
        assert words not in seen
        assert words in kept


def test_opening_keeps_what_was_typed_and_names_the_fields(place):
    client = signed_in(place.administrator)
    address = reverse("organizations_agencies:open")
    wrong = {**NEW, "parent": place.district.pk, "code": "mzj", "postcode": "7500"}
    page = client.post(address, wrong)
    assert page.status_code == 200
    text = page.content.decode()
    assert "邮政编码为六位数字。" in text.split('id="field-postcode"')[1].split("</div>")[0]
    assert 'value="西夏区财政局"' in text
    assert not Agency.objects.filter(name="西夏区财政局").exists()
    assert "desk-error" in client.post(address, wrong | {"postcode": ""}).content.decode().split('id="field-code"')[1]
    done = client.post(address, NEW | {"parent": place.district.pk}, follow=True)
    assert "已设立机构：西夏区财政局" in done.content.decode()
    assert AuditEntry.objects.latest("id").address == "127.0.0.1"


def test_an_administrator_is_offered_only_places_within_reach(place):
    page = signed_in(place.town_administrator).get(reverse("organizations_agencies:open"))
    offered = [str(words).strip() for _value, words in page.context["form"].fields["parent"].choices]
    assert offered[1:] == ["兴泾镇人民政府", "黄花村村民委员会"]
    refused = signed_in(place.town_administrator).post(
        reverse("organizations_agencies:open"), NEW | {"parent": place.district.pk}
    )
    assert refused.status_code == 200
    assert not Agency.objects.filter(code="czj").exists()


def test_change_move_key_close_and_reopen_through_the_screens(place):
    client = signed_in(place.administrator)
    page = client.get(at(place.village, "change"))
    values = {name: value for name, value in page.context["form"].initial.items() if value is not None}
    client.post(at(place.village, "change"), values | {"phone": "0951-2000001", "opened_on": "2003-05-01"})
    client.post(at(place.village, "move"), {"parent": place.bureau.pk})
    client.post(at(place.village, "key"), {"key": ""})
    village = Agency.objects.get(pk=place.village.pk)
    assert (village.phone, str(village.opened_on), village.parent) == ("0951-2000001", "2003-05-01", place.bureau)
    assert village.community_key
    assert "desk-error" in client.post(at(village, "close"), {"closed_on": "2014-01-01", "reason": ""}).content.decode()
    client.post(at(village, "close"), {"closed_on": "2014-01-01", "reason": "并村"})
    assert str(Agency.objects.get(pk=village.pk).closed_on) == "2014-01-01"
    client.post(at(village, "reopen"))
    assert Agency.objects.get(pk=village.pk).closed_on is None


def test_only_who_decides_as_an_authority_says_who_reviews_it(place):
    client = signed_in(place.administrator)
    asked = [
        [name for name in ("superior", "court", "review_site") if f'name="{name}"' in page]
        for page in (client.get(at(one, "change")).content.decode() for one in (place.bureau, place.village))
    ]
    assert asked == [["superior", "court", "review_site"], []]


def test_designations_through_the_screens(place):
    client = signed_in(place.administrator)
    values = {"kind": "officer", "person": "张三", "post": "科员", "phone": "", "since": "2014-01-01"}
    client.post(at(place.bureau, "designate"), values)
    again = client.post(at(place.bureau, "designate"), values)
    assert "张三已经在任。" in again.content.decode().split('id="field-person"')[1].split("</div>")[0]
    made = place.bureau.designations.get()
    end = reverse("organizations_agencies:end_designation", args=["mzj", made.pk])
    assert "截止日期早于起始日期" in client.post(end, {"until": "2013-01-01"}).content.decode()
    client.post(end, {"until": "2014-12-31"})
    made.refresh_from_db()
    assert str(made.until) == "2014-12-31"


def test_leading_groups_through_the_screens(place):
    client = signed_in(place.administrator)
    values = {
        "name": "政务公开领导小组",
        "duties": "统筹",
        "founded_on": "2014-01-01",
        "office_agency": place.district.pk,
    }
    client.post(reverse("organizations_groups:form"), values)
    group = LeadingGroup.objects.get()
    where = [group.pk]
    seat = {"post": "chair", "person": "贺立新", "title": "区长", "agency": "", "since": "2014-01-01", "order": ""}
    client.post(reverse("organizations_groups:seat", args=where), seat)
    taken = client.post(reverse("organizations_groups:seat", args=where), seat | {"person": "别人"})
    assert "贺立新" in taken.content.decode().split('id="field-post"')[1].split("</div>")[0]
    client.post(reverse("organizations_groups:change", args=where), values | {"duties": "统筹全区"})
    first = group.seats.get()
    client.post(reverse("organizations_groups:end_seat", args=[group.pk, first.pk]), {"until": "2014-06-30"})
    page = client.get(reverse("organizations_groups:group", args=where)).content.decode()
    assert "统筹全区" in page
    assert "历任成员" in page
    client.post(reverse("organizations_groups:dissolve", args=where), {"ended_on": "2015-01-01"})
    group.refresh_from_db()
    assert str(group.ended_on) == "2015-01-01"
    listed = signed_in(place.officer).get(reverse("organizations_groups:list")).content.decode()
    assert "政务公开领导小组" in listed
    assert reverse("organizations_groups:form") not in listed


@pytest.mark.parametrize("name", ["change", "move", "close", "key", "designate"])
def test_who_keeps_nothing_is_turned_away(place, name):
    client = signed_in(place.officer)
    for method in (client.get, client.post):
        answer = method(at(place.village, name), {"reason": "x"}, headers={"x-requested-with": "XMLHttpRequest"})
        assert answer.status_code == 403


def test_the_menu_gathers_agencies_and_people(place):
    page = signed_in(place.officer).get("/office/").content.decode()
    menu = page.split('id="wagtail-sidebar-props"')[1].split("</script>")[0]
    assert reverse("organizations_agencies:list") in menu
    assert reverse("organizations_groups:list") in menu
    assert "/office/people/" not in menu
    assert "/office/trail/" not in menu
