"""The DOCX carries the same grid, faces for every script, and no trace of who edited the template."""

import io
import zipfile

import docx
import pytest
from docx.enum.text import WD_ALIGN_PARAGRAPH
from lxml import etree
from tests.papers.conftest import DAY, words_of

from yilan.papers.layout.measures import LINE
from yilan.papers.layout.styles import STYLES, Form
from yilan.papers.registry import shipped
from yilan.papers.word.building import build
from yilan.papers.word.filling import fill
from yilan.papers.word.finishing import finish
from yilan.papers.word.package import pack, unpack

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
TWIP = 25.4 / 1440


def tree(data: bytes, part: str):
    return etree.fromstring(unpack(data)[part])


def test_the_section_has_the_grid_of_the_standard():
    for form in Form:
        data = build("国", form)
        section = tree(data, "word/document.xml").find(f".//{W}sectPr")
        margins = {key.removeprefix(W): int(value) for key, value in section.find(f"{W}pgMar").attrib.items()}
        grid = section.find(f"{W}docGrid").attrib
        page = section.find(f"{W}pgSz").attrib
        area = (
            int(page[f"{W}w"]) - margins["left"] - margins["right"],
            int(page[f"{W}h"]) - margins["top"] - margins["bottom"],
        )
        assert grid[f"{W}type"] == "lines"
        assert [round(margins[side] * TWIP) for side in ("top", "right", "bottom", "left")] == [37, 26, 35, 28]
        normal = next(one for one in tree(data, "word/styles.xml").iter(f"{W}style") if one.get(f"{W}default"))
        size, tracking = (int(normal.find(f"{W}rPr/{W}{name}").get(f"{W}val")) for name in ("sz", "spacing"))
        # as an office program counts: whole lines and whole characters that go into the type area
        assert area[1] // int(grid[f"{W}linePitch"]) == 22
        assert (area[0] + tracking) // (size * 10 + tracking) == 28  # the last one without its spacing
        assert area[0] * TWIP == pytest.approx(156, abs=0.25)


def test_every_style_has_its_face_for_chinese_latin_and_punctuation():
    sheet = tree(build("国", Form.LETTER), "word/styles.xml")
    named = {style.find(f"{W}name").get(f"{W}val"): style for style in sheet.iter(f"{W}style")}
    for name, style in STYLES[Form.LETTER].items():
        fonts = named[name].find(f".//{W}rFonts")
        faces = {fonts.get(f"{W}{script}") for script in ("ascii", "hAnsi", "eastAsia", "cs")}
        assert len(faces) == 1, name
        assert fonts.get(f"{W}hint") == "eastAsia", name
        assert named[name].find(f".//{W}sz").get(f"{W}val") == str(round(style.size * 2))
    runs = list(tree(build("“……”——", Form.LETTER), "word/document.xml").iter(f"{W}r"))
    assert all(run.find(f"{W}rPr/{W}rFonts").get(f"{W}hint") == "eastAsia" for run in runs)


def test_the_same_text_gives_the_same_bytes_and_the_same_paper_too(paper):
    template = shipped("letter")
    assert build(template.text, template.form) == template.docx
    made = [paper("[标题] 试样\n{{ text }}", text="“引号”——破折号……") for _twice in range(2)]
    assert made[0].docx == made[1].docx
    assert made[0].pdf == made[1].pdf


def test_properties_tell_of_the_paper_and_of_nobody_else():
    parts = unpack(build("[标题] 某某函\n国\n[落款] 某局\n[成文日期] {{ on|day }}", Form.LETTER))
    parts["docProps/app.xml"] = b"<Properties><Company>\xe6\x9f\x90\xe5\x85\xac\xe5\x8f\xb8</Company></Properties>"
    parts["_rels/.rels"] = parts["_rels/.rels"].replace(
        b"</Relationships>",
        b'<Relationship Id="app" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/'
        b'extended-properties" Target="docProps/app.xml"/></Relationships>',
    )
    data = finish(fill(pack(parts), {}, on=DAY), Form.LETTER, on=DAY)
    told = docx.Document(io.BytesIO(data)).core_properties
    assert (told.title, told.author, told.last_modified_by, told.language) == ("某某函", "某局", "某局", "zh-CN")
    assert told.created.date() == told.modified.date() == DAY
    assert "docProps/app.xml" not in unpack(data)
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        assert {entry.date_time for entry in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}


def test_pdf_and_docx_say_the_same(paper):
    text = (
        "[发文机关标志] {{ organ }}\n[标题] 关于{{ title }}的 // 告知书\n[主送] 张三：\n"
        "[一级标题] 一、事实\n{{ text }}\n"
        "| 项目 | 数额 |\n|---|-----:|\n| {%tr for one in items %} | |\n| {{ one.name }} | {{ one.fee|yuan }} |\n"
        "| {%tr endfor %} | |\n[附件说明] 附件：1. 甲\n[落款] {{ organ }}\n[成文日期] {{ on|day }}\n"
        "[附注] （附注）\n[抄送] 抄送：乙。"
    )
    facts = {
        "organ": "西夏区民政局",
        "title": "收费",
        "text": "你好，“引号”。\n第二段 ABC 123，<b>不是标记</b> & 符号。",
        "items": [{"name": "按件", "fee": 200}, {"name": "按量", "fee": 2740}],
    }
    for form in Form:
        made = paper(text, form, **facts)
        document = docx.Document(io.BytesIO(made.docx))
        body = document.element.body
        told = "".join("".join(one.text for one in body.iter(f"{W}t")).split())
        pdf = words_of(made.pdf).replace("—1—", "").replace("—2—", "")
        assert sorted(pdf) == sorted(told)
        assert "<b>不是标记</b>&符号" in pdf
        assert "2,740元" in pdf
        assert [cell.text for row in document.tables[0].rows for cell in row.cells] == [
            "项目", "数额", "按件", "200元", "按量", "2,740元",
        ]  # fmt: skip
        assert document.tables[0].cell(1, 1).paragraphs[0].alignment == WD_ALIGN_PARAGRAPH.RIGHT
        paragraphs = [one.text for one in document.paragraphs]
        assert "第二段 ABC 123，<b>不是标记</b> & 符号。" in paragraphs  # a line break became a paragraph


def test_the_last_text_stays_with_the_signature_and_no_text_hangs_on_the_title(paper):
    text = "[标题] 甲\n国\n家\n[落款] 某局\n[成文日期] {{ on|day }}"
    first, last = docx.Document(io.BytesIO(paper(text).docx)).paragraphs[1:3]
    assert first.paragraph_format.space_before.mm == pytest.approx(LINE, abs=0.1)
    assert last.paragraph_format.space_before is None
    assert (first.paragraph_format.keep_with_next, last.paragraph_format.keep_with_next) == (None, True)


def test_tables_keep_joined_cells_and_their_head(paper):
    from yilan.papers.word.reading import Table, read

    data = unpack(build("| 甲 | 乙 |\n|--|--|\n| 丙 | 丁 |\n| 戊 | 己 |", Form.LETTER))
    xml = etree.fromstring(data["word/document.xml"])
    for number, row in enumerate(xml.findall(f".//{W}tr")[1:]):
        joined = etree.SubElement(row.find(f"{W}tc/{W}tcPr"), f"{W}vMerge")
        joined.set(f"{W}val", "continue" if number else "restart")
    data["word/document.xml"] = etree.tostring(xml)
    table = next(one for one in read(pack(data), Form.LETTER) if isinstance(one, Table))
    assert table.heads == 1
    assert [[cell.paragraphs[0].text for cell in row] for row in table.rows] == [["甲", "乙"], ["丙", "丁"], ["己"]]
    assert table.rows[1][0].rows == 2
    assert table.shares == (0.5, 0.5)


def test_styles_of_an_office_count_as_those_that_they_come_from():
    from yilan.papers.word.reading import read

    parts = unpack(build("[标题] 甲\n乙", Form.LETTER))
    parts["word/styles.xml"] = parts["word/styles.xml"].replace(
        b"</w:styles>",
        '<w:style w:type="paragraph" w:styleId="own"><w:name w:val="我局标题"/>'
        '<w:basedOn w:val="yilan-title"/></w:style>'
        '<w:style w:type="paragraph" w:styleId="odd"><w:name w:val="别的"/></w:style></w:styles>'.encode(),
    )
    parts["word/document.xml"] = (
        parts["word/document.xml"].replace(b"yilan-title", b"own").replace(b"yilan-body", b"odd")
    )
    assert [block.style for block in read(pack(parts), Form.LETTER)] == ["标题", "公文正文"]
