"""Screening reads what officers add, whatever kind of file it is, and says where it cannot."""

import io

import docx
import openpyxl
import pytest
from tests.access.answering.conftest import SECRET
from tests.factories.files import pdf_with, picture

from yilan.access.findings import Findings, look_into, places_in
from yilan.access.record_papers import paper_of_record
from yilan.redaction.asking import texts

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
SHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def saved(made: object) -> bytes:
    data = io.BytesIO()
    made.save(data)  # type: ignore[attr-defined]
    return data.getvalue()


def word(*pieces: str) -> bytes:
    made = docx.Document()
    paragraph = made.add_paragraph()
    for piece in pieces:
        paragraph.add_run(piece)
    return saved(made)


def workbook(value: object) -> bytes:
    made = openpyxl.Workbook()
    made.active.append(["手机", value])
    return saved(made)


@pytest.mark.parametrize(
    ("data", "kind", "found"),
    [
        (word("身份证号：640105", "19900101", "1234"), WORD, "identity_number"),
        (word("秘密★10年"), WORD, "secrecy_mark"),
        (workbook("13912345678"), SHEET, "mobile_number"),
        (workbook(13912345678), SHEET, "mobile_number"),
        (f"身份证号：{SECRET}".encode("utf-16"), "text/plain", "identity_number"),
        (f"身份证号：{SECRET}".encode(), "text/plain", "identity_number"),
    ],
)
def test_numbers_and_marks_are_found_in_office_files_and_texts(data: bytes, kind: str, found: str):
    findings = look_into(data, kind)
    assert [(hit.kind, hit.page) for hit in findings.hits] == [(found, 0)]
    assert findings.whole
    assert SECRET not in str(findings)
    assert Findings.from_json(findings.to_json()) == findings


def test_a_pdf_tells_the_pages_and_the_places():
    data = pdf_with(["没有", f"身份证号：{SECRET}"])
    assert [(hit.kind, hit.page) for hit in look_into(data, "application/pdf").hits] == [("identity_number", 2)]
    assert [(kind, box.page, box.term) for kind, box in places_in(data, "application/pdf")] == [
        ("identity_number", 2, SECRET)
    ]


def test_what_no_program_can_read_is_said_and_stops_nobody():
    assert look_into(picture(), "image/png").unread == (1,)
    assert not look_into(b"PK no package", WORD).whole
    assert not look_into(b"%PDF-1.7 no pages", "application/pdf").whole
    assert not Findings.from_json(None).whole


def test_a_record_becomes_a_pdf_with_all_its_words():
    table = {"data": [["镇街", "户数"], ["兴泾镇", "128"]], "table_caption": "发放情况"}
    content = {
        "title": "低保标准",
        "document_number": "西民发〔2014〕3号",
        "written_on": "2014-03-03",
        "body": [
            {"type": "heading", "value": {"level": "1", "text": "一、标准"}},
            {"type": "paragraph", "value": "<p>每月<b>260</b>元。</p><ul><li>城市</li><li>农村</li></ul>"},
            {"type": "table", "value": table},
            {"type": "law", "value": {"law": "条例", "article": "第十条", "text": "应当公开。"}},
            {"type": "signature", "value": {"name": "民政局", "day": "2014-03-03"}},
        ],
    }
    text = "".join(texts(paper_of_record(content, "X640105/2014-00017"), "application/pdf"))
    for word in ("低保标准", "西民发〔2014〕3号", "一、标准", "每月260元", "城市", "农村", "发放情况", "128", "第十条"):
        assert word in text
    assert "应当公开" in text
    assert "X640105/2014-00017" in text
