import segno
from django.utils.safestring import SafeString, mark_safe


def qr_code(address: str) -> SafeString:
    """Return an address as a QR code in SVG, for paper. It holds nothing that a reader typed."""
    # One of the eight masks is as readable as another; trying all of them costs more than the rest of a record's page.
    svg = segno.make_qr(address, error="m", mask=4).svg_inline(
        scale=2, border=2, omitsize=True, svgclass="qr", lineclass=None
    )
    return mark_safe(svg)  # noqa: S308 - segno draws squares; the address is not part of the drawing
