import uuid
from collections.abc import Iterator, Mapping
from typing import Any, ClassVar

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from yilan.casework.audit_details import told
from yilan.casework.procedures import EventKind, Procedure, State, procedure
from yilan.core.sealing import SealedTextField
from yilan.organizations.models import Agency


class Case(models.Model):
    """Something that was accepted and has to be handled and answered.

    What happened to it are its events. `state`, `received_on`, `ended_on`, `outcome` and `handler` repeat what the
    events say, so that lists can filter: `casework.actions` writes them with every event from all events, and nothing
    else does. There is no due date: it follows from events and calendar whenever it is asked for.
    """

    uuid = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    number = models.CharField(_("case number"), max_length=80, unique=True)
    tracking_code = SealedTextField(_("tracking code"))
    tracking_index = models.CharField(max_length=32, unique=True)
    submission_key = models.CharField(max_length=64, unique=True, null=True)
    procedure_code = models.CharField(_("procedure"), max_length=40)
    channel = models.CharField(_("channel of arrival"), max_length=20)
    agency = models.ForeignKey(
        Agency, verbose_name=_("handling agency"), on_delete=models.PROTECT, related_name="cases"
    )
    title = SealedTextField(_("title"))
    created_at = models.DateTimeField(_("entered at"))

    state = models.CharField(_("state"), max_length=20)
    handler = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("handled by"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="cases",
    )
    received_on = models.DateField(_("received on"), null=True)
    ended_on = models.DateField(_("answered on"), null=True)
    outcome = models.CharField(_("outcome"), max_length=30, blank=True)

    class Meta:
        verbose_name = _("case")
        verbose_name_plural = _("cases")
        ordering: ClassVar = ["-created_at", "-number"]
        indexes: ClassVar = [
            models.Index(fields=["procedure_code", "agency", "state"], name="case_desk"),
            models.Index(fields=["procedure_code", "received_on"], name="case_received"),
            models.Index(fields=["procedure_code", "ended_on", "outcome"], name="case_ended"),
            models.Index(fields=["handler", "state"], name="case_handler"),
        ]

    def __str__(self) -> str:
        return self.number

    @staticmethod
    def audit_detail(detail: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
        """Yield what a row of the audit trail about a case says, in words."""
        from yilan.casework.models.event import CaseEvent
        from yilan.casework.models.file import CaseFile
        from yilan.casework.models.party import Party

        roles = {str(value): str(label) for value, label in CaseFile.Role.choices}
        hands = {str(value): str(label) for value, label in CaseEvent.Hand.choices}
        fields = {field.name: str(field.verbose_name) for field in Party._meta.local_fields}
        return told(detail, roles, hands, fields)

    @property
    def procedure(self) -> Procedure:
        """The procedure that it follows."""
        return procedure(self.procedure_code)

    @property
    def standing(self) -> State:
        """Its present state with what is said of it."""
        return self.procedure.states[self.state]

    @property
    def is_open(self) -> bool:
        """Whether somebody still has to act."""
        return self.standing.open

    @property
    def possible(self) -> list[EventKind]:
        """What may happen to it now, whoever asks."""
        return self.procedure.possible(self.state)
