"""What an office may bring as a template: words and nothing that acts, links or hides."""

import io
import zipfile
from collections.abc import Callable

import docx
import pytest

from yilan.papers.errors import BadTemplate
from yilan.papers.layout.styles import Form
from yilan.papers.word.building import build
from yilan.papers.word.checking import check
from yilan.papers.word.package import pack, unpack

BODY, RELATIONS, TYPES = "word/document.xml", "word/_rels/document.xml.rels", "[Content_Types].xml"
LINK = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"


def edited(part: str, change: Callable[[bytes], bytes], text: str = "国") -> bytes:
    parts = unpack(build(text, Form.LETTER))
    parts[part] = change(parts.get(part, b""))
    return pack(parts)


def in_body(xml: str) -> bytes:
    return edited(BODY, lambda body: body.replace(b"</w:p>", f"{xml}</w:p>".encode(), 1))


def related(kind: str, target: str, mode: str = "External") -> bytes:
    entry = f'<Relationship Id="rIdNew" Type="{LINK}{kind}" Target="{target}" TargetMode="{mode}"/></Relationships>'
    return edited(RELATIONS, lambda rels: rels.replace(b"</Relationships>", entry.encode()))


def bomb() -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(TYPES, b"<a/>")
        archive.writestr(BODY, b"0" * 25_000_000)
    return target.getvalue()


def test_shipped_templates_and_files_of_office_programs_pass():
    check(build("[标题] {{ title }}\n| 甲 |\n|--|\n| 乙 |", Form.LETTER))
    check(build("国", Form.RED_HEAD))
    saved = io.BytesIO()
    docx.Document().save(saved)
    check(saved.getvalue())
    check(related("hyperlink", "https://www.nxxixia.gov.cn/"))


@pytest.mark.parametrize(
    ("data", "told"),
    [
        (b"", "DOCX"),
        (b"%PDF-1.7", "DOCX"),
        (b"PK\x03\x04" + b"0" * 99, "DOCX"),
        (pack({"a.txt": b"a"}), "DOCX"),
        (b"PK" + b"0" * (2 * 1024 * 1024), "2 MB"),
        (bomb(), "过大"),
        (edited("word/vbaProject.bin", lambda _: b"x"), "宏"),
        (
            edited(
                TYPES, lambda types: types.replace(b"wordprocessingml.document.main", b"ms-word.document.macroEnabled")
            ),
            "宏",
        ),
        (edited("word/embeddings/oleObject1.bin", lambda _: b"x"), "宏"),
        (edited("word/activeX/activeX1.xml", lambda _: b"<a/>"), "宏"),
        (related("aFChunk", "chunk.html", "Internal"), "宏"),
        (related("attachedTemplate", "file:///etc/normal.dotm"), "外部"),
        (related("image", "https://example.com/pixel.png"), "外部"),
        (related("hyperlink", "file:///etc/passwd"), "外部"),
        (related("hyperlink", "javascript:alert(1)"), "外部"),
        (
            edited(
                BODY, lambda body: b'<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]>' + body.split(b"?>", 1)[1]
            ),
            "实体",
        ),
        (edited(BODY, lambda body: body[:-20]), "损坏"),
        (in_body('<w:r><w:instrText>INCLUDETEXT "/etc/passwd"</w:instrText></w:r>'), "INCLUDETEXT"),
        (in_body('<w:fldSimple w:instr=" DDEAUTO c:\\\\cmd "/>'), "DDEAUTO"),
        (in_body("<w:r><w:drawing/></w:r>"), "图片"),
        (in_body('<w:r><w:footnoteReference w:id="1"/></w:r>'), "脚注"),
        (in_body('<w:ins w:id="1" w:author="a"><w:r><w:t>国</w:t></w:r></w:ins>'), "修订"),
        (in_body("<w:sdt/>"), "内容控件"),
        (edited(BODY, lambda body: body.replace(b"</w:pPr>", b"<w:numPr/></w:pPr>", 1)), "编号"),
        (
            edited(
                "word/styles.xml",
                lambda s: s.replace(b'w:styleId="Normal">', b'w:styleId="Normal"><w:pPr><w:numPr/></w:pPr>'),
            ),
            "编号",
        ),
        (
            edited(
                "word/footer1.xml", lambda foot: foot.replace(b"<w:p>", "<w:p><w:r><w:t>某局</w:t></w:r>".encode(), 1)
            ),
            "页眉页脚",
        ),
        (build("因((写明理由))", Form.LETTER), "写明理由"),
    ],
)
def test_what_acts_links_or_hides_is_refused_in_words(data, told):
    with pytest.raises(BadTemplate, match=told):
        check(data)
