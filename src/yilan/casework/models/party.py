import uuid
from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from yilan.casework.models.case import Case
from yilan.core.sealing import SealedTextField


class PartyRole(models.TextChoices):
    """What somebody is in a case."""

    APPLICANT = "applicant", _("applicant")
    AGENT = "agent", _("agent of the applicant")
    THIRD_PARTY = "third_party", _("third party")
    AGENCY = "agency", _("another agency")


class PartyKind(models.TextChoices):
    """The columns of the national table on access requests (国办公开办函〔2021〕30号)."""

    NATURAL = "natural", _("natural person")
    COMMERCIAL = "commercial", _("commercial enterprise")
    RESEARCH = "research", _("research institution")
    WELFARE = "welfare", _("public welfare organisation")
    LEGAL = "legal", _("legal service organisation")
    OTHER = "other", _("other organisation")


class Party(models.Model):
    """Somebody who takes part in a case. What could tell who it is lies sealed; lists show it masked.

    The indexes find the same person again without anything being unsealed.
    """

    uuid = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="parties")
    role = models.CharField(_("part in the case"), max_length=12, choices=PartyRole)
    kind = models.CharField(_("kind of party"), max_length=12, choices=PartyKind, default=PartyKind.NATURAL)
    name = SealedTextField(_("name"))
    contact_person = SealedTextField(_("contact person"), blank=True, default="")
    identity_kind = models.CharField(_("kind of document"), max_length=20, blank=True)
    identity_number = SealedTextField(_("number of the document"), blank=True, default="")
    phone = SealedTextField(_("telephone"), blank=True, default="")
    email = SealedTextField(_("e-mail"), blank=True, default="")
    address = SealedTextField(_("mailing address"), blank=True, default="")
    postcode = SealedTextField(_("postcode"), blank=True, default="")
    fax = SealedTextField(_("fax"), blank=True, default="")
    name_index = models.CharField(max_length=32, blank=True, db_index=True)
    identity_index = models.CharField(max_length=32, blank=True, db_index=True)
    phone_index = models.CharField(max_length=32, blank=True, db_index=True)

    class Meta:
        verbose_name = _("party")
        verbose_name_plural = _("parties")
        ordering: ClassVar = ["case", "role", "uuid"]

    def __str__(self) -> str:
        return f"{self.get_role_display()} {self.uuid}"
