"""PDFs and pictures made here, with words in every place where one may forget them."""

import io
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

import pikepdf
from pikepdf import Array, Dictionary, Name, Pdf, String
from PIL import Image

Word = tuple[str, float, float]  # text, and where it begins in the page's own coordinates


@dataclass
class Page:
    """A page of 300 by 200 points."""

    words: Sequence[Word] = ()
    media: Sequence[float] = (0, 0, 300, 200)
    crop: Sequence[float] | None = None
    rotate: int = 0
    before: str = ""  # operators in front of the words
    entries: dict = field(default_factory=dict)


def pdf(*pages: Page, change=None) -> bytes:
    """Make a PDF in a font that is not embedded, its characters told by a table; `change(pdf)` adds to it."""
    file = pikepdf.new()
    letters = sorted({letter for page in pages for word in page.words for letter in word[0]})
    font = _font(file, letters)
    for page in pages:
        shown = [
            f"BT /F1 12 Tf 1 0 0 1 {x} {y} Tm <{''.join(f'{letters.index(one) + 1:04x}' for one in text)}> Tj ET"
            for text, x, y in page.words
        ]
        made = Dictionary(
            Type=Name.Page,
            MediaBox=Array(page.media),
            Contents=file.make_stream("\n".join([page.before, *shown]).encode()),
            Resources=Dictionary(Font=Dictionary(F1=font)),
        )
        if page.crop:
            made.CropBox = Array(page.crop)
        if page.rotate:
            made.Rotate = page.rotate
        for name, value in page.entries.items():
            made[f"/{name}"] = value(file) if callable(value) else value
        file.pages.append(pikepdf.Page(made))
    if change:
        change(file)
    return saved(file)


def saved(file: Pdf, **options) -> bytes:
    data = io.BytesIO()
    file.save(data, **options)
    return data.getvalue()


def _font(file: Pdf, letters: Iterable[str]):
    lines = [f"<{code:04x}> <{letter.encode('utf-16-be').hex()}>" for code, letter in enumerate(letters, 1)]
    table = f"begincmap 1 begincodespacerange <0000> <ffff> endcodespacerange {len(lines)} beginbfchar\n"
    table += "\n".join(lines) + "\nendbfchar endcmap"
    low = Dictionary(
        Type=Name.Font,
        Subtype=Name.CIDFontType2,
        BaseFont=Name.Song,
        CIDSystemInfo=Dictionary(Registry=String("Adobe"), Ordering=String("Identity"), Supplement=0),
        DW=1000,
        W=Array([1, Array([1000 for _ in lines])]),
    )
    return file.make_indirect(
        Dictionary(
            Type=Name.Font,
            Subtype=Name.Type0,
            BaseFont=Name.Song,
            Encoding=Name("/Identity-H"),
            DescendantFonts=Array([file.make_indirect(low)]),
            ToUnicode=file.make_stream(table.encode()),
        )
    )


def form(file: Pdf, content: str, width: float = 100, height: float = 20) -> pikepdf.Stream:
    """Make an appearance of an annotation, or a form."""
    font = Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica)
    stream = file.make_stream(content.encode())
    stream.Type, stream.Subtype, stream.BBox = Name.XObject, Name.Form, Array([0, 0, width, height])
    stream.Resources = Dictionary(Font=Dictionary(F1=font))
    return stream


def picture(mode: str = "RGB", size: tuple[int, int] = (200, 120), kind: str = "PNG", **options) -> bytes:
    """Make a picture whose points all differ a little."""
    image = Image.linear_gradient("L").resize(size).convert(mode)
    data = io.BytesIO()
    image.save(data, kind, **options)
    return data.getvalue()


def jpeg_in(file: Pdf, data: bytes, width: int, height: int) -> pikepdf.Stream:
    """Put a JPEG into a PDF as it is."""
    stream = file.make_stream(b"")
    stream.write(data, filter=Name.DCTDecode)
    stream.Type, stream.Subtype, stream.Width, stream.Height = Name.XObject, Name.Image, width, height
    stream.ColorSpace, stream.BitsPerComponent = Name.DeviceRGB, 8
    return stream
