"""What is taken, and what is left of it: nothing that runs, and nothing that tells more than was meant."""

import hashlib
import io
from zipfile import ZipFile

import docx
import openpyxl
import pikepdf
import pytest
from PIL import Image
from tests.intake import hostile
from tests.intake.conftest import sent

from yilan.intake.receiving import receive


def written_with_word():
    document = docx.Document()
    document.add_heading("申请书")
    document.add_paragraph("申请公开2014年低保名单。")
    document.add_picture(io.BytesIO(hostile.picture("PNG")))
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def written_with_excel():
    book = openpyxl.Workbook()
    book.active.append(["姓名", "=SUM(1,2)", '=IF(A1="a|b!","x","y")'])
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def written_with_strokes():
    """Sheets and columns may be called with a stroke, and texts hold what looks like a command."""
    book = openpyxl.Workbook()
    book.active.title = "收入|支出"
    other = book.create_sheet("O'Neil|甲")
    other.append(["='收入|支出'!A1", "='O''Neil|甲'!B2", "=\"cmd|'/c calc'!A1\"", "=SUM(表1[收入|支出])"])
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


AS_SENT = {
    "pdf": ("申请.pdf", hostile.pdf, "application/pdf"),
    "pdf that opens at a page": (
        "申请.pdf",
        lambda: hostile.pdf(lambda document: setattr(document.Root, "OpenAction", pikepdf.Array([0]))),
        "application/pdf",
    ),
    "docx": ("申请.docx", written_with_word, "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
    "xlsx": ("表.xlsx", written_with_excel, "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
    "link in a docx": (
        "申请.docx",
        lambda: hostile.docx_with_links(("hyperlink", "https://www.example.gov.cn/")),
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    ),
    "chart's numbers": (
        "申请.docx",
        lambda: hostile.docx(parts={"word/embeddings/Sheet1.xlsx": written_with_excel()}),
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    ),
    "ofd": ("票.ofd", hostile.ofd, "application/ofd"),
    "ofd with an invoice and a link": (
        "票.ofd",
        lambda: hostile.ofd(**{
            "Doc_0/Attachs/original_invoice.xml": "<eInvoice/>",
            "Doc_0/Pages/Page_0/Content.xml": '<Action Event="CLICK"><URI URI="https://www.example.gov.cn/"/></Action>',
        }),
        "application/ofd",
    ),
    "fields in fields": (
        "申请.docx",
        lambda: hostile.docx(
            hostile.field("TOC \\o ", None, ("PAGEREF _Toc1 \\h", None))
            + hostile.field("IF ", ("PAGE", None), ' = 1 "首页" "次页"', None)
            + hostile.field(" = ", ("NUMPAGES", None), "-1", None)
            + hostile.field('HYPERLINK "https://www.example.gov.cn/"', None)
            + hostile.field('INCLUDEPICTURE "https://www.example.gov.cn/a.png" \\* MERGEFORMATINET', None)
        ),
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    ),
    "drawing in a docx": (
        "申请.docx",
        lambda: hostile.docx(
            parts={"word/media/image1.svg": '<svg><path fill="url(#a)" d="M0 0"/></svg>'}
        ),
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    ),
    "strokes in names": (
        "表.xlsx",
        written_with_strokes,
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    ),
    "link in a pdf": ("申请.pdf", lambda: hostile.pdf(hostile.linked), "application/pdf"),
    "utf-8": ("说明.txt", "申请公开。\r\n".encode, "text/plain"),
    "gb18030": ("说明.TXT", lambda: "申请公开。".encode("gb18030"), "text/plain"),
    "utf-16": ("说明.txt", lambda: "申请公开。".encode("utf-16"), "text/plain"),
}  # fmt: skip


@pytest.mark.parametrize(("name", "make", "media_type"), AS_SENT.values(), ids=AS_SENT)
def test_kept_as_it_was_sent(home, name, make, media_type):
    data = make()
    received = receive(sent(name, data))
    assert (received.media_type, received.size, received.changes) == (media_type, len(data), ())
    assert received.sha256 == hashlib.sha256(data).hexdigest()
    assert received.path.read_bytes() == data
    assert received.path.parent == home / "quarantine"


PICTURES = {
    "jpeg": ("证件.jpg", hostile.located, "证件.jpg", "image/jpeg", ("metadata",)),
    "png": ("图.png", hostile.noted_png, "图.png", "image/png", ()),
    "png with transparency": ("图.png", lambda: hostile.picture("PNG", mode="RGBA"), "图.png", "image/png", ()),
    "webp": ("图.webp", lambda: hostile.picture("WEBP", mode="RGBA"), "图.jpg", "image/jpeg", ("converted",)),
    "heic": ("IMG_1.HEIC", hostile.heic, "IMG_1.jpg", "image/jpeg", ("converted",)),
    "png called jpg": ("图.jpg", lambda: hostile.picture("PNG"), "图.png", "image/png", ()),
    "cmyk": ("图.jpeg", lambda: hostile.picture(mode="CMYK"), "图.jpeg", "image/jpeg", ()),
    "png and zip": ("图.png", lambda: hostile.picture("PNG") + hostile.jar(), "图.png", "image/png", ()),
}


@pytest.mark.parametrize("case", PICTURES)
def test_pictures_are_drawn_anew(home, case):
    name, make, *told = PICTURES[case]
    received = receive(sent(name, make()))
    assert [received.name, received.media_type, received.changes] == told
    data = received.path.read_bytes()
    assert (len(data), hashlib.sha256(data).hexdigest()) == (received.size, received.sha256)
    assert b"Jianguo" not in data
    assert b"at home" not in data
    assert b"PK" not in data
    with Image.open(io.BytesIO(data)) as picture:
        assert not picture.getexif()
        assert not {"comment", "icc_profile", "exif", "Author"} & set(picture.info)


def test_a_photograph_stands_upright(home):
    with Image.open(receive(sent("证件.jpg", hostile.located())).path) as picture:
        assert picture.size == (30, 40), "it was sent lying, 40 by 30"


ACTIVE = {
    "opens with a script": hostile.opens_with_script,
    "named script": hostile.named_script,
    "starts a program": hostile.launches,
    "acts when a page opens": hostile.page_acts,
    "goes on with a script": hostile.chained,
    "opens an address": hostile.opens_an_address,
    "goes on to an address": hostile.goes_on_to_an_address,
    "link with a script": lambda document: hostile.linked(document, "javascript:app.alert(1)"),
    "link to a share": lambda document: hostile.linked(document, "file://evil.example/a.exe"),
    "sends a form": hostile.sends_a_form,
    "draws another file": hostile.draws_another_file,
}


@pytest.mark.parametrize("change", ACTIVE.values(), ids=ACTIVE)
def test_what_a_pdf_would_do_is_taken_out(home, change):
    received = receive(sent("申请.pdf", hostile.pdf(change)))
    assert received.changes == ("active",)
    with pikepdf.open(received.path) as document:
        assert len(document.pages) == 1
        plain = "".join(str(one.unparse(resolved=False)) for one in document.objects)
    for word in ("JavaScript", "javascript", "/JS", "Launch", "/AA", "evil", "SubmitForm"):
        assert word not in plain
    assert b"app.alert" not in received.path.read_bytes()
    assert [path.name for path in received.path.parent.iterdir()] == [received.path.name], "what was sent is gone"


@pytest.mark.parametrize("behind", [hostile.jar, lambda: b"<script>alert(1)</script>"], ids=["archive", "script"])
def test_what_hangs_behind_a_pdf_goes(home, behind):
    received = receive(sent("申请.pdf", hostile.pdf() + behind()))
    assert received.changes == ("rewritten",)
    data = received.path.read_bytes()
    assert data.startswith(b"%PDF-")
    assert data.rstrip().endswith(b"%%EOF")
    assert b"META-INF" not in data
    assert b"script" not in data


def test_a_damaged_pdf_is_written_anew(home):
    """Programs guess differently what a damaged file says; ours is the guess that everybody reads then."""
    received = receive(sent("申请.pdf", hostile.pdf().replace(b"startxref\n", b"startxref\n9")))
    assert received.changes == ("rewritten",)
    with pikepdf.open(received.path) as document:
        assert not document.get_warnings()


def test_links_that_leave_the_web_lead_nowhere(home):
    links = ["file://evil.example/a.exe", "ms-msdt:/id PCWDiagnostic", r"\\\\evil\\a", "https://www.example.gov.cn/"]
    received = receive(sent("申请.docx", hostile.docx_with_links(*(("hyperlink", one) for one in links))))
    assert received.changes == ("links",)
    with ZipFile(received.path) as opened:
        written = opened.read("word/_rels/document.xml.rels").decode()
    assert written.count('Target="removed"') == 3
    assert "https://www.example.gov.cn/" in written


def test_an_office_file_fetches_nothing_when_it_opens(home):
    data = hostile.docx_with_links(
        ("attachedTemplate", "http://evil.example/a.dotm"),
        ("image", "file://evil.example/pixel.png"),
        ("hyperlink", "https://www.example.gov.cn/?a=1&amp;b=2"),
    )
    received = receive(sent("申请.docx", data))
    assert received.changes == ("links",)
    with ZipFile(received.path) as opened:
        links = opened.read("word/_rels/document.xml.rels").decode()
        assert opened.read("word/document.xml") == ZipFile(io.BytesIO(data)).read("word/document.xml")
    assert "evil" not in links
    assert "https://www.example.gov.cn/?a=1&amp;b=2" in links
    assert links.count("<Relationship ") == 3


def test_a_real_word_file_still_opens_after_its_template_was_taken_out(home):
    document = docx.Document()
    document.add_paragraph("申请公开。")
    settings = next(part for part in document.part.package.iter_parts() if part.partname == "/word/settings.xml")
    settings.relate_to(
        "file:///C:/Users/wang/Normal.dotm", f"{hostile.RELATIONSHIPS}/attachedTemplate", is_external=True
    )
    out = io.BytesIO()
    document.save(out)
    received = receive(sent("申请.docx", out.getvalue()))
    assert received.changes == ("links",)
    assert docx.Document(io.BytesIO(received.path.read_bytes())).paragraphs[0].text == "申请公开。"
    assert b"wang" not in b"".join(ZipFile(received.path).read(name) for name in ZipFile(received.path).namelist())
