import uuid
from typing import ClassVar

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from yilan.core.sealing import SealedTextField


class StoredFile(models.Model):
    """A file in the sealed store of the home. Its name is sealed too: people name files after people.

    `size` and `sha256` are of the clear bytes. A row is written once and never changed.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    name = SealedTextField(_("file name"))
    media_type = models.CharField(_("media type"), max_length=120)
    size = models.BigIntegerField(_("size"))
    sha256 = models.CharField(_("SHA-256"), max_length=64)
    received_at = models.DateTimeField(_("received"), default=timezone.now, db_index=True)

    class Meta:
        verbose_name = _("kept file")
        verbose_name_plural = _("kept files")
        ordering: ClassVar = ["received_at", "id"]

    def __str__(self) -> str:
        return f"{self.media_type} {str(self.pk)[:8]}"  # the audit trail keeps this, so no name
