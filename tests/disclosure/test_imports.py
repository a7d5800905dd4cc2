"""Historic records come in: all or nothing, every problem named, everything as the public will see it."""

import json
from pathlib import Path

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from openpyxl import Workbook

from yilan.core.audit.models import AuditEntry
from yilan.core.events.models import Event
from yilan.disclosure.content import content_hash, content_of
from yilan.disclosure.imports import import_file
from yilan.disclosure.models import (
    ImportRun,
    Publication,
    RecordPage,
    Release,
    SecrecyReview,
    Version,
)

pytestmark = [pytest.mark.django_db, pytest.mark.database]

STATEMENT = "本批信息2014年已经各单位保密审查并在原网站发布。"
ID_NUMBER = "11010519491231002X"


def row(**values):
    return {
        "agency": "mzj",
        "title": "2014年第一季度城乡低保发放情况",
        "columns": ["test-services"],
        "genre": "tongzhi",
        "written_on": "2014-03-31",
        "published_at": "2014-04-02T10:30:00+08:00",
        "body": [{"type": "paragraph", "value": "一季度发放低保金 <如下>。"}],
    } | values


@pytest.fixture
def write(tmp_path):
    def _write(*rows, name="records.jsonl") -> Path:
        path = tmp_path / name
        path.write_text("\n".join(json.dumps(one, ensure_ascii=False) for one in rows), encoding="utf-8")
        return path

    return _write


def run(scene, path, **more):
    return import_file(path, actor=scene.office, statement=STATEMENT, **more)


def test_an_imported_record_stands_as_if_it_had_been_released(scene, write):
    report = run(scene, write(row(document_number="西民发[2014]第07号", keywords=["低保", "资金"])))
    assert report.ok
    assert report.records == 1
    publication = Publication.objects.get()
    assert publication.document_number == "西民发〔2014〕7号"
    assert publication.published_at.isoformat() == "2014-04-02T02:30:00+00:00"
    assert publication.year == 2014
    assert publication.index_number == f"{scene.civil.organ_code}/2014-00001"
    assert publication.places.get().listed
    record = RecordPage.objects.get()
    assert record.live
    assert record.original["document_number"] == "西民发[2014]第07号"
    assert record.get_parent().pk == scene.civil.page.pk
    assert RecordPage.find_problems() == ([], [], [], [], [])


def test_the_frozen_content_is_the_content_of_the_written_record(scene, write, tmp_path, picture, sheet):
    assert run(
        scene,
        write(
            row(
                key="a",
                issuers=["mzj", "xxq"],
                body=[
                    {"type": "heading", "value": {"level": 1, "text": "一、总体情况"}},
                    {"type": "paragraph", "value": "正文 & 说明"},
                    {
                        "type": "table",
                        "value": {"caption": "发放表", "header": True, "rows": [["镇", "元"], ["兴泾镇", "100"]]},
                    },
                    {"type": "image", "value": {"file": picture, "alt": "走势图", "caption": ""}},
                    {"type": "law", "value": {"law": "条例", "article": "第九条", "text": "主动公开。"}},
                ],
                attachments=[{"file": sheet, "title": "发放明细"}],
                duties=[{"text": "按月公开", "holder": "mzj"}],
            ),
            row(key="b", title="关于发放情况的解读", interprets="a", supersedes=["a"]),
        ),
    ).ok
    for record in RecordPage.objects.all():
        version = Version.objects.get(record=record)
        assert content_of(record) == version.content
        assert content_hash(content_of(record)) == version.content_hash
    first = Version.objects.get(record__import_key="a")
    assert {file.name.rsplit(".")[-1] for file in first.files.all()} == {"png", "csv"}


def test_an_import_review_says_who_vouches_and_on_what(scene, write):
    run(scene, write(row()))
    review = SecrecyReview.objects.get()
    release = Release.objects.get()
    assert review.import_run == ImportRun.objects.get()
    assert review.opinion == STATEMENT
    assert review.reviewer == scene.office
    assert release.kind == Release.Kind.IMPORT
    assert review.content_hash == release.content_hash
    assert AuditEntry.objects.filter(action="disclosure:record:import").count() == 1
    assert Event.objects.filter(name="RecordPublished").count() == 1


def test_every_problem_is_named_with_row_and_field_and_nothing_comes_in(scene, write):
    report = run(
        scene,
        write(
            row(),
            row(genre="没有的体裁", written_on="2014-02-30", titel="拼错"),
            row(columns=[], published_at="2013-01-01", interprets="nowhere"),
            row(title="", body=None),
        ),
    )
    found = {(problem.row, problem.field) for problem in report.problems}
    assert {(2, "genre"), (2, "written_on"), (2, "titel"), (3, "columns"), (4, "title")} <= found
    assert not RecordPage.objects.exists()
    assert not ImportRun.objects.exists()


def test_contradictions_are_problems(scene, write):
    report = run(
        scene,
        write(
            row(published_at="2014-03-01"),
            row(published_at="2099-03-01"),
            row(disclosure="不予公开"),
            row(audience="community"),
            row(in_force_from="2014-05-01", in_force_until="2014-04-01"),
            row(body=[]),
        ),
    )
    assert [(problem.row, problem.field) for problem in report.problems] == [
        (1, "published_at"),
        (2, "published_at"),
        (3, "disclosure_reason"),
        (3, "audience"),
        (4, "community"),
        (5, "in_force_until"),
        (6, "body"),
    ]


def test_doubles_in_the_file_and_against_the_database_are_problems(scene, write):
    assert run(scene, write(row(key="a", index_number="640105/2014-00077"))).ok
    report = run(scene, write(row(key="a"), row(key="b", index_number="640105/2014-00077"), row(key="b")))
    found = {(problem.row, problem.field) for problem in report.problems}
    assert found == {(1, "key"), (2, "index_number"), (3, "key")}


def test_an_imported_index_number_is_kept_and_never_given_again(scene, write):
    number = f"{scene.civil.organ_code}/2014-00001"
    assert run(scene, write(row(index_number=number), row(title="第二件"))).ok
    numbers = set(Publication.objects.values_list("index_number", flat=True))
    assert numbers == {number, f"{scene.civil.organ_code}/2014-00002"}


def test_personal_data_block_the_import_until_a_reason_is_given(scene, write):
    body = [{"type": "paragraph", "value": f"联系人身份证号{ID_NUMBER}。"}]
    report = run(scene, write(row(body=body)))
    assert [(problem.row, problem.field) for problem in report.problems] == [(1, "body 1")]
    assert ID_NUMBER not in report.problems[0].message
    assert run(scene, write(row(body=body, screening_reason="本人书面同意公开"))).ok
    hit = Release.objects.get().hits.get()
    assert hit.reason == "本人书面同意公开"
    assert hit.allowed_by == scene.office


def test_a_file_outside_the_folder_or_of_a_refused_kind_is_a_problem(scene, write, tmp_path):
    (tmp_path / "tool.exe").write_bytes(b"MZ")
    report = run(
        scene,
        write(
            row(attachments=[{"file": "../secret.pdf"}]),
            row(attachments=[{"file": "tool.exe"}]),
            row(attachments=[{"file": "missing.pdf"}]),
        ),
    )
    assert [(problem.row, problem.field) for problem in report.problems] == [
        (1, "attachments"),
        (2, "attachments"),
        (3, "attachments"),
    ]


def test_a_check_writes_nothing(scene, write):
    report = run(scene, write(row()), check_only=True)
    assert report.ok
    assert not RecordPage.objects.exists()


def test_only_the_information_office_imports_and_a_statement_is_needed(scene, write):
    path = write(row())
    with pytest.raises(PermissionDenied):
        import_file(path, actor=scene.officer, statement=STATEMENT)
    with pytest.raises(ValidationError):
        import_file(path, actor=scene.office, statement=" ")
    assert not RecordPage.objects.exists()


@pytest.mark.parametrize("encoding", ["utf-8-sig", "gb18030"])
def test_a_csv_with_chinese_headings_comes_in(scene, tmp_path, encoding):
    path = tmp_path / "导入.csv"
    path.write_text(
        "机构代码,标题,栏目,体裁,成文日期,发布日期,正文,关键词,有效性\n"
        'mzj,低保公示,test-services,通知,2014年3月5日,2014/3/6,"第一段\n第二段",低保；公示,失效\n',
        encoding=encoding,
    )
    assert run(scene, path).ok
    version = Version.objects.get()
    assert [block["value"] for block in version.content["body"]] == ["<p>第一段</p>", "<p>第二段</p>"]
    assert version.content["keywords"] == ["低保", "公示"]
    assert Publication.objects.get().validity == "lapsed"


def test_a_workbook_comes_in_and_its_problems_carry_the_sheets_row(scene, tmp_path):
    from datetime import datetime

    book = Workbook()
    sheet = book.active
    sheet.append(["机构代码", "标题", "栏目", "体裁", "成文日期", "发布日期", "正文"])
    sheet.append(["mzj", "低保公示", "test-services", "通知", datetime(2014, 3, 5), datetime(2014, 3, 6), "正文"])
    sheet.append(["nobody", "低保公示", "test-services", "通知", datetime(2014, 3, 5), datetime(2014, 3, 6), "正文"])
    path = tmp_path / "records.xlsx"
    book.save(path)
    assert [(problem.row, problem.field) for problem in run(scene, path).problems] == [(3, "agency")]


@pytest.mark.parametrize(
    ("name", "data"),
    [("a.jsonl", b"{no json"), ("a.jsonl", b"[1]"), ("a.jsonl", b""), ("a.xlsx", b"no zip"), ("a.doc", b"x")],
)
def test_an_unreadable_file_is_one_clear_problem(scene, tmp_path, name, data):
    path = tmp_path / name
    path.write_bytes(data)
    report = run(scene, path)
    assert len(report.problems) == 1
    assert report.problems[0].row == 0


def test_an_imported_record_can_be_edited_and_released_anew(scene, write):
    from yilan.disclosure import actions

    run(scene, write(row()))
    record = RecordPage.objects.get()
    actions.revise_record(actor=scene.officer, record=record, title="更正后的标题")
    release = actions.submit_record(actor=scene.officer, record=record)
    actions.pass_agency_check(actor=scene.checker, release=release)
    actions.review_secrecy(actor=scene.reviewer, release=release, basis="法", conclusion="release")
    actions.sign_off(actor=scene.leader, release=release)
    publication = Publication.objects.get()
    assert publication.title == "更正后的标题"
    assert publication.version.number == 2
    assert publication.year == 2014
    record.refresh_from_db()
    assert record.original is not None
