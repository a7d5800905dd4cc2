"""Files as people attach them, made here: each holds the texts that are given, page by page."""

import io
import zipfile

from openpyxl import Workbook

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
A = 'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"'
P = 'xmlns:p="http://schemas.openxmlformats.org/presentationml/2006/main"'
R = 'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
O = 'xmlns:o="http://www.ofdspec.org/2016"'  # noqa: E741


def package(parts: dict[str, str]) -> bytes:
    """Zip parts together."""
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as file:
        for name, text in parts.items():
            file.writestr(name, text)
    return data.getvalue()


def docx(text: str, hidden: str = "") -> bytes:
    """Make a Word file; its words are cut into runs, as Word does."""
    runs = "".join(f"<w:r><w:t>{letter}</w:t></w:r>" for letter in text)
    unseen = f"<w:r><w:rPr><w:vanish/></w:rPr><w:t>{hidden}</w:t></w:r>" if hidden else ""
    gone = "<w:del><w:r><w:delText>删去</w:delText></w:r></w:del>"
    return package(
        {"word/document.xml": f"<w:document {W}><w:body><w:p>{runs}{unseen}{gone}</w:p></w:body></w:document>"}
    )


def xlsx(shown: str, hidden: str) -> bytes:
    """Make a workbook with a sheet that is shown and one that is hidden."""
    book = Workbook()
    book.active.append([shown, 12, None])
    sheet = book.create_sheet("底稿")
    sheet.append([hidden])
    sheet.sheet_state = "hidden"
    data = io.BytesIO()
    book.save(data)
    return data.getvalue()


def pptx(*slides: str, hidden: int = -1) -> bytes:
    """Make slides; the last file is shown first, for their order is not that of their names."""
    order = list(range(len(slides)))[::-1]
    parts = {
        "ppt/presentation.xml": f"<p:presentation {P} {R}><p:sldIdLst>"
        + "".join(f'<p:sldId id="{256 + n}" r:id="rId{n}"/>' for n in order)
        + "</p:sldIdLst></p:presentation>",
        "ppt/_rels/presentation.xml.rels": "<Relationships>"
        + "".join(f'<Relationship Id="rId{n}" Target="slides/slide{n}.xml"/>' for n in order)
        + "</Relationships>",
    }
    for place, (number, text) in enumerate(zip(order, slides, strict=True)):
        show = ' show="0"' if place == hidden else ""
        parts[f"ppt/slides/slide{number}.xml"] = f"<p:sld {P} {A}{show}><a:p><a:r><a:t>{text}</a:t></a:r></a:p></p:sld>"
    return package(parts)


def ofd(*pages: str) -> bytes:
    """Make a file of the national layout format."""
    parts = {"OFD.xml": f"<o:OFD {O}/>"}
    for number, text in enumerate(pages):
        parts[f"Doc_0/Pages/Page_{number}/Content.xml"] = (
            f"<o:Page {O}><o:TextObject><o:TextCode>{text}</o:TextCode></o:TextObject></o:Page>"
        )
    return package(parts)


def odt(text: str) -> bytes:
    """Make an OpenDocument text."""
    office = 'xmlns:office="urn:office" xmlns:text="urn:text"'
    return package(
        {
            "content.xml": f"<office:document-content {office}><office:body><office:text>"
            f"<text:p>{text[:1]}<text:span>{text[1:]}</text:span></text:p>"
            "</office:text></office:body></office:document-content>"
        }
    )


def pdf(*pages: str, pictures: bool = False) -> bytes:
    """Make a PDF whose text is in a font that is not embedded, with the table that tells its characters."""
    objects: list[bytes] = []

    def add(body: str | bytes) -> int:
        objects.append(body.encode() if isinstance(body, str) else body)
        return len(objects)

    letters = sorted({letter for page in pages for letter in page})
    codes = {letter: number for number, letter in enumerate(letters, start=1)}
    lines = "\n".join(f"<{code:04x}> <{letter.encode('utf-16-be').hex()}>" for letter, code in codes.items())
    cmap = (
        "/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapType 2 def "
        "1 begincodespacerange <0000> <ffff> endcodespacerange\n"
        f"{len(codes)} beginbfchar\n{lines}\nendbfchar endcmap end end"
    )
    table = add(f"<< /Length {len(cmap)} >>\nstream\n{cmap}\nendstream")
    low = add(
        "<< /Type /Font /Subtype /CIDFontType2 /BaseFont /Song /CIDSystemInfo << /Registry (Adobe) /Ordering (Identity)"
        " /Supplement 0 >> /DW 1000 >>"
    )
    font = add(
        f"<< /Type /Font /Subtype /Type0 /BaseFont /Song /Encoding /Identity-H /DescendantFonts [{low} 0 R]"
        f" /ToUnicode {table} 0 R >>"
    )
    parent = len(objects) + 2 * len(pages) + 1
    kids = []
    for page in pages:
        shown = "" if pictures else f"BT /F1 12 Tf 50 700 Td <{''.join(f'{codes[one]:04x}' for one in page)}> Tj ET"
        content = add(f"<< /Length {len(shown)} >>\nstream\n{shown}\nendstream")
        kids.append(
            add(
                f"<< /Type /Page /Parent {parent} 0 R /MediaBox [0 0 595 842] /Contents {content} 0 R"
                f" /Resources << /Font << /F1 {font} 0 R >> >> >>"
            )
        )
    add(f"<< /Type /Pages /Count {len(kids)} /Kids [{' '.join(f'{kid} 0 R' for kid in kids)}] >>")
    root = add(f"<< /Type /Catalog /Pages {parent} 0 R >>")
    data, places = b"%PDF-1.7\n", []
    for number, body in enumerate(objects, start=1):
        places.append(len(data))
        data += f"{number} 0 obj\n".encode() + body + b"\nendobj\n"
    start = len(data)
    data += f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n".encode()
    data += b"".join(f"{place:010d} 00000 n \n".encode() for place in places)
    return data + f"trailer << /Size {len(objects) + 1} /Root {root} 0 R >>\nstartxref\n{start}\n%%EOF".encode()
