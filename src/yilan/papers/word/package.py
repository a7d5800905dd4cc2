"""A DOCX as a ZIP file whose bytes depend on its parts only: the same paper always has the same hash."""

import io
import zipfile

FIRST = "[Content_Types].xml"  # what office programs look for first
EPOCH = (1980, 1, 1, 0, 0, 0)  # the earliest time that a ZIP file can hold


def pack(parts: dict[str, bytes]) -> bytes:
    """Return a ZIP file of the parts, by name, without a clock in it."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in sorted(parts, key=lambda one: (one != FIRST, one)):
            entry = zipfile.ZipInfo(name, EPOCH)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr = 0o600 << 16
            archive.writestr(entry, parts[name])
    return target.getvalue()


def unpack(data: bytes) -> dict[str, bytes]:
    """Return the parts of a ZIP file that was checked before (`checking.check`)."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {entry.filename: archive.read(entry) for entry in archive.infolist() if not entry.is_dir()}
