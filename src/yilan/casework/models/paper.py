from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from yilan.casework.models.case import Case
from yilan.casework.models.event import CaseEvent
from yilan.casework.models.file import CaseFile
from yilan.casework.models.party import Party
from yilan.core.sealing import SealedTextField


class CasePaper(models.Model):
    """An official paper of a case: its number, the two files of it, to whom it goes, and whether it arrived.

    The proof lies sealed: it is a waybill's number, or who took the letter.
    """

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="papers")
    event = models.ForeignKey(CaseEvent, null=True, on_delete=models.PROTECT, related_name="papers")
    template = models.CharField(_("template"), max_length=60)
    template_version = models.CharField(_("version of the template"), max_length=40)
    title = models.CharField(_("title"), max_length=200)
    number = models.CharField(_("document number"), max_length=80, unique=True)
    dated = models.DateField(_("date"))
    to = models.ForeignKey(Party, null=True, on_delete=models.PROTECT, related_name="papers")
    document = models.OneToOneField(CaseFile, on_delete=models.PROTECT, related_name="+")
    printed = models.OneToOneField(CaseFile, null=True, on_delete=models.PROTECT, related_name="+")
    way = models.CharField(_("delivered by"), max_length=20, blank=True)
    sent_on = models.DateField(_("sent on"), null=True)
    arrived_on = models.DateField(_("arrived on"), null=True)
    proof = SealedTextField(_("proof of delivery"), key="document", blank=True, default="")

    class Meta:
        verbose_name = _("paper of a case")
        verbose_name_plural = _("papers of cases")
        ordering: ClassVar = ["case", "id"]

    def __str__(self) -> str:
        return f"{self.title} {self.number}"
