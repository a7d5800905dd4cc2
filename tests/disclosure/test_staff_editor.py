from datetime import date

import pytest
from staff_doors import enter, words
from wagtail.test.utils.form_data import inline_formset, nested_form_data, rich_text, streamfield

from yilan.core.audit.models import AuditEntry
from yilan.disclosure.actions import pass_agency_check, review_secrecy, sign_off, submit_record
from yilan.disclosure.models import RecordPage, Release

pytestmark = [pytest.mark.django_db]


def typed(scene, **changes):
    """Return what the editor sends for a complete notice."""
    fields = {
        "title": "关于开展防灾减灾日宣传活动的通知",
        "document_number": "",
        "body": streamfield([("paragraph", rich_text("<p>各镇、街道办事处：</p>"))]),
        "attachments": inline_formset([]),
        "duties": inline_formset([]),
        "comments": inline_formset([]),
        "disclosure": "proactive",
        "disclosure_reason": "",
        "audience": "public",
        "community": "",
        "columns": [scene.column.pk],
        "genre": scene.genre.pk,
        "statutory_item": "",
        "issuers": [scene.civil.pk],
        "written_on": "2014-05-06",
        "in_force_from": "",
        "in_force_until": "",
        "summary": "",
        "keywords": "",
        "source": "",
        "interprets": "",
        "supersedes": "",
        "goes_out_at": "",
    }
    flat = {"columns", "issuers", "themes", "concerned"}  # several values under one name
    values = fields | changes
    lists = {name: values.pop(name) for name in flat & set(values)}
    return nested_form_data(values) | lists


def add(scene) -> str:
    return f"/office/pages/add/disclosure/recordpage/{scene.civil.page.pk}/"


def edit(record) -> str:
    return f"/office/pages/{record.pk}/edit/"


def test_beginning_leads_straight_to_the_editor_of_the_only_agency(scene):
    assert enter(scene.officer).get("/office/records/new/").url == add(scene)


def test_with_several_agencies_one_is_asked_for(scene, appoint):
    appoint(scene.officer, "officer", scene.health)
    client = enter(scene.officer)
    assert "为哪个机构起草" in words(client.get("/office/records/new/"))
    assert client.get(f"/office/records/new/?agency={scene.civil.code}").url == add(scene)


@pytest.mark.parametrize("who", ["checker", "reviewer", "leader", "health_leader"])
def test_who_is_no_officer_does_not_draft(scene, who):
    client = enter(getattr(scene, who))
    assert client.get("/office/records/new/").url == "/office/"
    assert client.get(add(scene)).url == "/office/"
    client.post(add(scene), typed(scene))
    assert not RecordPage.objects.exists()


def test_a_draft_is_saved_with_its_own_slug_and_an_audit_row(scene):
    answer = enter(scene.officer).post(add(scene), typed(scene))
    record = RecordPage.objects.get()
    assert answer.url == edit(record)
    assert not record.live
    assert record.slug.startswith("r-")
    assert AuditEntry.objects.filter(action="disclosure:record:draft", subject_id=str(record.pk)).count() == 1


def test_a_draft_may_be_incomplete(scene):
    enter(scene.officer).post(add(scene), typed(scene, columns=[], genre="", written_on="", body=streamfield([])))
    assert RecordPage.objects.get().genre is None


def test_submitting_saves_and_sends_to_the_first_hand(scene):
    answer = enter(scene.officer).post(add(scene), typed(scene) | {"action-submit-review": "1"})
    release = Release.objects.get()
    assert answer.url == f"/office/releases/{release.pk}/"
    assert release.state == "agency_check"
    assert release.author == scene.officer
    assert release.content["body"] == [{"type": "paragraph", "value": release.content["body"][0]["value"]}]
    assert release.content["written_on"] == "2014-05-06"


def test_what_is_missing_is_told_at_the_fields_and_the_draft_is_kept(scene):
    client = enter(scene.officer)
    sent = typed(scene, columns=[], genre="", written_on="") | {"action-submit-review": "1"}
    page = client.post(add(scene), sent, follow=True)
    assert not Release.objects.exists()
    assert RecordPage.objects.get().title == "关于开展防灾减灾日宣传活动的通知"
    assert set(page.context["form"].errors) == {"columns", "genre", "written_on"}
    assert "请至少选择一个栏目。" in words(page)
    assert "草稿已保存，未能提交" in words(page)


def test_a_hit_is_announced_when_the_text_is_submitted(scene):
    body = streamfield([("paragraph", rich_text("<p>电话13995012345</p>"))])
    sent = typed(scene, body=body) | {"action-submit-review": "1"}
    page = enter(scene.officer).post(add(scene), sent, follow=True)
    assert "筛查发现 1 处" in words(page)


def test_an_unchanged_published_record_is_not_submitted_again(scene):
    client = enter(scene.officer)
    client.post(add(scene), typed(scene) | {"action-submit-review": "1"})
    release = pass_agency_check(actor=scene.checker, release=Release.objects.get(), opinion="")
    review_secrecy(actor=scene.reviewer, release=release, basis="保守国家秘密法", conclusion="release")
    sign_off(actor=scene.leader, release=Release.objects.get())
    page = client.post(edit(RecordPage.objects.get()), typed(scene) | {"action-submit-review": "1"}, follow=True)
    assert "内容与已发布版本相同" in words(page)
    assert Release.objects.count() == 1


def test_a_published_record_is_edited_as_a_new_draft_and_the_public_sees_nothing_of_it(scene):
    release = scene.published()
    record = release.record
    answer = enter(scene.officer).post(edit(record), typed(scene, title="改动后的标题"))
    assert answer.status_code == 302
    record.refresh_from_db()
    assert record.live
    assert record.title == release.title
    assert record.publication.title == release.title
    assert record.get_latest_revision_as_object().title == "改动后的标题"


def test_the_editor_offers_no_way_around_the_verbs(scene):
    record = scene.draft()
    page = enter(scene.officer).get(edit(record)).content.decode()
    assert "action-submit-review" in page
    ways = ["action-publish", "action-unpublish", "/copy/", "/move/", "/delete/", "/unpublish/", "schedule-publishing"]
    assert [way for way in [*ways, 'name="go_live_at"', 'name="slug"'] if way in page] == []


@pytest.mark.parametrize("what", ["publish", "unpublish"])
def test_wagtails_own_verbs_sent_by_hand_do_nothing(scene, what):
    record = scene.draft()
    client = enter(scene.officer)
    client.post(edit(record), typed(scene) | {f"action-{what}": "1"})
    client.post(f"/office/pages/{record.pk}/unpublish/")
    client.post(f"/office/pages/{record.pk}/delete/")
    client.post(f"/office/pages/{record.pk}/copy/", {"new_title": "副本", "new_slug": "x"})
    record.refresh_from_db()
    assert not record.live
    assert RecordPage.objects.count() == 1


def test_a_text_under_review_is_not_edited_but_recalled_first(scene):
    release = scene.submitted()
    client = enter(scene.officer)
    for answer in (client.get(edit(release.record)), client.post(edit(release.record), typed(scene, title="偷偷改"))):
        assert answer.url == f"/office/releases/{release.pk}/"
    release.refresh_from_db()
    assert release.state == "agency_check"
    assert release.record.get_latest_revision_as_object().title != "偷偷改"


def test_the_document_number_is_brought_into_its_form(scene):
    enter(scene.officer).post(add(scene), typed(scene, document_number="西民发[2014]5号"))
    assert RecordPage.objects.get().document_number == "西民发〔2014〕5号"


def test_relations_are_named_by_index_number(scene):
    old = scene.published()
    old.record.refresh_from_db()
    client = enter(scene.officer)
    number = old.record.index_number
    client.post(add(scene), typed(scene, supersedes=f"{number}\n", interprets=number))
    record = RecordPage.objects.exclude(pk=old.record_id).get()
    assert [other.pk for other in record.supersedes.all()] == [old.record_id]
    assert record.interprets_id == old.record_id
    assert number in client.get(edit(record)).content.decode()


def test_a_number_that_nobody_knows_is_refused_at_the_field(scene):
    page = enter(scene.officer).post(add(scene), typed(scene, supersedes="没有/2014-1"))
    assert "没有索引号为“没有/2014-1”的已发布信息" in page.context["form"].errors["supersedes"][0]
    assert "没有/2014-1" in page.content.decode()
    assert not RecordPage.objects.exists()


def test_the_preview_shows_the_draft_as_the_public_will_see_it(scene):
    record = scene.draft(title="预览的标题")
    client = enter(scene.officer)
    page = client.get(f"/office/pages/{record.pk}/view_draft/")
    assert page.status_code == 200
    assert "预览的标题" in words(page)
    assert "草稿预览" in words(page)


def test_the_notice_about_secrets_stands_on_the_form(scene):
    assert "严禁录入、粘贴或上传国家秘密" in words(enter(scene.officer).get(add(scene)))


def test_a_draft_that_was_never_submitted_can_be_thrown_away_by_its_author(scene, appoint):
    from yilan.accounts.models import User

    record = scene.draft()
    other = User.objects.create_user("other", password="unguessable-1", display_name="other")
    appoint(other, "officer", scene.civil)
    discard = f"/office/records/{record.pk}/discard/"
    enter(other).post(discard)
    assert RecordPage.objects.exists()
    assert "确认删除这份草稿" in words(enter(scene.officer).get(discard))
    enter(scene.officer).post(discard)
    assert not RecordPage.objects.exists()
    assert AuditEntry.objects.filter(action="disclosure:record:discard").exists()


def test_what_was_submitted_once_stays(scene):
    release = scene.submitted()
    enter(scene.officer).post(f"/office/releases/{release.pk}/recall/")
    page = enter(scene.officer).post(f"/office/records/{release.record_id}/discard/", follow=True)
    assert "本件曾提交审查，须予保留" in words(page)
    assert RecordPage.objects.exists()


def test_the_editors_own_saving_leaves_no_audit_row_for_each_key(scene):
    record = scene.draft()
    client = enter(scene.officer)
    client.post(edit(record), typed(scene), headers={"accept": "application/json"})
    assert not AuditEntry.objects.filter(action="disclosure:record:revise").exists()
    client.post(edit(record), typed(scene))
    assert AuditEntry.objects.filter(action="disclosure:record:revise").count() == 1


def test_a_second_submission_of_one_record_is_refused(scene):
    release = scene.submitted()
    with pytest.raises(Exception, match="审查中"):
        submit_record(actor=scene.officer, record=release.record)


def test_the_date_is_a_day(scene):
    page = enter(scene.officer).post(add(scene), typed(scene, written_on="昨天"))
    assert "written_on" in page.context["form"].errors
    assert date(2014, 5, 6).isoformat() not in page.content.decode()
