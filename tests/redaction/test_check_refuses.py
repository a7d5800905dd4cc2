"""The check knows nothing of how a file was made: whatever somebody takes for a redaction has to pass it."""

import io
import zlib

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name, String
from tests.redaction.files import Page, form, pdf, saved

from yilan.redaction.errors import StillReadable
from yilan.redaction.pdf.building import build
from yilan.redaction.pdf.checking.everything import check
from yilan.redaction.pdf.surveying import survey
from yilan.redaction.plans import Box, Plan

SECRET = "张三丰"
PLAN = Plan((Box(1, 50, 80, 60, 30),), (SECRET,))
BEFORE = pdf(Page([(SECRET, 60, 100), ("公开内容", 60, 50)]), Page([("另一页", 60, 100)]))


def good() -> bytes:
    return build(BEFORE, survey(BEFORE, PLAN))[0]


def changed(change, data: bytes | None = None) -> bytes:
    with pikepdf.open(io.BytesIO(data or good())) as file:
        change(file)
        return saved(file, object_stream_mode=pikepdf.ObjectStreamMode.disable, static_id=True)


def found(result: bytes, plan: Plan = PLAN, before: bytes = BEFORE) -> set[tuple[str, int]]:
    with pytest.raises(StillReadable) as refused:
        check(survey(before, plan), plan, result)
    assert all(message for message in refused.value.messages)
    return {(what, page) for what, page, _ in refused.value.facts["places"]}


def test_what_was_made_here_passes() -> None:
    checked = check(survey(BEFORE, PLAN), PLAN, good())
    assert len(checked.passed) == 7


def test_a_drawn_rectangle_over_the_text_is_no_redaction() -> None:
    def draw(file: pikepdf.Pdf) -> None:
        page = file.pages[0]
        page.contents_add(b"0 g 40 80 80 60 re f")

    places = found(changed(draw, BEFORE))
    assert {("page_text", 1), ("page_parts", 1), ("term", 1)} <= places
    assert ("not_black", 1) not in places, "it looks as if it were one"


def test_a_picture_with_the_text_below_is_none() -> None:
    def hide(file: pikepdf.Pdf) -> None:
        page = file.pages[0].obj
        words = form(file, "BT 3 Tr /F1 12 Tf (secret) Tj ET")
        page.Resources.XObject.R1 = file.make_indirect(words)
        page.Contents = file.make_stream(b"/R1 Do " + page.Contents.read_bytes())

    assert {("page_text", 1), ("page_parts", 1)} <= found(changed(hide))


@pytest.mark.parametrize("value", [5, 255])
def test_a_box_that_is_not_wholly_black_is_refused(value: int) -> None:
    def scratch(file: pikepdf.Pdf) -> None:
        image = file.pages[0].Resources.XObject.R0
        points = bytearray(image.read_bytes())
        width = int(image.Width)
        across, down = int(80 * width / 300), int(95 * int(image.Height) / 200)
        for row in range(down, down + 3):
            points[row * width + across : row * width + across + 3] = bytes([value] * 3)
        image.write(zlib.compress(bytes(points)), filter=Name.FlateDecode)

    assert found(changed(scratch)) == {("not_black", 1)}


def test_a_box_that_was_blackened_elsewhere_is_refused() -> None:
    moved = Plan((Box(1, 60, 80, 60, 30),), (SECRET,))
    assert ("not_black", 1) in found(build(BEFORE, survey(BEFORE, moved))[0])


def hidden_places():
    secret = String(SECRET)
    yield "info", lambda file: file.docinfo.__setitem__("/Title", SECRET)
    yield "xmp", lambda file: file.Root.__setattr__("Metadata", file.make_stream(SECRET.encode()))
    yield "script", lambda file: file.Root.__setattr__("OpenAction", Dictionary(S=Name.JavaScript, JS=String("1")))
    yield "file", lambda file: file.attachments.__setitem__("a", pikepdf.AttachedFileSpec(file, b"x", filename="a"))
    yield "note", lambda file: file.pages[1].obj.__setattr__("Annots", Array([]))
    yield "tags", lambda file: file.Root.__setattr__("StructTreeRoot", Dictionary(ActualText=secret))
    yield "layer", lambda file: file.Root.__setattr__("OCProperties", Dictionary())
    yield "private", lambda file: file.pages[1].obj.__setattr__("PieceInfo", Dictionary(A=secret))
    yield "miniature", lambda file: file.pages[0].obj.__setattr__("Thumb", file.make_stream(b"x"))
    yield "string", lambda file: file.pages[1].Resources.__setattr__("ExtGState", Dictionary(R5=Dictionary(BM=secret)))
    yield "stream", lambda file: file.pages[1].Resources.XObject.__setattr__("R7", file.make_stream(SECRET.encode()))


@pytest.mark.parametrize(
    ("name", "hide"), list(hidden_places()), ids=lambda value: value if isinstance(value, str) else ""
)
def test_a_leftover_is_refused(name: str, hide) -> None:
    def change(file: pikepdf.Pdf) -> None:
        file.pages[1].obj.Resources.XObject = Dictionary()
        hide(file)

    assert found(changed(change)) & {("structure", 1), ("structure", 2), ("file_structure", 0), ("hidden", 0)}


@pytest.mark.parametrize("coding", ["utf-8", "utf-16-be", "gb18030"])
@pytest.mark.parametrize("written", [bytes, lambda text: text.hex().encode()], ids=["plain", "digits"])
def test_a_term_in_a_content_is_found_in_every_coding(coding: str, written) -> None:
    text = written(SECRET.encode(coding))

    def change(file: pikepdf.Pdf) -> None:
        page = file.pages[1].obj
        shown = f"<{text.hex()}> unheard".encode()
        page.Contents = file.make_stream(page.Contents.read_bytes() + b"\n" + shown)

    assert ("hidden", 0) in found(changed(change))


def test_a_term_behind_the_end_of_the_file_is_found() -> None:
    assert ("hidden", 0) in found(good() + SECRET.encode())


def test_a_term_that_came_back_on_another_page_is_found() -> None:
    after = pdf(Page(), Page([(SECRET, 60, 100)]))
    assert ("term", 2) in found(after)


def test_a_blackened_word_that_came_up_elsewhere_is_found() -> None:
    plan = Plan(PLAN.boxes)
    after = pdf(Page(), Page([(f"另一页{SECRET}", 60, 100)]))
    assert ("term", 2) in found(after, plan)


def test_a_font_that_knows_what_is_black_is_found() -> None:
    def change(file: pikepdf.Pdf) -> None:
        font = file.pages[1].Resources.Font.R0
        font.ToUnicode = file.make_stream(
            b"1 beginbfchar <0009> <" + "丰".encode("utf-16-be").hex().encode() + b"> endbfchar"
        )

    assert ("font", 0) in found(changed(change))


def test_other_pages_or_sizes_are_refused() -> None:
    assert found(changed(lambda file: file.pages.__delitem__(1))) == {("page_count", 0)}

    def shrink(file: pikepdf.Pdf) -> None:
        file.pages[1].obj.MediaBox = Array([0, 0, 299, 200])

    assert found(changed(shrink)) == {("page_size", 2)}


def test_what_cannot_be_checked_has_not_passed() -> None:
    assert found(b"%PDF-1.7") == {("unchecked", 0)}
    assert found(saved(pikepdf.open(io.BytesIO(good())), encryption=pikepdf.Encryption(user="", owner="b"))) == {
        ("unchecked", 0)
    }

    def pack(file: pikepdf.Pdf) -> None:
        stream = file.make_stream(b"")
        stream.write(b"x", filter=Name.JPXDecode)
        file.pages[1].Resources.XObject = Dictionary(R7=stream)

    assert ("unchecked", 0) in found(changed(pack))
