from datetime import timedelta

import pytest
from staff_doors import enter, words

from yilan.core.calendar import add_working_days
from yilan.disclosure.actions import pass_agency_check, return_release, revise_record
from yilan.disclosure.actions.common import today
from yilan.disclosure.models import Release

pytestmark = [pytest.mark.django_db]


def sections(user) -> dict[str, list[str]]:
    page = enter(user).get("/office/")
    assert page.status_code == 200
    return {section.code: [row.title for row in section.rows] for section in page.context["sections"]}


def test_the_home_opens_on_each_persons_own_work(scene):
    scene.draft(title="未送审的草稿")
    scene.submitted(title="等机构审核")
    scene.checked(title="等保密审查")
    scene.reviewed(title="等签发")
    returned = scene.submitted(title="退回的文稿")
    return_release(actor=scene.checker, release=returned, reason="数据不一致")
    assert sections(scene.officer)["returned"] == ["退回的文稿"]
    assert sections(scene.officer)["drafts"] == ["未送审的草稿"]
    assert set(sections(scene.officer)["sent"]) == {"等机构审核", "等保密审查", "等签发"}
    assert sections(scene.checker)["waiting"] == ["等机构审核"]
    assert sections(scene.reviewer)["waiting"] == ["等保密审查"]
    assert sections(scene.leader)["waiting"] == ["等签发"] or sections(scene.leader)["urgent"] == ["等签发"]


def test_a_returned_text_shows_its_reason_and_the_way_to_revise_it(scene):
    release = scene.submitted()
    return_release(actor=scene.checker, release=release, reason="第二段数据与年报不一致")
    page = enter(scene.officer).get("/office/")
    assert "第二段数据与年报不一致" in words(page)
    assert f"/office/pages/{release.record_id}/edit/" in page.content.decode()
    assert "修改文稿" in words(page)


def test_a_returned_text_leaves_the_section_when_it_is_sent_again(scene):
    from yilan.disclosure.actions import submit_record

    release = scene.submitted()
    return_release(actor=scene.checker, release=release, reason="改")
    revise_record(actor=scene.officer, record=release.record, title="改好的通知")
    submit_record(actor=scene.officer, record=release.record)
    assert not sections(scene.officer).get("returned")


def test_what_is_late_stands_on_top_in_words(scene):
    late = scene.submitted(title="已经晚了")
    due_on = today() - timedelta(days=1)
    while add_working_days(due_on, 2) > today():
        due_on -= timedelta(days=1)
    Release.objects.filter(pk=late.pk).update(due_on=due_on)
    page = enter(scene.checker).get("/office/")
    shown = [section.code for section in page.context["sections"] if section.rows]
    assert shown[0] == "urgent"
    assert "已超期 2 个工作日" in words(page)


def test_a_question_waits_for_the_other_agencys_leader_only(scene):
    scene.reviewed(title="涉及卫生局", concerned=[scene.health])
    assert sections(scene.health_leader)["waiting"] == ["涉及卫生局"]
    assert "涉及卫生局" not in sections(scene.leader).get("waiting", [])


def test_nobody_is_asked_to_decide_on_a_text_of_their_own(scene, appoint):
    appoint(scene.officer, "agency_checker", scene.civil)
    scene.submitted(title="自己写的")
    assert sections(scene.officer)["waiting"] == []


def test_nobody_is_asked_a_second_time(scene, appoint):
    appoint(scene.checker, "secrecy_reviewer", scene.civil)
    release = scene.submitted(title="审过一次")
    pass_agency_check(actor=scene.checker, release=release, opinion="")
    assert sections(scene.checker)["waiting"] == []


def test_an_empty_desk_says_what_to_do(scene):
    page = words(enter(scene.officer).get("/office/"))
    assert "没有待办理的审查件" in page
    assert "起草政府信息" in page


def test_only_administrators_hear_of_the_jobs(scene, appoint):
    from yilan.core.jobs.models import Job

    Job.objects.create(task="x.y", state=Job.State.DEAD, error="no space")
    assert "后台任务" not in words(enter(scene.officer).get("/office/"))
    appoint(scene.office, "administrator", scene.district)
    assert "有 1 个后台任务多次失败" in words(enter(scene.office).get("/office/"))


def test_the_home_costs_the_same_for_one_row_and_for_many(scene, django_assert_max_num_queries):
    client = enter(scene.officer)
    for number in range(6):
        scene.draft(title=f"草稿{number}")
        scene.submitted(title=f"送审{number}")
    client.get("/office/")
    with django_assert_max_num_queries(24):
        client.get("/office/")


def test_nothing_of_wagtails_own_home_is_left(scene):
    page = enter(scene.officer).get("/office/").content.decode()
    for trace in ("gravatar", "releases/latest.txt", "wagtail.org", "编辑指南"):
        assert trace not in page
