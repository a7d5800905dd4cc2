"""Which faces write a paper: a site's own, what stands in for them, and what nobody can write."""

import sys
from pathlib import Path

import pikepdf
import pytest
from fontTools.fontBuilder import FontBuilder
from fontTools.pens.ttGlyphPen import TTGlyphPen
from tests.papers.conftest import DAY, words_of

from yilan.papers.errors import MissingGlyphs, PdfUnavailable
from yilan.papers.layout.faces import Slot
from yilan.papers.pdf.faces import faces
from yilan.papers.rendering import render, render_docx

NOWHERE = "\U000f1234"  # for private use: no font of the world has it


def make_font(path: Path, family: str, characters: str) -> None:
    names = [".notdef", *(f"u{ord(one):X}" for one in characters)]
    pen = TTGlyphPen(None)
    for place in ((0, 0), (0, 700), (700, 700), (700, 0)):
        pen.lineTo(place) if place != (0, 0) else pen.moveTo(place)
    pen.closePath()
    glyph = pen.glyph()
    builder = FontBuilder(1000, isTTF=True)
    builder.setupGlyphOrder(names)
    builder.setupCharacterMap({ord(one): f"u{ord(one):X}" for one in characters})
    builder.setupGlyf(dict.fromkeys(names, glyph))
    builder.setupHorizontalMetrics(dict.fromkeys(names, (1000, 0)))
    builder.setupHorizontalHeader(ascent=880, descent=-120)
    builder.setupNameTable({"familyName": family, "styleName": "Regular"})
    builder.setupOS2(sTypoAscender=880, sTypoDescender=-120)
    builder.setupPost()
    builder.save(path)


def font_names(pdf: bytes, tmp_path: Path) -> set[str]:
    (tmp_path / "a.pdf").write_bytes(pdf)
    with pikepdf.open(tmp_path / "a.pdf") as opened:
        return {
            str(one.BaseFont) for one in opened.objects if isinstance(one, pikepdf.Dictionary) and "/BaseFont" in one
        }


def test_a_character_that_no_font_has_stops_the_paper(paper):
    with pytest.raises(MissingGlyphs) as refused:
        paper("张{{ name }}", name=NOWHERE)
    assert refused.value.characters == NOWHERE
    assert "U+F1234" in str(refused.value)


def test_a_site_brings_its_own_face_and_is_told_what_it_lacks(paper, settings, tmp_path):
    settings.HOME = tmp_path
    (tmp_path / "fonts").mkdir()
    make_font(tmp_path / "fonts" / "licensed.ttf", "仿宋_GB2312", "国家你好")
    (tmp_path / "fonts" / "broken.ttf").write_bytes(b"no font")
    made = paper("国家你好龘国")
    assert faces()[Slot.FANG].stands_in is False
    assert faces()[Slot.HEI].stands_in is True
    assert [one.characters for one in made.warnings] == ["龘"]
    assert "龘" in str(made.warnings[0])
    assert words_of(made.pdf) == "国家你好龘国"
    assert any("site-fang" in name for name in font_names(made.pdf, tmp_path))
    assert paper("国家你好").warnings == ()


def test_fonts_are_embedded_as_subsets(paper, tmp_path):
    names = font_names(paper("[一级标题] 一、国\n家").pdf, tmp_path)
    assert names
    assert all(name[7] == "+" for name in names)
    assert len(paper("国").pdf) < 100_000


def test_the_pdf_says_what_it_is_and_is_tagged_for_screen_readers(paper, tmp_path):
    made = paper("[发文机关标志] 某局\n[标题] 某某函\n国\n[落款] 某局\n[成文日期] {{ on|day }}").pdf
    (tmp_path / "b.pdf").write_bytes(made)
    with pikepdf.open(tmp_path / "b.pdf") as pdf:
        assert str(pdf.Root.Lang) == "zh-CN"
        assert pdf.Root.MarkInfo.Marked is True or bool(pdf.Root.MarkInfo.Marked)
        assert bool(pdf.Root.ViewerPreferences.DisplayDocTitle)
        assert "/StructTreeRoot" in pdf.Root
        with pdf.open_metadata() as told:
            assert told["dc:title"] == "某某函"
            assert told["pdfuaid:part"] == "1"
        assert str(pdf.docinfo["/Author"]) == "某局"
        assert str(pdf.docinfo["/CreationDate"]).startswith(f"D:{DAY:%Y%m%d}")
        assert "/JavaScript" not in str(pdf.Root.keys())


def test_nothing_is_fetched(monkeypatch):
    from yilan.papers.errors import PaperError
    from yilan.papers.pdf import site_fonts

    for address in (
        "file:///etc/passwd",
        "http://127.0.0.1/",
        "data:text/plain,a",
        "site-font:nothing",
        "site-font:fang",
    ):
        with pytest.raises(ValueError, match="fetches nothing"):
            site_fonts.read(address)
    assert issubclass(PdfUnavailable, PaperError)


@pytest.mark.django_db
def test_without_pango_the_docx_can_still_be_had(shelf, monkeypatch):
    (shelf / "bare.toml").write_text('name="甲"\nform="letter"\nsource="自拟"\ntext="国{{ a }}"\n', encoding="utf-8")
    monkeypatch.setitem(sys.modules, "weasyprint", None)
    with pytest.raises(PdfUnavailable, match="DOCX"):
        render("bare", {"a": "家"}, on=DAY)
    assert render_docx("bare", {"a": "家"}, on=DAY)[:2] == b"PK"
