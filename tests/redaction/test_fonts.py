"""Fonts are shared by pages: they must not tell what stood under a box."""

import io

import pikepdf
import pytest
from fontTools.cffLib import CFFFontSet
from fontTools.pens.recordingPen import RecordingPen
from fontTools.ttLib import TTFont
from pikepdf import Array, Dictionary, Name
from tests.redaction.files import Page, pdf, saved
from tests.redaction.looking import darkest, seen, text
from weasyprint import HTML

from yilan.redaction.pdf import redacting
from yilan.redaction.pdf.keeping import Unclean
from yilan.redaction.pdf.keeping.fonts import tables
from yilan.redaction.pdf.looking import find_terms
from yilan.redaction.plans import Box, Plan

SONG, SANS = "Noto Serif CJK SC", "DejaVu Sans"


def printed(family: str, *pages: str) -> bytes:
    """Print texts, one on a page, in an embedded font."""
    style = f"@page{{size:300pt 200pt;margin:40pt}}p{{font:20pt '{family}';break-after:page;margin:0}}"
    return HTML(string=f"<style>{style}</style>" + "".join(f"<p>{page}" for page in pages)).write_pdf()


@pytest.fixture(scope="module")
def song() -> bytes:
    return printed(SONG, "申请人张龘", "公开的内容 abc")


@pytest.fixture(scope="module")
def sans() -> bytes:
    return printed(SANS, "secret QZ", "open É fi")


def told(data: bytes) -> set[str]:
    """Return the characters that the fonts of a file know by their tables."""
    with pikepdf.open(io.BytesIO(data)) as file:
        found = [
            tables.characters(one.ToUnicode.read_bytes())
            for one in file.objects
            if isinstance(one, pikepdf.Dictionary) and "/ToUnicode" in one
        ]
    return {text.decode("utf-16-be") for table in found for text in table.values()}


def outlines(program: bytes) -> list[str]:
    """Return the glyphs of a program that draw something."""
    font = TTFont(io.BytesIO(program))
    glyphs = font.getGlyphSet()
    drawing = []
    for name in font.getGlyphOrder():
        pen = RecordingPen()
        glyphs[name].draw(pen)
        if len(pen.value) > 1:
            drawing.append(name)
    return drawing


def programs(data: bytes, key: str) -> list[bytes]:
    with pikepdf.open(io.BytesIO(data)) as file:
        return [one[key].read_bytes() for one in file.objects if isinstance(one, Dictionary) and key in one]


def test_an_opentype_font_knows_what_is_still_shown_and_no_more(song: bytes) -> None:
    assert set("申请人张龘") <= told(song)
    done = redacting.redact(song, Plan(terms=("张龘",)))
    assert done.report.drawn_anew == {1: "box"}, "the other page keeps its text"
    assert told(done.data) == set("公开的内容abc ")
    (program,) = programs(done.data, "/FontFile3")
    charstrings = TTFont(io.BytesIO(program), lazy=True)["CFF "].cff[0].CharStrings
    drawing = [name for name in charstrings.keys() if len(charstrings[name].bytecode) > 1]  # noqa: SIM118 - no dictionary
    assert len(set(drawing) - {".notdef", "cid00001"}) == len(set("公开的内容abc"))
    assert seen(done.data, 2).tobytes() == seen(song, 2).tobytes()


def changed(data: bytes, change) -> bytes:
    with pikepdf.open(io.BytesIO(data)) as file:
        for one in file.objects:
            if isinstance(one, Dictionary) and one.get("/Type") == Name.Font and "/FontDescriptor" in one:
                change(file, one)
        return saved(file)


def test_a_bare_program_is_thinned_by_the_numbers_of_its_collection(song: bytes) -> None:
    def bare(file: pikepdf.Pdf, font) -> None:
        program = font.FontDescriptor.FontFile3
        program.write(TTFont(io.BytesIO(program.read_bytes())).reader["CFF "])
        program.Subtype = Name.CIDFontType0C

    before = changed(song, bare)
    done = redacting.redact(before, Plan(terms=("张龘",)))
    assert done.report.drawn_anew == {1: "box"}
    assert told(done.data) == set("公开的内容abc ")
    assert seen(done.data, 2).tobytes() == seen(before, 2).tobytes()


def test_a_table_of_glyphs_knows_what_is_still_shown_and_no_more(sans: bytes) -> None:
    def mapped(file: pikepdf.Pdf, font) -> None:
        font.CIDToGIDMap = file.make_stream(b"".join(code.to_bytes(2) for code in range(6_000)))

    done = redacting.redact(changed(sans, mapped), Plan(terms=("secret",)))
    assert done.report.drawn_anew == {1: "box"}
    with pikepdf.open(io.BytesIO(done.data)) as file:
        (table,) = [one.CIDToGIDMap for one in file.objects if isinstance(one, Dictionary) and "/CIDToGIDMap" in one]
        kept = table.read_bytes()
    assert sum(1 for at in range(0, len(kept), 2) if any(kept[at : at + 2])) == len({*"openÉ ", "fi"})
    assert seen(done.data, 2).tobytes() == seen(sans, 2).tobytes()


def test_a_truetype_font_knows_what_is_still_shown_and_no_more(sans: bytes) -> None:
    assert set("sctrQZ") <= told(sans)
    done = redacting.redact(sans, Plan(terms=("secret",)))
    assert done.report.drawn_anew == {1: "box"}
    assert told(done.data) == {*"open É", "fi"}
    (program,) = programs(done.data, "/FontFile2")
    assert len(outlines(program)) == len({*"openÉ", "fi", "E", "accent"})
    assert seen(done.data, 2).tobytes() == seen(sans, 2).tobytes()


def test_the_drawn_page_still_shows_what_is_not_black(song: bytes) -> None:
    done = redacting.redact(song, Plan(terms=("张龘",)))
    (box,) = find_terms(song, ["张龘"]).boxes
    old, new = seen(song, scale=3), seen(done.data, scale=3)
    around = (0, 0, int(box.left * 3) - 30, old.height)
    assert darkest(new.crop(around)) < 60
    difference = [abs(a - b) for a, b in zip(old.crop(around).tobytes(), new.crop(around).tobytes(), strict=True)]
    assert sum(difference) / len(difference) < 1


@pytest.mark.parametrize("entry", ["DW", "W"])
def test_words_among_the_widths_of_a_font_make_its_pages_pictures(entry: str) -> None:
    def hide(file: pikepdf.Pdf) -> None:
        low = file.pages[0].Resources.Font.F1.DescendantFonts[0]
        secret = pikepdf.String("secret")
        low[f"/{entry}"] = secret if entry == "DW" else Array([1, Array([secret] * 4)])

    before = pdf(Page([("张三", 60, 100)]), Page([("公开", 60, 100)]), change=hide)
    done = redacting.redact(before, Plan((Box(1, 50, 80, 60, 30),)))
    assert done.report.drawn_anew == {1: "box", 2: "font"}


def test_a_font_that_cannot_be_thinned_makes_its_pages_pictures() -> None:
    def embed(file: pikepdf.Pdf) -> None:
        low = file.pages[0].Resources.Font.F1.DescendantFonts[0]
        low.FontDescriptor = Dictionary(
            Type=Name.FontDescriptor, FontName=Name.Song, Flags=4, FontFile2=file.make_stream(b"x")
        )

    before = pdf(Page([("张三", 60, 100)]), Page([("公开", 60, 100)]), Page(), change=embed)
    done = redacting.redact(before, Plan((Box(1, 50, 80, 60, 30),)))
    assert done.report.drawn_anew == {1: "box", 2: "font"}


def simple(file: pikepdf.Pdf, kind: str, program: bytes, key: str) -> pikepdf.Object:
    descriptor = Dictionary(Type=Name.FontDescriptor, FontName=Name.Simple, Flags=32, FontBBox=Array([0, 0, 999, 999]))
    stream = file.make_stream(program)
    if key == "FontFile3":
        stream.Subtype = Name.Type1C
    descriptor[f"/{key}"] = stream
    font = Dictionary(Type=Name.Font, BaseFont=Name.Simple, Encoding=Name.WinAnsiEncoding, FirstChar=32, LastChar=126)
    font.Subtype, font.FontDescriptor = Name(f"/{kind}"), file.make_indirect(descriptor)
    font.Widths = Array([600] * 95)
    return file.make_indirect(font)


def two_pages(kind: str, program: bytes, key: str) -> bytes:
    def change(file: pikepdf.Pdf) -> None:
        font = simple(file, kind, program, key)
        for page, shown in zip(file.pages, (b"Quizzes", b"open file"), strict=True):
            page.obj.Resources = Dictionary(Font=Dictionary(F1=font))
            page.obj.Contents = file.make_stream(b"BT /F1 20 Tf 40 100 Td (" + shown + b") Tj ET")

    return pdf(Page(), Page(), change=change)


def latin(family: str) -> TTFont:
    from fontTools.subset import Options, Subsetter

    font = TTFont(f"/usr/share/fonts/truetype/dejavu/{family}.ttf")
    subsetter = Subsetter(Options(glyph_names=True, hinting=False, drop_tables=["FFTM", "GSUB", "GPOS", "GDEF"]))
    subsetter.populate(text="Quizzesopen file")
    subsetter.subset(font)
    return font


def test_a_simple_truetype_font_is_thinned_by_its_codes() -> None:
    data = io.BytesIO()
    latin("DejaVuSans").save(data)
    before = two_pages("TrueType", data.getvalue(), "FontFile2")
    done = redacting.redact(before, Plan(terms=("quizzes",)))
    assert done.report.drawn_anew == {1: "box"}
    (program,) = programs(done.data, "/FontFile2")
    letters = {chr(code) for table in TTFont(io.BytesIO(program))["cmap"].tables for code in table.cmap}
    assert letters == set("open file")
    assert len(outlines(program)) == len(set("openfil"))
    assert seen(done.data, 2).tobytes() == seen(before, 2).tobytes()


def test_a_simple_cff_font_is_thinned_by_its_names() -> None:
    from fontTools.fontBuilder import FontBuilder
    from fontTools.pens.t2CharStringPen import T2CharStringPen

    source = latin("DejaVuSans")
    glyphs = source.getGlyphSet()
    builder = FontBuilder(source["head"].unitsPerEm, isTTF=False)
    builder.setupGlyphOrder(source.getGlyphOrder())
    charstrings = {}
    for name in source.getGlyphOrder():
        pen = T2CharStringPen(600, glyphs)
        glyphs[name].draw(pen)
        charstrings[name] = pen.getCharString()
    builder.setupCFF("Simple", {"FullName": "Secret Name"}, charstrings, {})
    data = io.BytesIO()
    builder.font["CFF "].cff.compile(data, builder.font, isCFF2=False)
    before = two_pages("Type1", data.getvalue(), "FontFile3")
    done = redacting.redact(before, Plan(terms=("quizzes",)))
    assert done.report.drawn_anew == {1: "box"}
    (program,) = programs(done.data, "/FontFile3")
    fonts = CFFFontSet()
    fonts.decompile(io.BytesIO(program), None, isCFF2=False)
    assert {name for name in fonts[0].charset if not name.startswith("x")} == {*"openfil", "space", ".notdef"}
    assert b"Secret" not in program
    assert seen(done.data, 2).tobytes() == seen(before, 2).tobytes()


@pytest.mark.parametrize(
    ("table", "expected"),
    [
        (b"2 beginbfchar <01> <5F20> <02><4E09> endbfchar", {1: "张", 2: "三"}),
        (b"1 beginbfrange <0001> <0003> <4E00> endbfrange", {1: "一", 2: "丁", 3: "丂"}),
        (b"1 beginbfrange <0001> <0002> [<5F20> <4E09>] endbfrange", {1: "张", 2: "三"}),
        (b"1 beginbfchar <0001> <D842DFB7> endbfchar", {1: "𠮷"}),
    ],
)
def test_tables_of_characters_are_read(table: bytes, expected: dict[int, str]) -> None:
    assert {code: text.decode("utf-16-be") for code, text in tables.characters(table).items()} == expected
    kept = tables.unicode_table(table, {1}, 2)
    assert {code: text.decode("utf-16-be") for code, text in tables.characters(kept).items()} == {1: expected[1]}


def test_an_encoding_within_the_file_knows_what_is_still_shown_and_no_more() -> None:
    def change(file: pikepdf.Pdf) -> None:
        lines = b"1 begincodespacerange <0000> <ffff> endcodespacerange 1 begincidrange <0001> <00ff> 1 endcidrange"
        font = file.pages[0].Resources.Font.F1
        font.Encoding = file.make_stream(b"begincmap " + lines + b" endcmap")
        font.Encoding.CIDSystemInfo = font.DescendantFonts[0].CIDSystemInfo

    done = redacting.redact(
        pdf(Page([("张三", 60, 100)]), Page([("公开", 60, 100)]), change=change), Plan(terms=("张三",))
    )
    assert done.report.drawn_anew == {1: "box"}
    assert text(done.data) == ["", "公开"]
    with pikepdf.open(io.BytesIO(done.data)) as file:
        known = tables.glyph_codes(file.pages[1].Resources.Font.R0.Encoding.read_bytes())
    assert len(known) == 2


@pytest.mark.parametrize("table", [b"/Other usecmap", b"begincodespacerange <00> <ff> endcodespacerange", b""])
def test_other_encodings_are_not_taken_for_such(table: bytes) -> None:
    with pytest.raises(Unclean):
        tables.glyph_codes(table)


def test_widths_tell_nothing_of_what_is_gone() -> None:
    old = Array([1, Array([500, 600]), 10, 12, 700])
    assert [list(one) if isinstance(one, Array) else one for one in tables.widths(old, {2, 11})] == [
        2,
        [600],
        11,
        [700],
    ]


def test_old_fonts_of_the_country_keep_their_text() -> None:
    def change(file: pikepdf.Pdf) -> None:
        low = Dictionary(Type=Name.Font, Subtype=Name.CIDFontType2, BaseFont=Name.SimSun, DW=1000)
        low.W = Array([1, Array([500]), 4000, Array([1000])])
        low.CIDSystemInfo = Dictionary(Registry=pikepdf.String("Adobe"), Ordering=pikepdf.String("GB1"), Supplement=2)
        font = Dictionary(Type=Name.Font, Subtype=Name.Type0, BaseFont=Name.SimSun, Encoding=Name("/GBK-EUC-H"))
        font.DescendantFonts = Array([file.make_indirect(low)])
        font = file.make_indirect(font)
        for page, shown in zip(file.pages, ("申请人张三", "公开内容"), strict=True):
            page.obj.Resources = Dictionary(Font=Dictionary(F1=font))
            codes = shown.encode("gbk").hex()
            page.obj.Contents = file.make_stream(f"BT /F1 20 Tf 40 100 Td <{codes}> Tj ET".encode())

    done = redacting.redact(pdf(Page(), Page(), change=change), Plan(terms=("张三",)))
    assert done.report.drawn_anew == {1: "box"}
    assert text(done.data) == ["", "公开内容"]
