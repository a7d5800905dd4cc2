"""The content of a record as plain JSON: what is reviewed, hashed, frozen and shown.

Outside it stand the things that may change without a new review: the owner in the tree, the address, the validity.
The format is documented in `docs/import-format.md` ("content").
"""

import hashlib
import json
import mimetypes
import re
from collections.abc import Iterator
from html import unescape
from pathlib import PurePosixPath
from typing import Any

from wagtail.rich_text import expand_db_html

from yilan.disclosure.models.record import RecordPage

FORMAT = 1
TAG = re.compile(r"<[^>]*>")
EDITORS_MARKS = re.compile(r' data-block-key="[^"]*"')  # the editor's own, drawn anew at will; nobody reads them


def content_of(record: RecordPage) -> dict[str, Any]:
    """Return a record's reviewable content. Files appear with the SHA-256 of their bytes."""
    return {
        **plain_content(record),
        "community": record.community.code if record.community else None,
        "themes": sorted(theme.code for theme in record.themes.all()),
        "genre": record.genre.code if record.genre else None,
        "statutory_item": record.statutory_item.code if record.statutory_item else None,
        "columns": sorted(column.slug for column in record.columns.all()),
        "issuers": sorted(agency.code for agency in record.issuers.all()),
        "concerned": sorted(agency.code for agency in record.concerned.all()),
        "keywords": split_keywords(record.keywords),
        "body": [block_content(block.block_type, block.value) for block in record.body],
        "attachments": [
            {"title": attachment.title, **file_content(attachment.file)} for attachment in record.attachments.all()
        ],
        "interprets": record.interprets_id,
        "supersedes": sorted(other.pk for other in record.supersedes.all()),
        "duties": [
            {"text": duty.text, "holder": duty.holder.code if duty.holder else None} for duty in record.duties.all()
        ],
    }


def plain_content(record: Any) -> dict[str, Any]:
    """Return the parts of a content that are plain values of a record, or of a checked row of an import."""
    return {
        "format": FORMAT,
        "title": record.title,
        "document_number": record.document_number,
        "written_on": _day(record.written_on),
        "in_force_from": _day(record.in_force_from),
        "in_force_until": _day(record.in_force_until),
        "disclosure": record.disclosure,
        "disclosure_reason": record.disclosure_reason,
        "audience": record.audience,
        "summary": record.summary,
        "source": record.source,
    }


def content_hash(content: dict[str, Any]) -> str:
    """Return the hex SHA-256 of a content's canonical JSON (sorted keys, UTF-8, no spaces)."""
    canonical = json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(canonical.encode()).hexdigest()


def split_keywords(text: str) -> list[str]:
    """Split keywords at commas, semicolons, enumeration commas and spaces of both widths."""
    for mark in "，；、;　 ":
        text = text.replace(mark, ",")
    return [word for word in text.split(",") if word]


def block_content(kind: str, value: Any) -> dict[str, Any]:
    """Return one body block as JSON, links resolved and files named by their SHA-256."""
    if kind == "paragraph":
        return {"type": kind, "value": EDITORS_MARKS.sub("", expand_db_html(value.source))}
    if kind == "table":
        return {"type": kind, "value": {key: value.get(key) for key in TABLE_KEYS}}
    if kind == "image":
        shown = {"alt": value["alt"], "caption": value["caption"] or ""}
        return {"type": kind, "value": shown | (image_content(value["image"]) if value["image"] is not None else {})}
    if kind == "video":
        video = value["file"]
        shown = {"title": value["title"], "transcript": value["transcript"]}
        return {"type": kind, "value": shown | (file_content(video) if video is not None else {})}
    return {"type": kind, "value": {key: str(part) for key, part in value.items()}}


def says_something(block: Any) -> bool:
    """Tell whether a body block has words, a cell or a file for its reader; a signature alone is no document."""
    content = block_content(block.block_type, block.value)
    value = content["value"]
    if content["type"] == "signature":
        return False
    if isinstance(value, str):
        return bool(unescape(TAG.sub("", value)).strip())
    if content["type"] == "table":
        return any(str(cell).strip() for row in value["data"] or [] for cell in row if cell is not None)
    return "sha256" in value or bool(str(value.get("text") or "").strip())


TABLE_KEYS = ("data", "first_row_is_table_header", "first_col_is_header", "table_caption")


def file_content(file: Any) -> dict[str, Any]:
    """Return what a content says of a file."""
    name = file_name(file.file.name)
    return {
        "name": name,
        "sha256": file.sha256,
        "size": file.file_size or 0,
        "media_type": mimetypes.guess_type(name)[0] or "application/octet-stream",
    }


def image_content(image: Any) -> dict[str, Any]:
    """Return what a content says of an image."""
    return {
        "name": file_name(image.file.name),
        "sha256": image.sha256,
        "width": image.width,
        "height": image.height,
    }


def file_name(path: str) -> str:
    """Return the last part of a storage path."""
    return PurePosixPath(path).name


def texts_of(content: dict[str, Any]) -> Iterator[tuple[str, str]]:
    """Yield every text of a content that people read, with the place where it stands (`body 3, row 2`)."""
    for key in ("title", "document_number", "summary", "source", "disclosure_reason"):
        yield key, content[key]
    yield "keywords", " ".join(content["keywords"])
    for number, block in enumerate(content["body"], start=1):
        yield from _block_texts(f"body {number}", block)
    for number, attachment in enumerate(content["attachments"], start=1):
        yield f"attachment {number}", f"{attachment['title']} {attachment['name']}"
    for number, duty in enumerate(content["duties"], start=1):
        yield f"duty {number}", duty["text"]


def _block_texts(place: str, block: dict[str, Any]) -> Iterator[tuple[str, str]]:
    value = block["value"]
    if isinstance(value, str):
        yield place, value
    elif block["type"] == "table":
        yield place, value.get("table_caption") or ""
        for number, row in enumerate(value.get("data") or [], start=1):
            for column, cell in enumerate(row, start=1):
                if cell:
                    yield f"{place}, row {number}, column {column}", str(cell)
    else:
        for key in ("text", "law", "article", "alt", "caption", "title", "transcript", "name"):
            if value.get(key):
                yield place, str(value[key])


def files_of(content: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """Yield every file that a content shows (`sha256`, `name`; attachments and videos also `size`, `media_type`)."""
    yield from content["attachments"]
    for block in content["body"]:
        if block["type"] in {"image", "video"} and "sha256" in block["value"]:
            yield block["value"]


def _day(day: Any) -> str | None:
    return day.isoformat() if day else None
