from dataclasses import dataclass, field
from typing import Any

from yilan.disclosure.content import block_content, content_hash, file_content, image_content, plain_content
from yilan.disclosure.facets import Lookups
from yilan.disclosure.imports.files import Library
from yilan.disclosure.imports.prepared import Prepared
from yilan.disclosure.models import ImportRun, RecordPage
from yilan.organizations.models import Agency


@dataclass
class Item:
    """One row on its way into the database."""

    row: Prepared
    agency: Agency
    record: RecordPage = field(default_factory=RecordPage)
    index_number: str = ""
    content: dict[str, Any] = field(default_factory=dict)
    content_hash: str = ""


@dataclass
class Batch:
    """Everything that the writers of one import share."""

    run: ImportRun
    items: list[Item]
    library: Library
    keys: Lookups
    agencies: dict[str, Agency]
    known: dict[str, int]

    @classmethod
    def begin(cls, run: ImportRun, rows: list[Prepared], library: Library) -> "Batch":
        """Load what is needed: the agencies with their pages, and the keys of records that rows may refer to."""
        agencies = {agency.code: agency for agency in Agency.objects.select_related("page")}
        known: dict[str, int] = {}
        for pk, number, key in RecordPage.objects.values_list("pk", "index_number", "import_key"):
            known |= {name: pk for name in (number, key) if name}
        items = [Item(row, agencies[row.agency]) for row in rows]
        return cls(run, items, library, Lookups.load(), agencies, known)

    def refer(self, name: str | None) -> int | None:
        """Return the key of the record that a row refers to."""
        return self.known[name] if name else None

    def finish_content(self, item: Item, blocks: list[dict[str, Any]]) -> None:
        """Make the content of an item; it equals what `disclosure.content.content_of` makes of the written record."""
        row = item.row
        item.content = {
            **plain_content(row),
            "community": row.community,
            "themes": sorted(set(row.themes)),
            "genre": row.genre,
            "statutory_item": row.statutory_item,
            "columns": sorted(set(row.columns)),
            "issuers": sorted(set(row.issuers)),
            "concerned": [],
            "keywords": row.keywords,
            "body": [self._block(written, stored) for written, stored in zip(row.body, blocks, strict=True)],
            "attachments": [{"title": use.title, **file_content(self.library.file(use))} for use in row.attachments],
            "interprets": self.refer(row.interprets),
            "supersedes": sorted({self.known[name] for name in row.supersedes}),
            "duties": [{"text": text, "holder": holder} for text, holder in row.duties],
        }
        item.content_hash = content_hash(item.content)

    def _block(self, written: dict[str, Any], stored: dict[str, Any]) -> dict[str, Any]:
        kind, value = written["type"], written["value"]
        if kind == "image":
            image = self.library.image(value["image"], value["alt"])
            return {"type": kind, "value": {"alt": value["alt"], "caption": value["caption"], **image_content(image)}}
        if kind == "video":
            file = self.library.file(value["file"])
            shown = {"title": value["title"], "transcript": value["transcript"]}
            return {"type": kind, "value": shown | file_content(file)}
        if kind == "paragraph":
            return {"type": kind, "value": value}
        return block_content(kind, stored["value"])
