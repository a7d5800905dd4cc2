"""What a file is by its first bytes: enough to choose who opens it, never enough to trust it."""

import re

HEAD = 1024  # bytes that are looked at
SPACE = b"\xef\xbb\xbf\0 \t\r\n"
HEIC_BRANDS = {b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx", b"mif1", b"msf1"}
STARTS = (
    (b"%PDF-", "pdf"),
    (b"\xff\xd8\xff", "jpeg"),
    (b"\x89PNG\r\n\x1a\n", "png"),
    (b"PK\x03\x04", "zip"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "ole"),
    (b"GIF8", "other_image"),
    (b"BM", "other_image"),
    (b"II*\0", "other_image"),
    (b"MM\0*", "other_image"),
    (b"Rar!", "archive"),
    (b"7z\xbc\xaf", "archive"),
    (b"\x1f\x8b", "archive"),
    (b"BZh", "archive"),
    (b"\xfd7zXZ", "archive"),
    (b"PK\x05\x06", "archive"),
    (b"MZ", "program"),
    (b"\x7fELF", "program"),
    (b"#!", "program"),
    (b"{\\rtf", "other_text"),  # what office programs open by its content, whatever its ending says
    (b"MIME-Version:", "other_text"),
    (b"ID;P", "other_text"),
    (b"%!PS", "other_text"),
)
WEB = re.compile(rb"<(?:!doctype|html|svg|\?xml|script|head|body|iframe|!--|meta)\b", re.IGNORECASE)


def sniffed(head: bytes) -> str:
    """Return what a file with these first bytes may be, empty when they say nothing."""
    for start, what in STARTS:
        if head.startswith(start):
            return what
    if head[:4] == b"RIFF" and head[8:12] == b"WEBP":
        return "webp"
    if head[4:8] == b"ftyp":
        return "heic" if head[8:12] in HEIC_BRANDS else "other_image"
    text = head.lstrip(SPACE)
    if text.startswith(b"%PDF-") and len(head) - len(text) <= len(SPACE):
        return "pdf"
    return "web" if WEB.match(text) else ""
