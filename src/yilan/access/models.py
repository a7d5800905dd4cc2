"""What an access request says beyond what every case has."""

import uuid
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from yilan.casework.models import Case, CaseEvent, CaseFile
from yilan.core.sealing import SealedTextField
from yilan.intake.models import StoredFile


class Request(models.Model):
    """What somebody asks for, and how they want to have it (条例第二十九条).

    What people write lies sealed, for they write about themselves. `supply`, `delivery`: codes of
    `data/forms.toml`. `about_oneself`: the applicant has shown that the information concerns them.
    """

    uuid = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    case = models.OneToOneField(Case, on_delete=models.PROTECT, related_name="request")
    description = SealedTextField(_("description of the information"))
    sought_number = SealedTextField(_("document number"), blank=True, default="")
    about_oneself = models.BooleanField(_("information about the applicant"), default=False)
    supply = models.CharField(_("form of supply"), max_length=20)
    delivery = models.CharField(_("way of delivery"), max_length=20)
    accepts_other = models.BooleanField(_("accepts another form"), default=True)

    class Meta:
        verbose_name = _("access request")
        verbose_name_plural = _("access requests")

    def __str__(self) -> str:
        return self.case.number


class RequestDraft(models.Model):
    """A request that is being written without an account. The device holds the key, the database its blind index.

    `answers` is JSON, sealed. It is thrown away thirty days after it was last touched, or when it has been sent.
    """

    uuid = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    key_index = models.CharField(max_length=32, unique=True)
    answers = SealedTextField(default="{}")
    touched_at = models.DateTimeField()

    class Meta:
        verbose_name = _("request being written")
        verbose_name_plural = _("requests being written")
        indexes: ClassVar = [models.Index(fields=["touched_at"], name="request_draft_age")]

    def __str__(self) -> str:
        return str(self.uuid)


class DraftFile(models.Model):
    """A file that was added to a request which is being written."""

    draft = models.ForeignKey(RequestDraft, on_delete=models.CASCADE, related_name="files")
    role = models.CharField(max_length=12)
    stored = models.OneToOneField(StoredFile, on_delete=models.PROTECT, related_name="+")

    class Meta:
        verbose_name = _("file of a request being written")
        verbose_name_plural = _("files of requests being written")
        ordering: ClassVar = ["id"]

    def __str__(self) -> str:
        return self.stored.name


class AnsweredByRecord(models.Model):
    """How often, on a day, a published record answered what somebody was about to ask for."""

    on = models.DateField(_("day"))
    index_number = models.CharField(_("index number"), max_length=150)
    times = models.PositiveIntegerField(_("times"), default=0)

    class Meta:
        verbose_name = _("question answered by a record")
        verbose_name_plural = _("questions answered by records")
        constraints: ClassVar = [models.UniqueConstraint(fields=["on", "index_number"], name="answered_once_a_day")]

    def __str__(self) -> str:
        return f"{self.on} {self.index_number} {self.times}"


class RedactionPlan(models.Model):
    """What is to be blackened in a file before it is given away, as an officer has left it.

    `content` (boxes, terms with their grounds, pages that were looked through) and `found` (sizes of the pages, places
    that were found) are JSON. They name what must not be read, so they lie sealed. `making`: a copy is being made by a
    job. `problem`: why there is none, in the words of the check.
    """

    uuid = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    file = models.OneToOneField(CaseFile, on_delete=models.PROTECT, related_name="redaction_plan")
    content = SealedTextField(default="{}")
    found = SealedTextField(default="{}")
    revision = models.PositiveIntegerField(_("revision"), default=0)
    saved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("saved by"), on_delete=models.PROTECT, related_name="+"
    )
    saved_at = models.DateTimeField(_("saved at"))
    making = models.BooleanField(default=False)
    problem = SealedTextField(default="", blank=True)

    class Meta:
        verbose_name = _("redaction plan")
        verbose_name_plural = _("redaction plans")

    def __str__(self) -> str:
        return str(self.uuid)


class AllowedFinding(models.Model):
    """Why something that screening found in a file may be given away as it stands, said by a secrecy reviewer.

    `mark` is that of `findings.Finding`: one answer counts for the same value wherever it stands in the file. The
    reason lies sealed: it says whose number it is.
    """

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    file = models.ForeignKey(CaseFile, on_delete=models.CASCADE, related_name="allowed_findings")
    kind = models.CharField(_("kind"), max_length=30)
    mark = models.CharField(max_length=32)
    reason = SealedTextField(_("reason why it may stand"), key="uuid")
    allowed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("allowed by"), on_delete=models.PROTECT, related_name="+"
    )
    allowed_at = models.DateTimeField(_("allowed at"))

    class Meta:
        verbose_name = _("find of screening that may stand")
        verbose_name_plural = _("finds of screening that may stand")
        constraints: ClassVar = [models.UniqueConstraint(fields=["file", "mark"], name="allowed_finding_once")]

    def __str__(self) -> str:
        return f"{self.kind} {self.file_id}"


class Notice(models.Model):
    """A short e-mail to the applicant that something has happened; one for an event at most.

    `code`: an entry of `data/notices.toml`. What was written to whom follows from the event and is kept nowhere else.
    """

    class State(models.TextChoices):
        WAITING = "waiting", _("not sent yet")
        FAILED = "failed", _("could not be sent, is tried again")
        REFUSED = "refused", _("the address takes no mail")
        SENT = "sent", _("sent")

    event = models.OneToOneField(CaseEvent, on_delete=models.PROTECT, related_name="notice")
    code = models.CharField(_("letter"), max_length=20)
    state = models.CharField(_("state"), max_length=10, choices=State, default=State.WAITING)
    at = models.DateTimeField(_("time"))

    class Meta:
        verbose_name = _("notice by e-mail")
        verbose_name_plural = _("notices by e-mail")
        ordering: ClassVar = ["event"]

    def __str__(self) -> str:
        return f"{self.event} {self.code}"
