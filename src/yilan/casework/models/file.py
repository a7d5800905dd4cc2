from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from yilan.casework.models.case import Case
from yilan.casework.models.event import CaseEvent
from yilan.casework.models.party import Party
from yilan.core.sealing import SealedTextField
from yilan.intake.models import StoredFile


class CaseFile(models.Model):
    """A file of a case. Its bytes lie sealed in the intake room's store, its title here: files are named after people.

    `shown_until`: the applicant may take it away by the tracking code until that day.
    """

    class Role(models.TextChoices):
        IDENTITY = "identity", _("proof of identity")
        AUTHORITY = "authority", _("power of attorney")
        PROOF = "proof", _("proof or enclosure of the applicant")
        LETTER = "letter", _("letter received")
        ORIGINAL = "original", _("information as it is held")
        REDACTED = "redacted", _("information with parts blacked out")
        GIVEN = "given", _("information given")
        PAPER = "paper", _("official paper")
        EVIDENCE = "evidence", _("other evidence")

    PERSONAL = (Role.IDENTITY, Role.AUTHORITY)
    NAMELESS = (Role.REDACTED, Role.GIVEN)
    TITLED_HERE = (*NAMELESS, Role.ORIGINAL, Role.PAPER)

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="files")
    event = models.ForeignKey(CaseEvent, null=True, on_delete=models.PROTECT, related_name="files")
    party = models.ForeignKey(Party, null=True, blank=True, on_delete=models.PROTECT, related_name="files")
    role = models.CharField(_("what it is"), max_length=12, choices=Role)
    stored = models.OneToOneField(StoredFile, on_delete=models.PROTECT, related_name="+")
    label = SealedTextField(_("title"), key="stored", blank=True, default="")
    made_from = models.ForeignKey("self", null=True, on_delete=models.PROTECT, related_name="derived")
    report = models.JSONField(_("what was checked"), default=dict)
    added_at = models.DateTimeField(_("added at"))
    shown_until = models.DateField(_("for the applicant until"), null=True)

    class Meta:
        verbose_name = _("file of a case")
        verbose_name_plural = _("files of cases")
        ordering: ClassVar = ["case", "added_at", "id"]

    def __str__(self) -> str:
        return self.label or self.stored.name

    @property
    def is_personal(self) -> bool:
        """Whether opening it needs a purpose, as personal data do."""
        return self.role in self.PERSONAL

    @property
    def is_titled_here(self) -> bool:
        """Whether its title is the agency's; what others send is called as they called it, and that may name people."""
        return self.role in self.TITLED_HERE
