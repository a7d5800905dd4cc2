"""WeasyPrint, for papers: no network, no files, tagged for screen readers, the same bytes for the same paper."""

import hashlib
import logging
import threading
from typing import Any

from yilan.papers.errors import MissingGlyphs, PdfUnavailable
from yilan.papers.pdf import site_fonts

VARIANT = "pdf/ua-1"
# Pango and fontconfig are not made for several threads at once, and a paper takes a fifth of a second.
_ONE_AT_A_TIME = threading.Lock()
logging.getLogger("weasyprint").addHandler(logging.NullHandler())


def pdf_of(html: str, css: str) -> bytes:
    """Return the PDF of an HTML document.

    Raises `PdfUnavailable` where Pango is missing, `MissingGlyphs` where a character is in no font.
    """
    named = hashlib.sha256(html.encode()).hexdigest()[:32].encode()
    pdf, fonts = _set(html, css, pdf_identifier=named)
    missing = {chr(codepoint) for font in fonts for codepoint in font.missing}
    if missing:
        raise MissingGlyphs(missing)
    return pdf


def written_by(html: str, css: str) -> dict[str, str]:
    """Return what each font of a small document wrote, by the fonts' families. Raises `PdfUnavailable`."""
    _pdf, fonts = _set(html, css)
    told: dict[str, str] = {}
    for font in fonts:
        told[font.family] = told.get(font.family, "") + "".join(font.to_unicode.values())
    return told


def _set(html: str, css: str, **options: Any) -> tuple[bytes, list[Any]]:
    with _ONE_AT_A_TIME:
        weasyprint = _library()
        fonts = weasyprint.text.fonts.FontConfiguration()
        fetcher = _fetcher(weasyprint)
        sheet = weasyprint.CSS(string=f"{site_fonts.font_faces()}\n{css}", font_config=fonts, url_fetcher=fetcher)
        parsed = weasyprint.HTML(string=html, url_fetcher=fetcher)
        document = parsed.render(font_config=fonts, stylesheets=[sheet], pdf_variant=VARIANT)
        pdf: bytes = document.write_pdf(pdf_variant=VARIANT, **options)
        return pdf, list(document.fonts.values())


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
