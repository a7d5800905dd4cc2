"""Pages without boxes look as before, whatever they draw with, or become pictures."""

import io

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name, String
from tests.redaction.files import Page, form, pdf
from tests.redaction.looking import holds, seen, text

from yilan.redaction.errors import StillReadable
from yilan.redaction.pdf import redacting
from yilan.redaction.plans import Box, Plan

SECRET = "张三丰"
PLAN = Plan((Box(1, 50, 80, 60, 30),))


def redacted(change, content: str = "", **entries):
    """Redact page 1 of a file whose page 2 is made by `change(file, resources)` and `content`."""

    def both(file: pikepdf.Pdf) -> None:
        page = file.pages[1].obj
        page.Resources = Dictionary()
        change(file, page.Resources)
        if content:
            page.Contents = file.make_stream(content.encode())

    before = pdf(Page([(SECRET, 60, 100)]), Page(entries=entries), change=both)
    return before, redacting.redact(before, PLAN)


def colours(file: pikepdf.Pdf, resources: Dictionary) -> None:
    profile = file.make_stream(b"no profile", N=3, Alternate=Name.DeviceRGB)
    tint = Dictionary(FunctionType=2, Domain=Array([0, 1]), C0=Array([1, 1, 1]), C1=Array([1, 0, 0]), N=1)
    resources.ColorSpace = Dictionary(
        Icc=Array([Name.ICCBased, file.make_indirect(profile)]),
        Spot=Array([Name.Separation, Name.Spot, Name.DeviceRGB, tint]),
        Few=Array([Name.Indexed, Name.DeviceRGB, 1, String(b"\x00\x80\x00\x00\x00\xff")]),
        DefaultGray=Array([Name.CalGray, Dictionary(WhitePoint=Array([0.95, 1, 1.09]))]),
    )


def shadings(file: pikepdf.Pdf, resources: Dictionary) -> None:
    ramp = Dictionary(FunctionType=2, Domain=Array([0, 1]), C0=Array([1, 0, 0]), C1=Array([0, 0, 1]), N=1)
    shade = Dictionary(ShadingType=2, ColorSpace=Name.DeviceRGB, Coords=Array([0, 0, 300, 0]), Function=ramp)
    tile = form(file, "0 1 0 rg 0 0 5 5 re f", 10, 10)
    del tile.Subtype
    tile.Type, tile.PatternType, tile.PaintType, tile.TilingType, tile.XStep, tile.YStep = Name.Pattern, 1, 1, 1, 10, 10
    resources.Shading = Dictionary(Sh=file.make_indirect(shade))
    resources.Pattern = Dictionary(
        Tile=file.make_indirect(tile), Ramp=Dictionary(PatternType=2, Shading=shade, Matrix=Array([1, 0, 0, 1, 0, 0]))
    )


def masks(file: pikepdf.Pdf, resources: Dictionary) -> None:
    light = form(file, "0.5 g 0 0 300 200 re f", 300, 200)
    light.Group = Dictionary(S=Name.Transparency, CS=Name.DeviceGray)
    resources.ExtGState = Dictionary(
        Soft=Dictionary(SMask=Dictionary(S=Name.Luminosity, G=file.make_indirect(light), BC=Array([0]))),
        Half=file.make_indirect(Dictionary(ca=0.5, CA=0.5, BM=Name.Multiply, SMask=Name("/None"))),
    )


def pictures(file: pikepdf.Pdf, resources: Dictionary) -> None:
    mask = file.make_stream(bytes(range(0, 200, 50)))
    mask.Type, mask.Subtype, mask.Width, mask.Height = Name.XObject, Name.Image, 2, 2
    mask.ColorSpace, mask.BitsPerComponent = Name.DeviceGray, 8
    image = file.make_stream(bytes([255, 0, 0] * 4))
    image.Type, image.Subtype, image.Width, image.Height = Name.XObject, Name.Image, 2, 2
    image.ColorSpace, image.BitsPerComponent, image.SMask = Name.DeviceRGB, 8, file.make_indirect(mask)
    image.Metadata = file.make_stream(SECRET.encode())
    resources.XObject = Dictionary(Im=file.make_indirect(image))


def fonts(file: pikepdf.Pdf, resources: Dictionary) -> None:
    plain = Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica, Encoding=Name.WinAnsiEncoding)
    other = Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name("/Times-Roman"))
    other.Encoding = Dictionary(Type=Name.Encoding, BaseEncoding=Name.WinAnsiEncoding)
    other.Encoding.Differences = Array([1, Name.Q, Name.uni5F20, 66, Name.Z])
    other.FirstChar, other.LastChar, other.Widths = 1, 3, Array([700, 800, 900])
    resources.Font = Dictionary(F1=plain, F2=file.make_indirect(other))


@pytest.mark.parametrize(
    ("change", "content", "shown"),
    [
        (colours, "/Icc cs 1 0 0 sc 9 9 99 99 re f /Spot CS 0.5 SCN 3 w 20 20 m 200 90 l S 0.3 g 99 99 9 9 re f", ""),
        (
            colours,
            "q 50 0 0 50 20 20 cm BI /W 2 /H 2 /BPC 8 /CS /RGB ID 123456789abc EI Q /Few cs 1 sc 9 9 5 5 re f",
            "",
        ),
        (shadings, "/Pattern cs /Tile scn 9 9 99 99 re f /Ramp scn 99 99 99 99 re f q 0 0 50 200 re W n /Sh sh Q", ""),
        (
            masks,
            "q /Soft gs 1 0 0 rg 20 20 99 99 re f Q /Half gs 0 0 1 RG [3 1] 0 d /Perceptual ri 9 9 250 150 re S",
            "",
        ),
        (pictures, "q 100 0 0 100 20 20 cm /Im Do Q", ""),
        (fonts, 'BT /F1 20 Tf 20 20 Td (plain) Tj q /F2 18 Tf <01> Tj Q 2 3 (end) " ET', "plainendq"),
        (fonts, "BT /F1 20 Tf 20 90 Td 14 TL (one) Tj (two) ' T* [(th) -20 (ree)] TJ ET", "onetwothree"),
    ],
)
def test_a_page_looks_as_before_and_keeps_its_text(change, content: str, shown: str) -> None:
    before, done = redacted(change, content)
    assert done.report.drawn_anew == {1: "box"}
    assert seen(done.data, 2).tobytes() == seen(before, 2).tobytes()
    assert text(done.data)[1] == shown
    assert not holds(done.data, SECRET)


def test_a_word_in_a_profile_of_colours_is_found_by_the_check() -> None:
    def told(file: pikepdf.Pdf, resources: Dictionary) -> None:
        colours(file, resources)
        resources.ColorSpace.Icc[1].write(f"profile of {SECRET}".encode())

    with pytest.raises(StillReadable) as refused:
        redacted(told, "/Icc cs 1 0 0 sc 9 9 99 99 re f")
    assert refused.value.facts["places"] == [["hidden", 0, SECRET]]


def test_names_of_characters_that_are_not_shown_are_gone() -> None:
    _, done = redacted(fonts, "BT /F2 18 Tf 20 20 Td <01> Tj ET")
    with pikepdf.open(io.BytesIO(done.data)) as file:
        font = file.pages[1].Resources.Font.R0
        assert list(font.Encoding.Differences) == [1, Name.Q]
        assert list(font.Widths) == [700, 0, 0]


def layered(file: pikepdf.Pdf, resources: Dictionary) -> None:
    resources.XObject = Dictionary(Im=form(file, "1 0 0 rg 0 0 50 50 re f"))
    resources.XObject.Im.OC = Dictionary(Type=Name.OCG, Name=String("x"))


def layered_picture(file: pikepdf.Pdf, resources: Dictionary) -> None:
    pictures(file, resources)
    resources.XObject.Im.OC = Dictionary(Type=Name.OCG, Name=String("x"))


def turning(file: pikepdf.Pdf, resources: Dictionary) -> None:
    round_and_round = form(file, "/Im Do")
    resources.XObject = Dictionary(Im=file.make_indirect(round_and_round))
    resources.XObject.Im.Resources.XObject = Dictionary(Im=resources.XObject.Im)


def packed(file: pikepdf.Pdf, resources: Dictionary) -> None:
    pictures(file, resources)
    resources.XObject.Im.write(b"xx", filter=Name.CCITTFaxDecode)


def drawn_font(file: pikepdf.Pdf, resources: Dictionary) -> None:
    font = Dictionary(
        Type=Name.Font, Subtype=Name.Type3, FontBBox=Array([0, 0, 9, 9]), FontMatrix=Array([1, 0, 0, 1, 0, 0])
    )
    font.CharProcs = Dictionary(a=file.make_stream(b"9 0 d0 0 0 9 9 re f"))
    font.Encoding, font.FirstChar, font.LastChar = Dictionary(Differences=Array([97, Name.a])), 97, 97
    font.Widths = Array([9])
    resources.Font = Dictionary(F1=font)


def old_program(file: pikepdf.Pdf, resources: Dictionary) -> None:
    fonts(file, resources)
    resources.Font.F1.FontDescriptor = Dictionary(Type=Name.FontDescriptor, FontFile=file.make_stream(b"x"), Flags=4)


def state_with_font(file: pikepdf.Pdf, resources: Dictionary) -> None:
    fonts(file, resources)
    resources.ExtGState = Dictionary(G=Dictionary(Font=Array([resources.Font.F2, 12])))


def words_in_a_state(file: pikepdf.Pdf, resources: Dictionary) -> None:
    resources.ExtGState = Dictionary(G=Dictionary(BM=String("secret")))


def narrow_hanzi(file: pikepdf.Pdf, resources: Dictionary) -> None:
    low = Dictionary(Type=Name.Font, Subtype=Name.CIDFontType2, BaseFont=Name.SimSun, DW=1000)
    low.CIDSystemInfo = Dictionary(Registry=String("Adobe"), Ordering=String("GB1"), Supplement=2)
    low.W = Array([941, 9000, 300])
    font = Dictionary(Type=Name.Font, Subtype=Name.Type0, BaseFont=Name.SimSun, Encoding=Name("/GBK-EUC-H"))
    font.DescendantFonts = Array([file.make_indirect(low)])
    resources.Font = Dictionary(F1=file.make_indirect(font))


@pytest.mark.parametrize(
    ("change", "content", "reason"),
    [
        (layered, "/Im Do", "layers"),
        (layered_picture, "q 9 0 0 9 50 50 cm /Im Do Q", "layers"),
        (turning, "/Im Do", "content"),
        (packed, "q 9 0 0 9 50 50 cm /Im Do Q", "picture"),
        (drawn_font, "BT /F1 2 Tf 50 50 Td (a) Tj ET", "font"),
        (old_program, "BT /F1 9 Tf 50 50 Td (a) Tj ET", "font"),
        (state_with_font, "/G gs", "content"),
        (words_in_a_state, "/G gs", "content"),
        (fonts, "BT /F1 (a) Tf ET", "content"),
        (fonts, "BT /F1 9 Tf 50 50 Td [(a) /b] TJ ET", "content"),
        (fonts, "/Unknown ri", "content"),
        (pictures, "q 9 0 0 9 50 50 cm BI /W 2 /H 2 /BPC 8 /CS /Own ID 1234 EI Q", "picture"),
        (narrow_hanzi, f"BT /F1 30 Tf 50 50 Td <{'公开'.encode('gbk').hex()}> Tj 0 0 1 rg 9 9 9 9 re f ET", "look"),
    ],
)
def test_what_is_not_known_to_be_harmless_becomes_a_picture(change, content: str, reason: str) -> None:
    before, done = redacted(change, content)
    assert done.report.drawn_anew == {1: "box", 2: reason}
    assert text(done.data)[1] == ""
    assert seen(done.data, 2).size == seen(before, 2).size


def test_pages_of_other_units_keep_them() -> None:
    before, done = redacted(lambda file, resources: None, "1 0 0 rg 9 9 9 9 re f", UserUnit=2)
    with pikepdf.open(io.BytesIO(done.data)) as file:
        assert [page.obj.get("/UserUnit") for page in file.pages] == [None, 2]
    assert before
