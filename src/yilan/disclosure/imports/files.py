"""The files that lie beside an import file: found, hashed once, brought into the library once."""

import hashlib
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.files import File
from django.utils.translation import gettext as _

from yilan.disclosure.imports.prepared import FileUse
from yilan.disclosure.models import RecordFile, RecordImage


class FileShelf:
    """The folder of the import file. Each file is read once, however many records show it."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder.resolve()
        self.hashes: dict[Path, str] = {}

    def use(self, name: Any, extensions: list[str], title: str = "") -> FileUse:
        """Return a file's use; `ValueError` when it is not there, lies outside the folder or is of a refused kind."""
        path = (self.folder / str(name)).resolve()
        if not path.is_relative_to(self.folder):
            raise ValueError(_("“%s” lies outside the folder of the import file.") % name)
        if path not in self.hashes:
            if path.suffix.lower().lstrip(".") not in extensions:
                raise ValueError(_("“%s” is a kind of file that is not taken.") % name)
            if not path.is_file():
                raise ValueError(_("“%s” does not lie beside the import file.") % name)
            self.hashes[path] = hashlib.sha256(path.read_bytes()).hexdigest()
        return FileUse(path, self.hashes[path], title or path.stem)

    def attachments(self, values: list[Any]) -> list[FileUse]:
        """Return the attachments of one row: objects with file and title, or bare paths."""
        uses = []
        for value in values:
            entry = value if isinstance(value, dict) else {"file": value}
            uses.append(self.use(entry.get("file"), settings.WAGTAILDOCS_EXTENSIONS, str(entry.get("title") or "")))
        return uses

    def picture(self, name: Any) -> FileUse:
        """Return an image's use."""
        return self.use(name, settings.WAGTAILIMAGES_EXTENSIONS)


class Library:
    """Brings files into the document and image library, each SHA-256 once."""

    def __init__(self, actor: Any) -> None:
        self.actor = actor
        self.files: dict[tuple[str, str], RecordFile] = {}
        self.images: dict[str, RecordImage] = {}

    def file(self, use: FileUse) -> RecordFile:
        """Return the library's file for a use."""
        key = (use.sha256, use.path.name)
        if key not in self.files:
            with use.path.open("rb") as stream:
                found = RecordFile(title=use.title[:255], uploaded_by_user=self.actor)
                found.file = File(stream, name=use.path.name)
                found._set_document_file_metadata()  # noqa: SLF001 - Wagtail calls it from its own upload form
                found.save()
            self.files[key] = found
        return self.files[key]

    def image(self, use: FileUse, alt: str) -> RecordImage:
        """Return the library's image for a use."""
        if use.sha256 not in self.images:
            with use.path.open("rb") as stream:
                found: Any = RecordImage(title=alt[:255], uploaded_by_user=self.actor)
                found.file = File(stream, name=use.path.name)
                found._set_image_file_metadata()  # noqa: SLF001 - Wagtail calls it from its own upload form
                found.save()
            self.images[use.sha256] = found
        return self.images[use.sha256]
