"""Body blocks of the import format: read, and turned into what the editor stores."""

from collections.abc import Callable, Iterator
from html import escape
from typing import Any
from uuid import uuid4

from django.conf import settings
from django.utils.dateparse import parse_date
from django.utils.translation import gettext as _

from yilan.disclosure.imports.files import FileShelf, Library
from yilan.disclosure.imports.prepared import FileUse

Block = dict[str, Any]
LEVELS = {"1", "2", "3"}


class BodyReader:
    """Reads a body: blocks, or plain text with one paragraph a line. `ValueError` names the block."""

    def __init__(self, shelf: FileShelf) -> None:
        self.shelf = shelf

    def read(self, value: Any) -> list[Block]:
        """Return blocks in the editor's own shape, except that files are still `FileUse`."""
        if isinstance(value, str):
            return [self._paragraph(line) for line in value.splitlines() if line.strip()]
        if not isinstance(value, list):
            raise ValueError(_("The body is neither text nor a list of blocks."))  # noqa: TRY004 - a problem of the file
        return [self._block(number, block) for number, block in enumerate(value, start=1)]

    def _block(self, number: int, block: Any) -> Block:
        reader = self._readers.get(block.get("type") if isinstance(block, dict) else None)
        if reader is None:
            raise ValueError(_("Block %d is of a kind that does not exist.") % number)
        try:
            return reader(self, block["value"])
        except (KeyError, TypeError, AttributeError) as error:
            raise ValueError(
                _("Block %(number)d lacks %(part)s.") % {"number": number, "part": str(error).strip("'")}
            ) from error

    def _paragraph(self, value: Any) -> Block:
        return {"type": "paragraph", "value": f"<p>{escape(str(value).strip(), quote=False)}</p>"}

    def _heading(self, value: Any) -> Block:
        level = str(value["level"])
        if level not in LEVELS:
            raise ValueError(_("A heading is of level 1, 2 or 3."))
        return {"type": "heading", "value": {"level": level, "text": str(value["text"])}}

    def _table(self, value: Any) -> Block:
        rows = [[str(cell) if cell is not None else "" for cell in row] for row in value["rows"]]
        return {
            "type": "table",
            "value": {
                "data": rows,
                "first_row_is_table_header": bool(value.get("header", True)),
                "first_col_is_header": False,
                "table_caption": str(value.get("caption") or ""),
            },
        }

    def _image(self, value: Any) -> Block:
        return {
            "type": "image",
            "value": {
                "image": self.shelf.picture(value["file"]),
                "alt": str(value["alt"]),
                "caption": str(value.get("caption") or ""),
            },
        }

    def _video(self, value: Any) -> Block:
        use = self.shelf.use(value["file"], settings.WAGTAILDOCS_EXTENSIONS, str(value["title"]))
        return {
            "type": "video",
            "value": {"file": use, "title": str(value["title"]), "transcript": str(value["transcript"])},
        }

    def _law(self, value: Any) -> Block:
        return {"type": "law", "value": {name: str(value[name]) for name in ("law", "article", "text")}}

    def _signature(self, value: Any) -> Block:
        day = parse_date(str(value["day"]))
        if day is None:
            raise ValueError(_("The day of a signature is written as 2014-03-05."))
        return {"type": "signature", "value": {"name": str(value["name"]).strip(), "day": day.isoformat()}}

    _readers: dict[Any, Callable[["BodyReader", Any], Block]] = {
        "paragraph": _paragraph,
        "heading": _heading,
        "table": _table,
        "image": _image,
        "video": _video,
        "law": _law,
        "signature": _signature,
    }


def stored_blocks(body: list[Block], library: Library) -> list[Block]:
    """Return the blocks as the editor stores them, files brought into the library."""
    return [{"type": block["type"], "value": _stored(block, library), "id": str(uuid4())} for block in body]


def _stored(block: Block, library: Library) -> Any:
    value = block["value"]
    if block["type"] == "image":
        return value | {"image": library.image(value["image"], value["alt"]).pk}
    if block["type"] == "video":
        return value | {"file": library.file(value["file"]).pk}
    return value


def texts_of_body(body: list[Block]) -> Iterator[tuple[str, str]]:
    """Yield the texts of a body with the place of each, as `disclosure.content.texts_of` names them."""
    for number, block in enumerate(body, start=1):
        value, place = block["value"], f"body {number}"
        if isinstance(value, str):
            yield place, value
        elif block["type"] == "table":
            yield place, value["table_caption"]
            for row_number, row in enumerate(value["data"], start=1):
                for column, cell in enumerate(row, start=1):
                    if cell:
                        yield f"{place}, row {row_number}, column {column}", cell
        else:
            for part in value.values():
                yield place, part.path.name if isinstance(part, FileUse) else part
