"""Parts of a file are blacked out: planned on the screen, made, checked, and refused where anything is left."""

import json
from typing import Any

import pytest
from tests.access.answering.conftest import REST, SECRET, Desk
from tests.factories.files import pdf_with, picture, text_of_pdf

from yilan.access.actions import redacting
from yilan.access.models import RedactionPlan
from yilan.access.steps.giving import is_checked
from yilan.casework.models import Case, CaseFile
from yilan.core.audit.models import AuditEntry
from yilan.core.jobs.models import Job
from yilan.core.jobs.running import run
from yilan.intake.queries import open_kept
from yilan.redaction.errors import StillReadable

pytestmark = [pytest.mark.django_db]

GROUND = "third_party"


def form(*boxes: tuple[float, ...], terms: tuple[str, ...] = (), verb: str = "save", **more: Any) -> dict[str, Any]:
    """Return what the screen sends; a box is page, left, top, width, height."""
    sent: dict[str, Any] = {"revision": 0, "verb": verb}
    for prefix, rows in (("box", boxes), ("term", terms)):
        sent |= {f"{prefix}-TOTAL_FORMS": len(rows), f"{prefix}-INITIAL_FORMS": 0}
        for number, row in enumerate(rows):
            values = dict(zip(("page", "left", "top", "width", "height"), row, strict=True)) if prefix == "box" else {}
            values = values or {"text": row}
            sent |= {f"{prefix}-{number}-{name}": value for name, value in {**values, "ground": GROUND}.items()}
    return sent | more


def redact(desk: Desk, file: CaseFile, status: int = 302, query: str = "", **sent: Any) -> Any:
    return desk.post(desk.officer, "redact", file.case_id, file.pk, status=status, query=query, **sent)


def copy_of(file: CaseFile) -> CaseFile:
    return CaseFile.objects.get(made_from=file)


@pytest.fixture
def case(desk: Desk) -> Case:
    return desk.request()


@pytest.fixture
def file(desk: Desk, case: Case) -> CaseFile:
    return desk.add(case)


def test_a_term_is_found_saved_sealed_and_shown_again(desk: Desk, case: Case, file: CaseFile):
    redact(desk, file, **form(terms=("张小明",)))
    plan = RedactionPlan.objects.get(file=file)
    assert json.loads(plan.content)["terms"] == [{"text": "张小明", "ground": GROUND}]
    stored = RedactionPlan.objects.filter(pk=plan.pk).values_list("content", "found").get()
    assert "张小明" not in repr(stored)
    page = desk.page(desk.officer, "redact", case.pk, file.pk)
    assert page.count("sheet__term") == 1
    assert 'value="张小明"' in page
    assert "某zhujian-officer" in page
    assert AuditEntry.objects.filter(action="access:redaction:save", subject_id=str(case.pk)).exists()


def test_the_copy_holds_neither_terms_nor_what_lay_under_boxes(desk: Desk, case: Case, file: CaseFile):
    answer = redact(desk, file, **form((1, 60, 60, 500, 60), terms=(SECRET,), verb="make"))
    copy = copy_of(file)
    assert answer.url.endswith(f"/information/{copy.pk}/copy/")
    text = text_of_pdf(open_kept(copy.stored).read())
    assert SECRET not in text
    assert "张小明" not in text
    assert REST[:3] in text
    assert SECRET in text_of_pdf(open_kept(file.stored).read())
    assert (copy.role, is_checked(copy)) == ("redacted", True)
    assert SECRET not in json.dumps(copy.report)
    assert copy.report["grounds"] == [GROUND]
    shown = desk.page(desk.checker, "copy", case.pk, copy.pk)
    assert "遮盖件通过检查" in shown
    assert "每个方框下的每个像素都是黑色" in shown
    assert f"/information/{copy.pk}/pages/1/" in shown
    assert f"/information/{file.pk}/pages/1/" in shown
    inspected = desk.page(desk.inspector, "copy", case.pk, copy.pk)
    assert f"/information/{copy.pk}/pages/1/" in inspected
    assert f"/information/{file.pk}/pages/" not in inspected  # a picture of the original would be refused


def test_what_screening_found_is_proposed_and_taken_with_a_ground(desk: Desk, case: Case, file: CaseFile):
    page = desk.page(desk.officer, "redact", case.pk, file.pk)
    assert page.count("sheet__proposal") == 1
    refused = redact(desk, file, 200, **form(take=[0]))
    assert "请选择依据" in refused.content.decode()
    redact(desk, file, **form(take=[0], take_ground=GROUND, verb="make"))
    assert SECRET not in text_of_pdf(open_kept(copy_of(file).stored).read())


def test_a_box_without_ground_or_beyond_the_page_is_told_and_everything_typed_stays(desk: Desk, file: CaseFile):
    sent = form((1, 10, 20, 30.5, 40), terms=("张小明",))
    refused = redact(desk, file, 200, **(sent | {"box-0-ground": ""})).content.decode()
    assert "请选择依据" in refused
    assert 'value="30.5"' in refused
    assert 'value="张小明"' in refused
    beyond = redact(desk, file, 200, **form((1, 500, 20, 300, 40))).content.decode()
    assert "第 1 页" in beyond
    assert 'value="300.0"' in beyond or 'value="300"' in beyond
    other = redact(desk, file, 200, **form((7, 1, 1, 3, 4))).content.decode()
    assert "第 7 页" in other
    assert not RedactionPlan.objects.exists()


def test_a_box_is_removed_and_the_next_page_is_reached_without_losing_any(desk: Desk, case: Case, file: CaseFile):
    answer = redact(desk, file, **form((1, 1, 1, 30, 40), (2, 1, 1, 30, 40), verb="", go=2))
    assert answer.url.endswith("?page=2")
    page = desk.page(desk.officer, "redact", case.pk, file.pk, query="?page=2")
    assert page.count("sheet__box") == 1
    assert f"/information/{file.pk}/pages/2/" in page
    again = form((1, 1, 1, 30, 40), (2, 1, 1, 30, 40)) | {"revision": 1, "box-0-DELETE": "on"}
    redact(desk, file, **again)
    assert [box["page"] for box in json.loads(RedactionPlan.objects.get().content)["boxes"]] == [2]


def test_what_somebody_else_saved_meanwhile_is_not_written_over(desk: Desk, file: CaseFile):
    redact(desk, file, **form((1, 1, 1, 30, 40)))
    late = redact(desk, file, 200, **form((2, 1, 1, 30, 40))).content.decode()
    assert "其间有人保存过" in late
    assert [box["page"] for box in json.loads(RedactionPlan.objects.get().content)["boxes"]] == [1]


def test_where_something_stays_readable_nothing_is_kept_and_the_place_is_told(
    desk: Desk, case: Case, file: CaseFile, monkeypatch: pytest.MonkeyPatch
):
    def refuse(*_args: object) -> None:
        raise StillReadable("still_readable", places=[["term", 2, "张小明"]])

    monkeypatch.setattr(redacting, "redact", refuse)
    redact(desk, file, **form(terms=("张小明",), verb="make"))
    assert not CaseFile.objects.filter(role="redacted").exists()
    page = desk.page(desk.officer, "redact", case.pk, file.pk)
    assert "没有制作遮盖件" in page
    assert "第2页" in page
    stored = RedactionPlan.objects.filter(file=file).values_list("problem", flat=True).get()
    assert "张小明" not in repr(stored)
    assert AuditEntry.objects.filter(action="access:redaction:refuse").count() == 1


def test_pictures_are_looked_through_by_a_person_before_terms_count(desk: Desk, case: Case):
    file = desk.add(case, picture(), "现场.png")
    redact(desk, file, **form(terms=("张小明",), verb="make"))
    assert not CaseFile.objects.filter(role="redacted").exists()
    page = desk.page(desk.officer, "redact", case.pk, file.pk)
    assert "逐页" in page or "查看" in page
    box = form((1, 10, 10, 50, 50), terms=("张小明",), verb="make", revision=1, looked_at=[1])
    redact(desk, file, **box)
    assert is_checked(copy_of(file))


def test_a_large_file_is_made_by_the_worker_once(desk: Desk, case: Case, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("yilan.access.answering.redacting.AT_ONCE_PAGES", 1)
    file = desk.add(case, pdf_with(["第一页 张小明", "第二页", "第三页"]))
    redact(desk, file, **form(terms=("张小明",), verb="make"))
    assert not CaseFile.objects.filter(role="redacted").exists()
    assert "正在制作遮盖件" in desk.page(desk.officer, "files", case.pk)
    job = Job.objects.get(task__endswith="make_ordered_copy")
    run(job)
    redacting.make_ordered_copy(**job.arguments)
    assert "张小明" not in text_of_pdf(open_kept(copy_of(file).stored).read())
    assert "正在制作遮盖件" not in desk.page(desk.officer, "files", case.pk)


def test_only_officers_of_the_agency_black_out_and_only_while_the_request_is_handled(
    desk: Desk, case: Case, file: CaseFile
):
    for other in (desk.checker, desk.leader, desk.inspector, desk.stranger):
        desk.turned_away(other, "redact", case.pk, file.pk, **form((1, 1, 1, 30, 40)))
    desk.office.step(case, "withdrawn")
    answer = desk.get(desk.officer, "redact", case.pk, file.pk, status=302)
    assert answer.url.endswith("/information/")
    assert not RedactionPlan.objects.exists()


def test_a_text_file_cannot_be_blacked_out(desk: Desk, case: Case):
    file = desk.add(case, "名单".encode(), "名单.txt")
    answer = desk.get(desk.officer, "redact", case.pk, file.pk, status=302)
    assert answer.url.endswith("/information/")
