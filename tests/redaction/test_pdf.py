"""Pages with boxes become pictures, the others keep their text, and nothing else comes along."""

import io
from dataclasses import replace

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name, String
from tests.redaction.files import Page, form, jpeg_in, pdf, picture, saved
from tests.redaction.looking import brightest, darkest, everything, holds, keys, seen, text

from yilan.redaction.errors import CannotRedact, NotSearched
from yilan.redaction.pdf import drawing, redacting
from yilan.redaction.pdf.looking import find_terms
from yilan.redaction.plans import Box, Plan

SECRET = "张三丰"
COVER = Box(1, 50, 80, 60, 30, "个人隐私")
PAGE = Page([(SECRET, 60, 100), ("公开内容", 60, 50)])


def redact(data: bytes, *boxes: Box, terms: tuple[str, ...] = (), looked_at: frozenset[int] = frozenset()):
    return redacting.redact(data, Plan(boxes, terms, looked_at))


def test_a_page_with_a_box_is_a_picture_and_the_box_is_black() -> None:
    done = redact(pdf(PAGE, Page([("另一页", 60, 100)])), COVER)
    assert text(done.data) == ["", "另一页"]
    assert not holds(done.data, SECRET)
    shown = seen(done.data, scale=4)
    assert brightest(shown.crop((200, 320, 440, 440))) == 0
    assert darkest(shown.crop((0, 480, 1200, 560))) == 255, "below the box is nothing"


def test_the_report_says_what_was_done() -> None:
    before = pdf(PAGE, Page([("张三丰来了", 60, 100)]), Page([("另一页", 60, 100)]))
    report = redact(before, COVER).report
    assert (report.pages, report.boxes, report.grounds) == (3, (COVER,), ("个人隐私",))
    assert report.drawn_anew == {1: "box"}
    assert report.elsewhere == {SECRET: (2,)}, "an oversight is told"
    assert set(report.checks) == {"pages", "structure", "blackened_pages", "pixels", "text", "bytes", "fonts"}
    assert report.from_json(report.to_json()) == report
    assert report.size_before == len(before)


def test_a_term_goes_from_every_page() -> None:
    pages = [PAGE, Page([("张开", 260, 100), ("别的", 10, 10)]), Page([("甲张三", 60, 180), ("丰乙丁", 60, 160)])]
    done = redact(pdf(*pages), terms=(SECRET,))
    assert [(box.page, box.term) for box in done.report.boxes] == [(1, SECRET), (3, SECRET), (3, SECRET)]
    assert not holds(done.data, SECRET)
    assert done.report.drawn_anew == {1: "box", 3: "box"}


def test_boxes_of_terms_bear_the_reason_of_the_term() -> None:
    before = pdf(PAGE, Page([(SECRET, 60, 100)]))
    first, second = find_terms(before, [SECRET]).boxes
    given = replace(first, reason="个人隐私")
    done = redact(before, given, terms=(SECRET,))
    assert done.report.boxes == (given, replace(second, reason="个人隐私"))
    assert done.report.grounds == ("个人隐私",)


def test_a_letter_that_is_cut_by_a_box_is_covered_wholly() -> None:
    done = redact(pdf(Page([("HHHH", 60, 100)])), Box(1, 56, 80, 28, 40))
    assert brightest(seen(done.data, scale=4).crop((240, 398, 334, 400))) == 0


@pytest.mark.parametrize("rotate", [0, 90, 180, 270])
@pytest.mark.parametrize("crop", [None, (20, 10, 280, 190)])
def test_boxes_and_kept_pages_are_where_they_were_seen(rotate: int, crop) -> None:
    bar = "0 0 1 rg 60 100 40 12 re f"
    page = Page([], before=bar, crop=crop, rotate=rotate)
    before = pdf(page, page)
    shown = seen(before)
    blue = shown.split()[0].point(lambda value: 255 if value < 128 else 0).getbbox()
    box = Box(1, blue[0] / 2, blue[1] / 2, (blue[2] - blue[0]) / 2, (blue[3] - blue[1]) / 2)
    done = redact(before, box)
    after = seen(done.data)
    assert after.size == shown.size
    assert brightest(after.crop(blue)) == 0
    assert seen(done.data, 2).tobytes() == shown.tobytes()
    assert done.report.drawn_anew == {1: "box"}


def hide_everywhere(file: pikepdf.Pdf) -> None:
    secret = String(SECRET)
    file.docinfo["/Title"] = SECRET
    with file.open_metadata() as metadata:
        metadata["dc:description"] = SECRET
    script = Dictionary(S=Name.JavaScript, JS=String(f"app.alert('{SECRET}')"))
    file.Root.OpenAction = script
    file.Root.AA = Dictionary(WC=script)
    file.attachments["a.txt"] = pikepdf.AttachedFileSpec(file, SECRET.encode(), filename=f"{SECRET}.txt")
    file.Root.Names.JavaScript = Dictionary(Names=Array([secret, script]))
    file.Root.Names.Dests = Dictionary(Names=Array([secret, Array([file.pages[1].obj, Name.Fit])]))
    with file.open_outline() as outline:
        outline.root.append(pikepdf.OutlineItem(SECRET, 1))
    file.Root.PieceInfo = Dictionary(App=Dictionary(Private=secret))
    file.Root.StructTreeRoot = Dictionary(
        Type=Name.StructTreeRoot, K=Dictionary(S=Name.P, Alt=secret, ActualText=secret)
    )
    file.Root.Lang = secret
    file.Root.AcroForm = Dictionary(Fields=Array([]), XFA=file.make_stream(SECRET.encode()))
    page = file.pages[1].obj
    page.PieceInfo = Dictionary(App=Dictionary(Private=secret))
    page.Thumb = file.make_stream(SECRET.encode())
    page.AA = Dictionary(O=script)
    page.Metadata = file.make_stream(SECRET.encode())
    page.Annots = Array([Dictionary(Type=Name.Annot, Subtype=Name.Link, Rect=Array([0, 0, 1, 1]), Contents=secret)])
    page.Contents = file.make_stream(
        page.Contents.read_bytes()
        + b"\n% "
        + SECRET.encode()
        + b"\n/Span <</ActualText <"
        + b"feff"
        + SECRET.encode("utf-16-be").hex().encode()
        + b">>> BDC EMC"
    )
    page.Resources.Properties = Dictionary(P1=Dictionary(Alt=secret))
    page.Resources.XObject = Dictionary(Unused=form(file, f"% {SECRET}"))


def test_nothing_is_left_in_hidden_places_of_the_file_and_of_kept_pages() -> None:
    before = pdf(PAGE, Page([("公开页", 60, 100)]), change=hide_everywhere)
    assert holds(before, SECRET)
    done = redact(before, terms=(SECRET,))
    assert text(done.data) == ["", "公开页"]
    assert not holds(done.data, SECRET)
    left = keys(done.data)
    assert not left & {"/OpenAction", "/AA", "/JS", "/Names", "/Annots", "/Metadata", "/Info", "/Outlines", "/AcroForm"}
    assert not left & {"/StructTreeRoot", "/PieceInfo", "/Thumb", "/Properties", "/Lang", "/EmbeddedFiles", "/Unused"}


def test_the_history_of_the_file_is_gone() -> None:
    old = pdf(Page([(SECRET, 60, 100)]))
    with pikepdf.open(io.BytesIO(old)) as file:
        first = len(file.objects) + 1
    body = f"\n{first} 0 obj\n({SECRET.encode('utf-16-be').hex()})\nendobj\n".encode()
    done = redact(old + body, Box(1, 200, 20, 30, 30), terms=(SECRET,))
    assert not holds(done.data, SECRET)
    assert done.data.count(b"%%EOF") == 1


@pytest.mark.parametrize(
    ("page", "reason"),
    [
        (Page([(SECRET, 60, 900), ("公开页", 60, 100)]), "term"),
        (Page([("李四五", 60, 900), ("公开页", 60, 100)]), "outside"),
        (Page([("李四五", 60, 15), ("公开页", 60, 100)], crop=(0, 50, 300, 200)), "outside"),
        (Page(before="1 0 0 rg 250 100 100 40 re f"), "outside"),
        (Page(before="/OC /Layer BDC 1 0 0 rg 60 100 10 10 re f EMC"), "layers"),
        (Page(before="(secret) q Q"), "content"),
        (Page(before="/F9 12 Tf"), "content"),
        (Page(before="1 2 3 unheard"), "content"),
        (Page(before="BT (a) Tj ET"), "content"),
        (Page(before="/Unheard gs"), "content"),
    ],
)
def test_a_page_that_cannot_be_cleaned_is_drawn_anew(page: Page, reason: str) -> None:
    before = pdf(PAGE, page)
    done = redact(before, COVER, terms=(SECRET,), looked_at=frozenset({2}))
    assert done.report.drawn_anew == {1: "box", 2: reason}
    assert text(done.data) == ["", ""]
    assert not holds(done.data, "secret")


def note(file: pikepdf.Pdf) -> Array:
    look = form(file, "BT /F1 12 Tf 1 0 0 rg 2 4 Td (Noted) Tj ET")
    rest = Dictionary(Type=Name.Annot, Rect=Array([60, 40, 160, 60]), F=4, Contents=String(SECRET))
    rest.Subtype, rest.AP = Name.FreeText, Dictionary(N=file.make_indirect(look))
    return Array([file.make_indirect(rest)])


def filled_field(file: pikepdf.Pdf) -> Array:
    look = form(file, "/Tx BMC BT /F1 12 Tf 2 4 Td (Filled) Tj ET EMC")
    field = Dictionary(Type=Name.Annot, Subtype=Name.Widget, FT=Name.Tx, T=String("name"), V=String(SECRET), F=4)
    field.Rect, field.AP = Array([60, 40, 160, 60]), Dictionary(N=file.make_indirect(look))
    field = file.make_indirect(field)
    file.Root.AcroForm = Dictionary(Fields=Array([field]), DA=String("/F1 0 Tf 0 g"))
    return Array([field])


@pytest.mark.parametrize("annotations", [note, filled_field])
def test_notes_and_fields_stay_as_they_are_seen_and_only_so(annotations) -> None:
    before = pdf(PAGE, Page([("公开页", 60, 100)], entries={"Annots": annotations}))
    done = redact(before, COVER)
    assert done.report.drawn_anew == {1: "box", 2: "annotations"}
    assert not holds(done.data, SECRET)
    assert not keys(done.data) & {"/Annots", "/AcroForm", "/Annot"}
    assert darkest(seen(done.data, 2).crop((120, 280, 200, 320)).split()[1].convert("RGB")) < 100, "still seen"


def test_a_form_xobject_is_cleaned_too() -> None:
    def add(file: pikepdf.Pdf) -> None:
        inner = form(file, f"BT /F1 12 Tf 2 4 Td (Inner) Tj ET % {SECRET}")
        inner.PieceInfo = Dictionary(A=String(SECRET))
        file.pages[1].obj.Resources.XObject = Dictionary(Form=file.make_indirect(inner))
        file.pages[1].obj.Contents = file.make_stream(b"q 1 0 0 1 20 20 cm /Form Do Q")

    done = redact(pdf(PAGE, Page(), change=add), COVER)
    assert text(done.data) == ["", "inner"]
    assert done.report.drawn_anew == {1: "box"}
    assert not holds(done.data, SECRET)


def test_pictures_of_kept_pages_lose_their_metadata() -> None:
    plain = picture(kind="JPEG")
    exif = b"\xff\xe1" + (2 + 6 + len(SECRET.encode())).to_bytes(2) + b"Exif\0\0" + SECRET.encode()
    comment = b"\xff\xfe" + (2 + len(SECRET.encode())).to_bytes(2) + SECRET.encode()
    data = plain[:2] + exif + comment + plain[2:] + SECRET.encode()

    def add(file: pikepdf.Pdf) -> None:
        file.pages[1].obj.Resources.XObject = Dictionary(Im=jpeg_in(file, data, 200, 120))
        file.pages[1].obj.Contents = file.make_stream(b"q 200 0 0 120 20 20 cm /Im Do Q")

    before = pdf(PAGE, Page(), change=add)
    assert SECRET.encode() in everything(before)
    done = redact(before, COVER, terms=(SECRET,), looked_at=frozenset({2}))
    assert done.report.drawn_anew == {1: "box"}
    assert not holds(done.data, SECRET)
    assert seen(done.data, 2).tobytes() == seen(before, 2).tobytes()


def test_a_picture_of_a_blackened_page_is_black_below_the_box_and_gone_from_the_file() -> None:
    image = picture(kind="JPEG", size=(600, 400))

    def add(file: pikepdf.Pdf) -> None:
        shared = Dictionary(XObject=Dictionary(Im=jpeg_in(file, image, 600, 400)))
        for page in file.pages:
            page.obj.Resources = shared
        file.pages[0].obj.Contents = file.make_stream(b"q 300 0 0 200 0 0 cm /Im Do Q")
        file.pages[1].obj.Contents = file.make_stream(b"1 0 0 rg 10 10 20 20 re f")

    done = redact(pdf(Page(), Page(), change=add), Box(1, 100, 50, 80, 40))
    assert done.report.drawn_anew == {1: "box"}
    with pikepdf.open(io.BytesIO(done.data)) as file:
        pictures = [
            one for one in file.objects if isinstance(one, pikepdf.Stream) and one.get("/Subtype") == Name.Image
        ]
        assert len(pictures) == 1
    shown = seen(done.data, scale=4)
    assert brightest(shown.crop((400, 200, 720, 360))) == 0
    assert brightest(shown.crop((0, 700, 100, 800))) > 100


def test_a_page_that_is_packed_as_a_jpeg_is_black_in_its_boxes(monkeypatch) -> None:
    monkeypatch.setattr(drawing, "LARGEST_LOSSLESS", 100)
    image = picture(kind="JPEG", size=(600, 400))

    def add(file: pikepdf.Pdf) -> None:
        file.pages[0].obj.Resources.XObject = Dictionary(Im=jpeg_in(file, image, 600, 400))
        file.pages[0].obj.Contents = file.make_stream(b"q 300 0 0 200 0 0 cm /Im Do Q")

    done = redact(pdf(Page(), change=add), Box(1, 101, 51, 83, 47))
    with pikepdf.open(io.BytesIO(done.data)) as file:
        assert file.pages[0].Resources.XObject.R0.Filter == Name.DCTDecode
    assert brightest(seen(done.data, scale=4).crop((404, 204, 736, 392))) <= 4


def test_terms_and_pictures_need_eyes() -> None:
    before = pdf(PAGE, Page(before="10 10 m 50 50 l S"))
    with pytest.raises(NotSearched) as refused:
        redact(before, terms=(SECRET,))
    assert refused.value.facts["pages"] == [2]
    done = redact(before, terms=(SECRET,), looked_at=frozenset({2}))
    assert (done.report.unsearchable, done.report.looked_at) == ((2,), (2,))


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "broken"),
        (b"%PDF-1.7 nothing", "broken"),
        (pdf(PAGE)[:400], "broken"),
        (pdf(*[Page()] * 501), "pages"),
        (pdf(Page(media=(0, 0, 20_000, 200))), "large"),
        (pdf(Page(media=(0, 0, 14_000, 14_000))), "large"),
        (saved(pikepdf.open(io.BytesIO(pdf(PAGE))), encryption=pikepdf.Encryption(user="a", owner="b")), "locked"),
        (saved(pikepdf.open(io.BytesIO(pdf(PAGE))), encryption=pikepdf.Encryption(user="", owner="b")), "locked"),
    ],
)
def test_what_cannot_be_redacted_is_told_in_words(data: bytes, code: str) -> None:
    with pytest.raises(CannotRedact) as refused:
        redact(data, COVER)
    assert refused.value.code == code
    assert refused.value.messages[0].endswith("。")
