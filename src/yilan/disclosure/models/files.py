"""Files and images of records. Their SHA-256 enters the content hash, so that a changed file voids an approval."""

import hashlib
from typing import Any, ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.documents.models import AbstractDocument, Document
from wagtail.images.models import AbstractImage, AbstractRendition, Image

from yilan.disclosure.pictures import tidied


def sha256_of(file: Any) -> str:
    """Return the hex SHA-256 of an open Django file's content; it stays open, at its beginning."""
    digest = hashlib.sha256()
    for chunk in file.chunks(1 << 20):
        digest.update(chunk)
    file.seek(0)
    return digest.hexdigest()


class RecordFile(AbstractDocument):
    """An attachment or a video."""

    search_auto_update = False  # see RecordPage
    sha256 = models.CharField(max_length=64, editable=False, blank=True)
    admin_form_fields = Document.admin_form_fields

    class Meta(AbstractDocument.Meta):
        verbose_name = _("file")
        verbose_name_plural = _("files")

    def _set_document_file_metadata(self) -> None:
        super()._set_document_file_metadata()
        self.sha256 = sha256_of(self.file)


class RecordImage(AbstractImage):
    """An image in a record's body."""

    search_auto_update = False  # see RecordPage
    sha256 = models.CharField(max_length=64, editable=False, blank=True)
    admin_form_fields = Image.admin_form_fields

    class Meta(AbstractImage.Meta):
        verbose_name = _("image")
        verbose_name_plural = _("images")

    def _set_image_file_metadata(self) -> None:
        file: Any = getattr(self, "file")  # noqa: B009 - the stubs do not see the parent's field
        if not file._committed:  # noqa: SLF001 - Django tells in no other way that a file is new
            self.file = tidied(file)
        super()._set_image_file_metadata()
        self.sha256 = sha256_of(self.file)


class RecordRendition(AbstractRendition):
    """A smaller copy of an image for one use."""

    image = models.ForeignKey(RecordImage, on_delete=models.CASCADE, related_name="renditions")

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["image", "filter_spec", "focal_point_key"], name="rendition_once")
        ]
