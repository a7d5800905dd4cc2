"""WeasyPrint, for papers: no network, no files, tagged and archival, the same bytes for the same paper."""

import hashlib
import logging
import threading
from collections import defaultdict
from collections.abc import Sequence
from functools import lru_cache
from typing import Any

from yilan.papers.errors import MissingGlyphs, PdfUnavailable
from yilan.papers.layout.measures import LINE, TOP
from yilan.papers.pdf import site_fonts
from yilan.papers.pdf.archival import OPTIONS, finish
from yilan.papers.pdf.html import SIGNATURE

PIXEL = 25.4 / 96  # mm
BOLD = 600  # the weight from which a font is a bold one
LONELY = 4.5  # lines from the top of a page: a line or two of text, two empty ones, the signature
# Pango and fontconfig are not made for several threads at once, and a paper takes a fifth of a second.
_ONE_AT_A_TIME = threading.Lock()
logging.getLogger("weasyprint").addHandler(logging.NullHandler())


def pdf_of(html: str, css: str, *tighter: str) -> bytes:
    """Return the PDF of an HTML document.

    `tighter` are style sheets with less room between the lines: where signature and day would stand all but alone on
    a page, the first of them is taken that brings them back to the text (GB/T 9704-2012, 7.3.5.4).

    Raises `PdfUnavailable` where Pango is missing, `MissingGlyphs` where a character is in no font.
    """
    named = hashlib.sha256(html.encode()).hexdigest()[:32].encode()
    pdf, fonts = _set(html, (css, *tighter), pdf_identifier=named)
    missing = {chr(codepoint) for font in fonts for codepoint in font.missing}
    if missing:
        raise MissingGlyphs(missing)
    return pdf


def has_written(family: str, *, bold: bool) -> set[str]:
    """Return the characters that a font is known to have: it wrote them in one of this process's documents."""
    return _written(site_fonts.state())[family, bold]


def written_by(html: str, css: str) -> dict[str, str]:
    """Return what each font of a small document wrote, by the fonts' families. Raises `PdfUnavailable`."""
    _pdf, fonts = _set(html, (css,))
    told: dict[str, str] = {}
    for font in fonts:
        told[font.family] = told.get(font.family, "") + "".join(font.to_unicode.values())
    return told


def _set(html: str, sheets: Sequence[str], **options: Any) -> tuple[bytes, list[Any]]:
    with _ONE_AT_A_TIME:
        weasyprint = _library()
        document = _laid_out(weasyprint, html, sheets[0])
        number, top = _signature(document)
        if number and top < TOP + LONELY * LINE:
            for css in sheets[1:]:
                tight = _laid_out(weasyprint, html, css)
                if _signature(tight)[0] < number:
                    document = tight
                    break
        pdf: bytes = document.write_pdf(finisher=finish, **OPTIONS, **options)
        fonts = list(document.fonts.values())
        written = _written(site_fonts.state())
        for font in fonts:
            signs = "".join(font.to_unicode.values())
            written[font.family, font.weight >= BOLD].update(set(signs) - set(map(chr, font.missing)))
        return pdf, fonts


@lru_cache(maxsize=1)
def _written(_state: tuple[tuple[str, int], ...]) -> defaultdict[tuple[str, bool], set[str]]:
    return defaultdict(set)


def _laid_out(weasyprint: Any, html: str, css: str) -> Any:
    fonts = weasyprint.text.fonts.FontConfiguration()
    fetcher = _fetcher(weasyprint)
    sheet = weasyprint.CSS(string=f"{site_fonts.font_faces()}\n{css}", font_config=fonts, url_fetcher=fetcher)
    parsed = weasyprint.HTML(string=html, url_fetcher=fetcher)
    return parsed.render(font_config=fonts, stylesheets=[sheet], **OPTIONS)


def _signature(document: Any) -> tuple[int, float]:
    """Return on which page the signature stands, from nought, and how far from the top in millimetres."""
    places = (
        (number, page.anchors[SIGNATURE]) for number, page in enumerate(document.pages) if SIGNATURE in page.anchors
    )
    number, (_x, y, *_size) = next(places, (0, (0.0, 0.0)))
    return number, y * PIXEL


def _library() -> Any:
    try:
        import weasyprint
        import weasyprint.text.fonts
    except (ImportError, OSError) as error:  # OSError: the package is there, the libraries of the system are not
        raise PdfUnavailable from error
    return weasyprint


def _fetcher(weasyprint: Any) -> Any:
    def fetch(address: str) -> Any:
        return weasyprint.urls.URLFetcherResponse(address, site_fonts.read(address))

    return fetch
