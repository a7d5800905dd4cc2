"""From one block of a content to the words in which its differences are shown."""

from html.parser import HTMLParser
from typing import Any

from django.utils.translation import gettext as _

LINE_ENDS = {"p", "br", "li", "h2", "h3", "h4"}
HASH_SHOWN = 8  # hex digits are enough to see that a file is another one


def words_of(block: dict[str, Any]) -> str:
    """Return a body block as plain text: one line a paragraph or table row, links with their address."""
    value = block["value"]
    if isinstance(value, str):
        return plain_text(value)
    if block["type"] == "table":
        rows = [" │ ".join("" if cell is None else str(cell) for cell in row) for row in value.get("data") or []]
        return "\n".join([value["table_caption"], *rows] if value.get("table_caption") else rows)
    if block["type"] == "law":
        return f"《{value['law']}》{value['article']}\n{value['text']}"
    if block["type"] == "signature":
        return f"{value['name']}\n{value['day']}"
    if block["type"] == "heading":
        return str(value["text"])
    told = [str(value[key]) for key in ("title", "alt", "caption", "transcript") if value.get(key)]
    return "\n".join([*told, *([file_words(value)] if value.get("sha256") else [])])


def file_words(file: dict[str, Any]) -> str:
    """Name a file with the beginning of its hash, so that another file under the same name is seen."""
    return _("File %(name)s (digest %(digest)s)") % {"name": file["name"], "digest": file["sha256"][:HASH_SHOWN]}


def plain_text(html: str) -> str:
    """Return rich text without its tags, with line ends and link addresses."""
    reader = _Reader()
    reader.feed(html)
    reader.close()
    return "\n".join(line for line in (part.strip() for part in "".join(reader.parts).split("\n")) if line)


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.parts: list[str] = []
        self.address = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "a":
            self.address = dict(attrs).get("href") or ""
        elif tag == "br":
            self.parts.append("\n")

    def handle_endtag(self, tag: str) -> None:
        if tag == "a" and self.address:
            self.parts.append(f"〔{self.address}〕")
            self.address = ""
        elif tag in LINE_ENDS:
            self.parts.append("\n")

    def handle_data(self, data: str) -> None:
        self.parts.append(data)
