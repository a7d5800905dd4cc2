import pytest
from staff_doors import enter, words

from yilan.disclosure.actions import return_release
from yilan.disclosure.models import Coordination, RecordPage, Release, ScreeningHit

pytestmark = [pytest.mark.django_db]

NO = dict.fromkeys(("state_secret", "work_secret", "trade_secret", "privacy", "internal", "others"), "no")
REVIEW = NO | {"conclusion": "release", "basis": "order-711-17", "basis_words": "", "opinion": ""}
PHONE = [("paragraph", "<p>联系电话13995012345</p>")]


def address(release: Release, what: str = "") -> str:
    return f"/office/releases/{release.pk}/{what}"


def state(release: Release) -> str:
    release.refresh_from_db()
    return release.state


def test_the_checker_passes_the_text_on_with_an_opinion(scene):
    release = scene.submitted()
    answer = enter(scene.checker).post(address(release, "decide/"), {"verb": "pass", "opinion": "数据属实"})
    assert answer.status_code == 302
    assert state(release) == "secrecy_review"
    assert release.steps.last().opinion == "数据属实"


def test_a_return_without_a_reason_is_refused_at_the_field(scene):
    release = scene.submitted()
    page = enter(scene.checker).post(address(release, "decide/"), {"verb": "return", "opinion": " "})
    assert page.context["decision"].errors["opinion"] == ["请写明需要修改的内容。"]
    assert state(release) == "agency_check"


def test_a_return_with_its_reason_goes_back_to_the_author(scene):
    release = scene.submitted()
    enter(scene.checker).post(address(release, "decide/"), {"verb": "return", "opinion": "补充附件"})
    assert state(release) == "returned"


def test_a_submission_without_a_verb_is_asked_for_one_and_keeps_its_text(scene):
    release = scene.submitted()
    page = enter(scene.checker).post(address(release, "decide/"), {"opinion": "写了一半"})
    assert "请选择办理方式" in words(page)
    assert "写了一半" in page.content.decode()
    assert state(release) == "agency_check"


def test_the_author_is_told_why_they_may_not_decide(scene, appoint):
    appoint(scene.officer, "agency_checker", scene.civil)
    release = scene.submitted()
    client = enter(scene.officer)
    page = client.get(address(release))
    assert "您是本件的起草人或修改人，不能审查自己的文稿" in words(page)
    assert page.context["decision"] is None
    refused = client.post(address(release, "decide/"), {"verb": "pass", "opinion": "我看行"})
    assert refused.status_code == 403
    assert "我看行" in words(refused)
    assert state(release) == "agency_check"


def test_who_has_another_role_is_told_whose_turn_it_is(scene):
    page = words(enter(scene.leader).get(address(scene.submitted())))
    assert "本环节由其他岗位或其他机构办理" in page
    assert "机构审核" in page


def test_a_text_of_another_agency_is_not_to_be_found(scene):
    release = scene.submitted()
    client = enter(scene.health_leader)
    for what in ("", "recall/"):
        assert client.get(address(release, what)).status_code == 404
    assert client.post(address(release, "decide/"), {"verb": "pass"}).status_code == 404


def test_the_secrecy_review_keeps_questions_basis_and_opinion(scene):
    release = scene.checked()
    answer = enter(scene.reviewer).post(
        address(release, "decide/"), REVIEW | {"basis_words": "区规定第三条", "opinion": "可以"}
    )
    assert answer.status_code == 302
    review = release.secrecy_reviews.get()
    assert review.basis == "《中华人民共和国政府信息公开条例》第十七条；区规定第三条"
    assert "是否含有国家秘密？ 否" in review.opinion
    assert review.opinion.endswith("可以")
    assert state(release) == "sign_off"


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"state_secret": "yes"}, "state_secret"),
        ({"work_secret": "yes"}, "work_secret"),
        ({"others": "yes"}, "others"),
        ({"privacy": "yes"}, "opinion"),
        ({"conclusion": "withhold", "basis": "order-711-14"}, "opinion"),
        ({"basis": "order-711-14"}, "basis"),
        ({"basis": ""}, "basis"),
        ({"conclusion": ""}, "conclusion"),
        ({"trade_secret": ""}, "trade_secret"),
    ],
)
def test_a_review_that_contradicts_itself_is_refused_at_the_field(scene, change, field):
    release = scene.checked()
    sent = REVIEW | {"basis_words": "保留这句话"} | change
    page = enter(scene.reviewer).post(address(release, "decide/"), sent)
    assert list(page.context["decision"].errors) == [field]
    assert "保留这句话" in page.content.decode()
    assert state(release) == "secrecy_review"


def test_a_review_that_withholds_gives_the_text_back(scene):
    release = scene.checked()
    sent = REVIEW | {"conclusion": "withhold", "basis": "order-711-14", "opinion": "涉及安全", "state_secret": "yes"}
    enter(scene.reviewer).post(address(release, "decide/"), sent)
    assert state(release) == "returned"
    assert release.secrecy_reviews.get().conclusion == "withhold"


def test_a_screening_hit_blocks_until_a_reviewer_says_why_it_may_stand(scene):
    release = scene.checked(body=PHONE)
    hit = release.hits.get()
    client = enter(scene.reviewer)
    page = client.get(address(release))
    assert "手机号码" in words(page)
    assert "正文第 1 块" in words(page)
    assert "13995012345" not in "".join(str(hit.excerpt) for hit, _form in page.context["hits"])
    blocked = client.post(address(release, "decide/"), REVIEW)
    assert "筛查发现 1 处" in words(blocked)
    assert state(release) == "secrecy_review"
    empty = client.post(address(release, f"hits/{hit.pk}/"), {f"hit-{hit.pk}-reason": ""})
    assert empty.context["hits"][0][1].errors
    client.post(address(release, f"hits/{hit.pk}/"), {f"hit-{hit.pk}-reason": "对外公布的办公电话"})
    assert client.post(address(release, "decide/"), REVIEW).status_code == 302
    assert ScreeningHit.objects.get().reason == "对外公布的办公电话"


def test_only_a_secrecy_reviewer_may_let_a_hit_stand(scene):
    release = scene.submitted(body=PHONE)
    hit = release.hits.get()
    sent = {f"hit-{hit.pk}-reason": "没关系"}
    assert enter(scene.checker).post(address(release, f"hits/{hit.pk}/"), sent).status_code == 403
    assert "须作遮盖处理" in words(enter(scene.checker).get(address(release)))
    assert ScreeningHit.objects.get().allowed_at is None


def test_the_agency_asked_consents_and_the_release_goes_on(scene):
    release = scene.reviewed(concerned=[scene.health])
    question = Coordination.objects.get()
    enter(scene.health_leader).post(address(release, f"answers/{question.pk}/"), {"verb": "consent"})
    assert state(release) == "sign_off"


def test_an_objection_needs_its_reason(scene):
    release = scene.reviewed(concerned=[scene.health])
    question = Coordination.objects.get()
    client = enter(scene.health_leader)
    page = client.post(address(release, f"answers/{question.pk}/"), {"verb": "object"})
    assert page.context["answers"][0][1].errors["reason"] == ["请写明不同意公开的理由。"]
    sent = {"verb": "object", f"answer-{question.pk}-reason": "疫情数据未经核准"}
    client.post(address(release, f"answers/{question.pk}/"), sent)
    assert state(release) == "returned"


def test_nobody_answers_for_another_agency(scene):
    release = scene.reviewed(concerned=[scene.health])
    question = Coordination.objects.get()
    client = enter(scene.leader)
    assert client.get(address(release)).context["answers"][0][1] is None
    refused = client.post(address(release, f"answers/{question.pk}/"), {"verb": "consent"})
    assert refused.status_code == 403
    assert state(release) == "coordination"


def test_a_sign_off_is_asked_for_once_more_and_then_publishes(scene):
    release = scene.reviewed()
    client = enter(scene.leader)
    asked = client.post(address(release, "decide/"), {"verb": "sign", "opinion": "同意"})
    assert "确认签发" in words(asked)
    assert state(release) == "sign_off"
    back = client.post(address(release, "decide/"), {"verb": "back", "opinion": "同意", "confirmed": "1"})
    assert "同意" in back.content.decode()
    assert state(release) == "sign_off"
    client.post(address(release, "decide/"), {"verb": "sign", "opinion": "同意", "confirmed": "1"})
    assert state(release) == "published"
    assert RecordPage.objects.get().live


def test_the_leader_may_return_at_sign_off(scene):
    release = scene.reviewed()
    enter(scene.leader).post(address(release, "decide/"), {"verb": "return", "opinion": "标题不准确"})
    assert state(release) == "returned"


def test_a_decision_on_a_text_that_moved_on_is_refused_and_what_was_written_is_shown(scene):
    release = scene.submitted()
    client = enter(scene.checker)
    client.get(address(release))
    stale = Release.objects.get(pk=release.pk)
    return_release(actor=scene.checker, release=stale, reason="已退回")
    page = client.post(address(release, "decide/"), {"verb": "pass", "opinion": "我的意见"})
    assert "已有人先行办理" in words(page)
    assert state(release) == "returned"


def test_the_drafting_agency_recalls_its_submission_after_being_asked(scene):
    release = scene.checked()
    client = enter(scene.officer)
    assert "确认撤回" in words(client.get(address(release, "recall/")))
    answer = client.post(address(release, "recall/"))
    assert answer.url == f"/office/pages/{release.record_id}/edit/"
    assert state(release) == "recalled"


def test_who_did_not_draft_cannot_recall(scene):
    release = scene.checked()
    enter(scene.leader).post(address(release, "recall/"))
    assert state(release) == "secrecy_review"


def test_a_changed_record_shows_what_differs_from_the_published_version(scene):
    from yilan.disclosure.actions import revise_record, submit_record

    record = scene.published().record
    revise_record(actor=scene.officer, record=record, title="关于做好2015年城乡低保工作的通知")
    release = submit_record(actor=scene.officer, record=record)
    page = enter(scene.checker).get(address(release))
    assert "<del>2014</del>" in page.content.decode()
    assert "<ins>2015</ins>" in page.content.decode()
    assert not page.context["first"]


def test_a_first_publication_says_so(scene):
    assert "首次发布" in words(enter(scene.checker).get(address(scene.submitted())))


def test_the_content_is_shown_as_the_public_will_see_it(scene):
    body = [
        ("heading", {"level": "1", "text": "一、总则"}),
        ("table", {"data": [["类别", "标准"], ["城市", "380"]], "first_row_is_table_header": True}),
        ("law", {"law": "社会救助暂行办法", "article": "第九条", "text": "给予最低生活保障。"}),
    ]
    page = enter(scene.checker).get(address(scene.submitted(body=body)))
    assert '<th scope="col">类别</th>' in page.content.decode()
    assert "《社会救助暂行办法》第九条" in words(page)


def test_the_release_page_costs_the_same_however_long_its_trail(scene, django_assert_max_num_queries):
    release = scene.reviewed(concerned=[scene.health])
    client = enter(scene.leader)
    client.get(address(release))
    with django_assert_max_num_queries(40):
        client.get(address(release))
