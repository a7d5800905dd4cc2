import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from yilan.disclosure import actions
from yilan.disclosure.models import Release

pytestmark = [pytest.mark.django_db, pytest.mark.database]

ID_NUMBER = "11010519491231002X"
BODY = [("paragraph", f"<p>申请人身份证号{ID_NUMBER}</p>")]


def test_a_hit_is_noted_masked_and_blocks_the_review(scene):
    release = scene.checked(body=BODY)
    hit = release.hits.get()
    assert hit.place == "body 1"
    assert ID_NUMBER not in hit.excerpt
    with pytest.raises(ValidationError):
        actions.review_secrecy(actor=scene.reviewer, release=release, basis="法", conclusion="release")
    release.refresh_from_db()
    assert release.state == Release.State.SECRECY_REVIEW


def test_a_reviewer_may_let_it_stand_with_a_reason(scene):
    release = scene.checked(body=BODY)
    hit = release.hits.get()
    with pytest.raises(PermissionDenied):
        actions.allow_hit(actor=scene.officer, hit=hit, reason="可以")
    with pytest.raises(ValidationError):
        actions.allow_hit(actor=scene.reviewer, hit=hit, reason="")
    actions.allow_hit(actor=scene.reviewer, hit=hit, reason="示例号码，非真实个人")
    actions.review_secrecy(actor=scene.reviewer, release=release, basis="法", conclusion="release")
    release.refresh_from_db()
    actions.sign_off(actor=scene.leader, release=Release.objects.get(pk=release.pk))
    assert Release.objects.get(pk=release.pk).state == Release.State.PUBLISHED


@pytest.mark.parametrize(
    "fields",
    [
        {"title": f"关于{ID_NUMBER}的答复"},
        {"summary": "本件机密★5年"},
        {"body": [("paragraph", "<p>内部资料，仅供内部使用</p>")]},
        {"body": [("table", {"data": [["姓名", "身份证号"], ["某某", ID_NUMBER]], "first_row_is_table_header": True})]},
    ],
)
def test_title_summary_body_and_table_cells_are_screened(scene, fields):
    assert scene.submitted(**fields).hits.exists()


def test_masking_and_sending_again_clears_the_way(scene):
    release = scene.checked(body=BODY)
    actions.return_release(actor=scene.reviewer, release=release, reason="请遮盖身份证号")
    actions.revise_record(
        actor=scene.officer, record=release.record, body=[("paragraph", "<p>申请人身份证号110105********002X</p>")]
    )
    again = actions.submit_record(actor=scene.officer, record=release.record)
    assert not again.hits.exists()
