import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from staff_doors import enter, words

from yilan.core.audit.models import AuditEntry
from yilan.core.events.models import Event
from yilan.disclosure.actions.columns import change_column, retire_column
from yilan.disclosure.models import Column

pytestmark = [pytest.mark.django_db]

NEW = {
    "name": "部门动态", "slug": "department-news", "parent": "", "description": "各部门工作动态", "keywords": "动态",
    "column_type": "政务动态", "owner": "", "order": "5",
}  # fmt: skip


def test_the_information_office_opens_renames_and_retires_a_column(scene):
    client = enter(scene.office)
    client.post("/office/columns/new/", NEW)
    column = Column.objects.get(slug="department-news")
    client.post(f"/office/columns/{column.pk}/", NEW | {"name": "部门要闻", "order": "6"})
    column.refresh_from_db()
    assert (column.name, column.order) == ("部门要闻", 6)
    assert "确认停用" in words(client.get(f"/office/columns/{column.pk}/retire/"))
    client.post(f"/office/columns/{column.pk}/retire/")
    column.refresh_from_db()
    assert column.retired_on is not None
    rows = AuditEntry.objects.filter(action__startswith="disclosure:column:").order_by("pk")
    assert [row.action.rpartition(":")[2] for row in rows] == ["add", "change", "retire"]
    assert rows[1].detail == {"name": ["部门动态", "部门要闻"], "order": [5, 6]}
    assert Event.objects.filter(name="ColumnChanged").count() == 3


@pytest.mark.parametrize("who", ["officer", "leader", "reviewer"])
def test_others_see_the_columns_and_change_nothing(scene, who):
    client = enter(getattr(scene, who))
    page = client.get("/office/columns/")
    assert "公共服务" in words(page)
    assert "新设栏目" not in words(page)
    client.post("/office/columns/new/", NEW)
    client.post(f"/office/columns/{scene.column.pk}/", NEW)
    client.post(f"/office/columns/{scene.column.pk}/retire/")
    scene.column.refresh_from_db()
    assert scene.column.name == "公共服务"
    assert scene.column.retired_on is None
    assert not Column.objects.filter(slug="department-news").exists()


@pytest.mark.parametrize(
    ("change", "field"), [({"slug": "test-services"}, "slug"), ({"slug": "有空格"}, "slug"), ({"name": ""}, "name")]
)
def test_a_refused_column_says_why_and_keeps_what_was_typed(scene, change, field):
    page = enter(scene.office).post("/office/columns/new/", NEW | {"description": "保留这句话"} | change)
    assert list(page.context["form"].errors) == [field]
    assert "保留这句话" in page.content.decode()


def test_a_column_with_open_columns_below_it_stays(scene):
    Column.objects.create(
        slug="below", name="下级", parent=scene.column, description="x", keywords="x", column_type="政务动态"
    )
    page = enter(scene.office).post(f"/office/columns/{scene.column.pk}/retire/", follow=True)
    assert "请先停用下级栏目" in words(page)
    scene.column.refresh_from_db()
    assert scene.column.retired_on is None


def test_the_verbs_refuse_below_the_screens(scene):
    with pytest.raises(PermissionDenied):
        change_column(actor=scene.officer, column=scene.column, name="改名")
    with pytest.raises(TypeError, match="slug"):
        change_column(actor=scene.office, column=scene.column, slug="other")
    retire_column(actor=scene.office, column=scene.column)
    with pytest.raises(ValidationError):
        retire_column(actor=scene.office, column=scene.column)


def test_a_retired_column_is_no_longer_offered_to_drafters(scene):
    from yilan.disclosure.queries.choices import columns_to_choose

    retire_column(actor=scene.office, column=scene.column)
    assert scene.column not in columns_to_choose()


def test_the_list_of_columns_costs_the_same_for_few_and_many(scene, django_assert_max_num_queries):
    for number in range(8):
        Column.objects.create(slug=f"c{number}", name=f"栏目{number}", description="x", keywords="x", column_type="x")
    client = enter(scene.office)
    client.get("/office/columns/")
    with django_assert_max_num_queries(13):
        client.get("/office/columns/")
