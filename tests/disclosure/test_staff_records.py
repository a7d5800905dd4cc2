from datetime import timedelta

import pytest
from staff_doors import enter, words
from tests.disclosure.conftest import make_scene
from tests.standing import standing

from yilan.disclosure.actions import revise_record, withdraw_record
from yilan.disclosure.actions.common import today
from yilan.disclosure.models import Publication, RecordPage, Release

pytestmark = [pytest.mark.django_db]


def titles(page) -> list[str]:
    return [row.title for row in page.context["rows"]]


@standing
def shelf():
    """One record in every state."""
    scene = make_scene()
    scene.draft(title="草稿一份")
    scene.submitted(title="在审一份")
    scene.published(title="已发布一份", document_number="西民发〔2014〕7号")
    changed = scene.published(title="已发布又修改")
    revise_record(actor=scene.officer, record=changed.record, title="已发布又修改（新稿）")
    gone = scene.published(title="已撤下一份")
    withdraw_record(actor=scene.leader, record=gone.record, reason="数据有误")
    return scene


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("state=draft", {"草稿一份"}),
        ("state=on_its_way", {"在审一份"}),
        ("state=published", {"已发布一份", "已发布又修改（新稿）"}),
        ("state=changed", {"已发布又修改（新稿）"}),
        ("state=withdrawn", {"已撤下一份"}),
        ("q=草稿", {"草稿一份"}),
        ("q=新稿", {"已发布又修改（新稿）"}),
        ("q=〔2014〕7号", {"已发布一份"}),
        ("q=没有这个", set()),
        ("column=test-services&state=published", {"已发布一份", "已发布又修改（新稿）"}),
        ("column=nowhere", set()),
        ("genre=tongzhi&q=在审", {"在审一份"}),
        ("agency=mzj&q=在审", {"在审一份"}),
        ("agency=wsj", set()),
    ],
)
def test_filters_find_what_they_name(shelf, query, found):
    assert set(titles(enter(shelf.officer).get(f"/office/records/?{query}"))) == found


def test_years_are_those_of_publication_and_for_drafts_of_writing(shelf):
    client = enter(shelf.officer)
    published = titles(client.get(f"/office/records/?year={today().year}"))
    assert "已发布一份" in published
    assert "草稿一份" not in published
    assert titles(client.get("/office/records/?year=2014&state=draft")) == ["草稿一份"]


def test_states_stand_in_words(shelf):
    page = words(enter(shelf.officer).get("/office/records/"))
    for state in ("草稿", "机构审核", "已发布", "已发布，另有新草稿", "已撤下"):
        assert state in page


def test_records_of_other_agencies_are_not_listed(shelf):
    assert titles(enter(shelf.health_leader).get("/office/records/")) == []


def test_the_information_office_sees_all_agencies_below_it(shelf):
    assert len(titles(enter(shelf.office).get("/office/records/"))) == 5


def test_a_title_leads_writers_to_the_editor_and_others_to_the_history(shelf):
    record = RecordPage.objects.get(draft_title="草稿一份")
    assert f"/office/pages/{record.pk}/edit/" in enter(shelf.officer).get("/office/records/").content.decode()
    page = enter(shelf.leader).get("/office/records/").content.decode()
    assert f"/office/pages/{record.pk}/edit/" not in page
    assert f"/office/records/{record.pk}/history/" in page


def test_the_list_costs_the_same_for_few_and_many(scene, django_assert_max_num_queries):
    client = enter(scene.officer)
    for number in range(12):
        scene.draft(title=f"草稿{number}")
    client.get("/office/records/")
    with django_assert_max_num_queries(22):
        page = client.get("/office/records/")
    assert len(titles(page)) == 12


def test_an_empty_list_says_what_to_do(scene):
    assert "请减少筛选条件" in words(enter(scene.officer).get("/office/records/?q=空"))


# --- the queue


def test_the_queue_filters_by_stage_agency_and_delay(scene):
    late = scene.submitted(title="晚了")
    Release.objects.filter(pk=late.pk).update(due_on=today() - timedelta(days=10))
    scene.checked(title="在保密审查")
    client = enter(scene.leader)

    def found(query):
        return [release.title for release in client.get(f"/office/releases/?{query}").context["page"].object_list]

    assert found("") == ["晚了", "在保密审查"]
    assert found("state=secrecy_review") == ["在保密审查"]
    assert found("overdue=1") == ["晚了"]
    assert found("agency=wsj") == []
    assert found("state=published") == []


def test_the_queue_costs_the_same_for_few_and_many(scene, django_assert_max_num_queries):
    for number in range(10):
        scene.submitted(title=f"第{number}件")
    client = enter(scene.leader)
    client.get("/office/releases/")
    with django_assert_max_num_queries(17):
        client.get("/office/releases/")


def test_the_queue_is_paged(scene, monkeypatch):
    from yilan.disclosure.staff import releases

    monkeypatch.setattr(releases, "PAGE", 2)
    for number in range(5):
        scene.submitted(title=f"第{number}件")
    client = enter(scene.leader)
    assert len(client.get("/office/releases/").context["page"].object_list) == 2
    page = client.get("/office/releases/?state=agency_check&page=3")
    assert len(page.context["page"].object_list) == 1
    assert "state=agency_check&amp;page=2" in page.content.decode()
    assert "第 3 页，共 3 页" in words(page)


# --- withdrawal, restoration, validity


def test_the_leader_withdraws_with_a_public_reason(scene):
    record = scene.published().record
    client = enter(scene.leader)
    address = f"/office/records/{record.pk}/withdraw/"
    assert "确认撤下" in words(client.get(address))
    refused = client.post(address, {"reason": " "})
    assert refused.context["form"].errors["reason"]
    assert Publication.objects.get().state == "standing"
    client.post(address, {"reason": "名单含个人信息，更正后重新公开"})
    publication = Publication.objects.get()
    assert (publication.state, publication.withdrawal_reason) == ("withdrawn", "名单含个人信息，更正后重新公开")
    client.post(f"/office/records/{record.pk}/restore/", {"reason": "核实无误"})
    assert Publication.objects.get().state == "standing"


@pytest.mark.parametrize("who", ["officer", "checker", "reviewer"])
@pytest.mark.parametrize("what", ["withdraw", "restore", "validity"])
def test_others_are_told_whom_to_ask(scene, who, what):
    record = scene.published().record
    client = enter(getattr(scene, who))
    for answer in (
        client.get(f"/office/records/{record.pk}/{what}/"),
        client.post(f"/office/records/{record.pk}/{what}/"),
    ):
        assert answer.status_code == 403
        assert "只有政务公开办公室或本机构负责人可以办理" in words(answer)
    assert Publication.objects.get().state == "standing"


def test_withdrawing_twice_is_refused_and_keeps_the_reason(scene):
    record = scene.published().record
    withdraw_record(actor=scene.leader, record=record, reason="一")
    page = enter(scene.leader).post(f"/office/records/{record.pk}/withdraw/", {"reason": "再撤一次"})
    assert "状态已变化" in words(page)
    assert "再撤一次" in page.content.decode()


def test_the_validity_is_changed_with_the_record_that_changed_it(scene):
    old, new = scene.published(title="旧办法").record, scene.published(title="新办法").record
    new.refresh_from_db()
    client = enter(scene.office)
    address = f"/office/records/{old.pk}/validity/"
    sent = {"validity": "repealed", "changed_on": "2014-06-01", "changed_by": "", "reason": ""}
    assert client.post(address, sent).context["form"].errors["reason"] == ["请填写据以变更的文件，或者写明理由。"]
    assert client.post(address, sent | {"changed_by": "无此号"}).context["form"].errors["changed_by"]
    client.post(address, sent | {"changed_by": new.index_number})
    old.refresh_from_db()
    assert (old.validity, old.validity_changed_by_id) == ("repealed", new.pk)


def test_a_record_that_was_never_published_cannot_be_withdrawn(scene):
    record = scene.draft()
    for what in ("withdraw", "restore", "validity"):
        assert enter(scene.leader).get(f"/office/records/{record.pk}/{what}/").status_code == 404


# --- history


def test_the_history_compares_any_two_states(scene):
    record = scene.published(title="第一版").record
    revise_record(actor=scene.officer, record=record, title="第二版")
    client = enter(scene.officer)
    page = client.get(f"/office/records/{record.pk}/history/")
    codes = [code for code, _words in page.context["states"]]
    assert codes[1] == "v1"
    assert (page.context["a"], page.context["b"]) == ("v1", codes[0])
    page = client.get(f"/office/records/{record.pk}/history/?a=v1&b={codes[0]}")
    [difference] = page.context["differences"]
    assert (difference.old, difference.new) == ("第一版", "第二版")
    assert "<ins>二</ins>" in page.content.decode()


def test_a_single_state_is_nothing_to_compare(scene):
    page = enter(scene.officer).get(f"/office/records/{scene.draft().pk}/history/")
    assert page.context["differences"] is None
    assert "无从比较" in words(page)


def test_the_history_of_another_agency_is_not_to_be_found(scene):
    record = scene.published().record
    assert enter(scene.health_leader).get(f"/office/records/{record.pk}/history/").status_code == 404


# --- doors of Wagtail


@pytest.mark.parametrize(
    "address",
    ["pages/{0}/privacy/", "pages/{0}/lock/", "pages/{0}/delete/", "pages/{0}/move/", "pages/{0}/copy/",
     "pages/{0}/unpublish/", "pages/{0}/convert_alias/", "reports/site-history/", "workflows/list/", "collections/",
     "bulk/wagtailcore/page/publish/?id={0}", "api/main/pages/{0}/action/publish/"],
)  # fmt: skip
def test_doors_that_go_around_the_verbs_are_closed_to_everyone(scene, address, appoint):
    record = scene.draft()
    appoint(scene.office, "administrator", scene.district)
    for person in (scene.officer, scene.office):
        for verb in ("get", "post"):
            answer = getattr(enter(person), verb)("/office/" + address.format(record.pk))
            assert answer.status_code == 302
            assert answer.url == "/office/"
    record.refresh_from_db()
    assert not record.live


@pytest.mark.parametrize(
    "address", ["pages/", "pages/1/", "pages/search/?q=低保", "pages/usage/disclosure/recordpage/"]
)
def test_wagtails_tree_leads_to_our_list(scene, address):
    answer = enter(scene.officer).get("/office/" + address)
    assert answer.url.startswith("/office/records/")


def test_strangers_are_asked_to_sign_in(client, scene):
    release = scene.submitted()
    screens = ["", "releases/", f"releases/{release.pk}/", "records/", "columns/", "products/", "imports/", "jobs/"]
    for address in [*screens, f"digests/{'a' * 64}/x.pdf"]:
        assert client.get(f"/office/{address}").url.startswith("/office/login/")
