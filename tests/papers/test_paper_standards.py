"""What a program can tell of PDF/UA-1 (ISO 14289-1) and PDF/A-2a (ISO 19005-2), and of pages that hold together."""

import io

import pikepdf
import pypdfium2
import pytest
from tests.papers.conftest import pages_of

LETTER = """
[发文机关标志] 某局
[发文字号] 某函〔2025〕1号
[标题] 某某函
[主送] 某人：
国家
[一级标题] 一、表
| 序号 | 校验码 |
|---|------|
| 1 | {{ code }} |
[落款] 某局
[成文日期] {{ on|day }}
"""
PAINTING = {"Tj", "TJ", "'", '"', "S", "s", "f", "F", "f*", "B", "B*", "b", "b*", "Do", "sh"}
STRUCTURE = {
    *("/Document", "/Div", "/P", "/H1", "/H2", "/H3", "/Span", "/NonStruct"),
    *("/Table", "/THead", "/TBody", "/TR", "/TH", "/TD"),
}


@pytest.fixture
def pdf(paper):
    with pikepdf.open(io.BytesIO(paper(LETTER, code="e3b0c442" * 8).pdf)) as opened:
        yield opened


def elements(node):
    """Return the structure elements below a node, in reading order."""
    kids = node.get("/K", [])
    for kid in kids if isinstance(kids, pikepdf.Array) else [kids]:
        if isinstance(kid, pikepdf.Dictionary) and "/S" in kid:
            yield kid
            yield from elements(kid)


def test_it_carries_both_marks_and_explains_the_one_that_archives_do_not_know(pdf):
    with pdf.open_metadata() as told:
        assert (told["pdfaid:part"], told["pdfaid:conformance"], told["pdfuaid:part"]) == ("2", "A", "1")
        assert told["dc:title"] == str(pdf.docinfo["/Title"]) == "某某函"
    packet = pdf.Root.Metadata.read_bytes()
    assert packet.count(b"<rdf:RDF") == 1
    assert b"http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>" in packet
    assert "/Filter" not in pdf.Root.Metadata or not pdf.is_encrypted


def test_colours_and_fonts_are_in_the_file(pdf):
    (intent,) = pdf.Root.OutputIntents
    assert (str(intent.S), int(intent.DestOutputProfile.N)) == ("/GTS_PDFA1", 3)
    fonts = [thing for thing in pdf.objects if isinstance(thing, pikepdf.Dictionary) and thing.get("/Type") == "/Font"]
    assert fonts
    for font in fonts:
        if "/DescendantFonts" in font:
            assert "/ToUnicode" in font
            (below,) = font.DescendantFonts
            assert {"/FontFile2", "/FontFile3"} & set(below.FontDescriptor.keys())
    assert pdf.trailer.ID


def test_everything_that_is_painted_is_text_in_the_tree_or_an_ornament(pdf):
    for page in pdf.pages:
        depth = 0
        for operands, operator in pikepdf.parse_content_stream(page):
            depth += {"BDC": 1, "BMC": 1, "EMC": -1}.get(str(operator), 0)
            assert depth > 0 or str(operator) not in PAINTING, operands
        assert depth == 0
        assert str(page.obj.Tabs) == "/S"


def test_the_tree_has_known_elements_headings_in_order_and_heads_of_columns(pdf):
    found = list(elements(pdf.Root.StructTreeRoot))
    names = [str(one.S) for one in found]
    assert set(names) <= STRUCTURE
    assert [name for name in names if name in {"/H1", "/H2", "/H3"}] == ["/H1", "/H2"]
    heads = [one for one in found if str(one.S) == "/TH"]
    assert [str(one.A.Scope) for one in heads] == ["/Column", "/Column"]
    told = {str(one.ID) for one in heads}
    cells = [one for one in found if str(one.S) == "/TD"]
    assert cells
    assert all({str(name) for name in one.A.Headers} <= told for one in cells)
    assert str(pdf.Root.Lang) == "zh-CN"
    assert bool(pdf.Root.ViewerPreferences.DisplayDocTitle)


def test_a_word_that_is_longer_than_a_line_stays_on_the_page(paper):
    for text in ("{{ code }}", "| 甲 | 乙 |\n|---|---|\n| 一 | {{ code }} |"):
        page = pypdfium2.PdfDocument(paper(text, code="e3b0c442" * 12).pdf)[0]
        words = page.get_textpage()
        assert max(words.get_charbox(one)[2] for one in range(words.count_chars())) < page.get_width() - 60


@pytest.mark.parametrize("lines", [9, 10, 12, 13, 15])
def test_the_signature_never_stands_alone_on_a_page(paper, lines):
    """It goes with the text before it, and the lines move together where that brings it back (GB/T 9704, 7.3.5.4)."""
    text = LETTER.partition("[一级标题]")[0] + "国家\n" * lines + "[落款] 某局\n[成文日期] {{ on|day }}"
    pages = pages_of(paper(text).pdf)
    assert len(pages) == (1 if lines < 13 else 2)
    assert pages[-1].index("国家") < pages[-1].index("某局2025年3月5日")
    assert "".join(pages).count("国家") == lines + 1
