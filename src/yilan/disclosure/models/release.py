"""The way of one content through the four hands."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.models import Revision

from yilan.disclosure.models.record import RecordPage
from yilan.organizations.models import Agency

USER = settings.AUTH_USER_MODEL


class Release(models.Model):
    """One submission of one content of a record, from the draft to its publication or its return."""

    class Kind(models.TextChoices):
        REGULAR = "regular", _("regular")
        IMPORT = "import", _("import of a historic record")

    class State(models.TextChoices):
        AGENCY_CHECK = "agency_check", _("agency check")
        SECRECY_REVIEW = "secrecy_review", _("secrecy review")
        COORDINATION = "coordination", _("coordination")
        SIGN_OFF = "sign_off", _("sign-off")
        APPROVED = "approved", _("approved, waiting for its hour")
        PUBLISHED = "published", _("published")
        RETURNED = "returned", _("returned")
        RECALLED = "recalled", _("recalled by its author")
        VOID = "void", _("void after an edit")

    OPEN_STATES: ClassVar = ["agency_check", "secrecy_review", "coordination", "sign_off", "approved"]

    record = models.ForeignKey(RecordPage, verbose_name=_("record"), on_delete=models.PROTECT, related_name="releases")
    revision = models.ForeignKey(Revision, null=True, on_delete=models.SET_NULL, related_name="+")
    agency = models.ForeignKey(Agency, verbose_name=_("agency"), on_delete=models.PROTECT, related_name="releases")
    kind = models.CharField(_("kind"), max_length=10, choices=Kind, default=Kind.REGULAR)
    state = models.CharField(_("state"), max_length=16, choices=State, default=State.AGENCY_CHECK)
    title = models.CharField(_("title"), max_length=255)
    content = models.JSONField()
    content_hash = models.CharField(max_length=64, db_index=True)
    author = models.ForeignKey(
        USER, verbose_name=_("author"), null=True, on_delete=models.PROTECT, related_name="releases_written"
    )
    authors: models.ManyToManyField = models.ManyToManyField(USER, related_name="+")  # everyone who edited this content
    submitted_at = models.DateTimeField(_("submitted at"))
    due_on = models.DateField(_("due on"), null=True)
    goes_out_at = models.DateTimeField(_("release not before"), null=True, blank=True)
    closed_at = models.DateTimeField(_("closed at"), null=True)

    class Meta:
        verbose_name = _("release")
        verbose_name_plural = _("releases")
        ordering: ClassVar = ["-id"]
        indexes: ClassVar = [models.Index(fields=["state", "agency"], name="release_queue")]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["record"],
                condition=models.Q(
                    state__in=["agency_check", "secrecy_review", "coordination", "sign_off", "approved"]
                ),
                name="release_one_open",
            )
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def is_open(self) -> bool:
        """Whether somebody still has to act, or the hour to come."""
        return self.state in self.OPEN_STATES


class ReleaseStep(models.Model):
    """One hand's act on a release; rows are only added."""

    class Outcome(models.TextChoices):
        SUBMITTED = "submitted", _("submitted")
        PASSED = "passed", _("passed")
        RETURNED = "returned", _("returned")
        RECALLED = "recalled", _("recalled")
        VOIDED = "voided", _("voided")
        PUBLISHED = "published", _("published")

    release = models.ForeignKey(Release, on_delete=models.CASCADE, related_name="steps")
    stage = models.CharField(_("stage"), max_length=16, choices=Release.State)
    outcome = models.CharField(_("outcome"), max_length=10, choices=Outcome)
    actor = models.ForeignKey(USER, verbose_name=_("person"), null=True, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(_("time"))
    opinion = models.TextField(_("opinion"), blank=True)

    class Meta:
        verbose_name = _("step")
        verbose_name_plural = _("steps")
        ordering: ClassVar = ["id"]

    def __str__(self) -> str:
        return f"{self.get_stage_display()} {self.get_outcome_display()}"


class SecrecyReview(models.Model):
    """The secrecy review (保密审查): a record of its own, bound to exactly what was reviewed."""

    class Conclusion(models.TextChoices):
        RELEASE = "release", _("release")
        AFTER_CHANGE = "after_change", _("release after change")
        WITHHOLD = "withhold", _("withhold")

    release = models.ForeignKey(Release, on_delete=models.PROTECT, related_name="secrecy_reviews")
    reviewer = models.ForeignKey(
        USER, verbose_name=_("reviewer"), null=True, on_delete=models.PROTECT, related_name="secrecy_reviews"
    )
    at = models.DateTimeField(_("time"))
    basis = models.CharField(_("basis"), max_length=300)
    conclusion = models.CharField(_("conclusion"), max_length=14, choices=Conclusion)
    opinion = models.TextField(_("opinion"), blank=True)
    content_hash = models.CharField(max_length=64)
    import_run = models.ForeignKey("disclosure.ImportRun", null=True, on_delete=models.PROTECT, related_name="reviews")

    class Meta:
        verbose_name = _("secrecy review")
        verbose_name_plural = _("secrecy reviews")
        ordering: ClassVar = ["id"]

    def __str__(self) -> str:
        return f"{self.release} {self.get_conclusion_display()}"


class Coordination(models.Model):
    """Another agency concerned is asked before release (发布协调)."""

    class Answer(models.TextChoices):
        PENDING = "pending", _("not answered yet")
        CONSENTS = "consents", _("consents")
        OBJECTS = "objects", _("objects")

    release = models.ForeignKey(Release, on_delete=models.CASCADE, related_name="coordinations")
    agency = models.ForeignKey(
        Agency, verbose_name=_("agency asked"), on_delete=models.PROTECT, related_name="coordinations"
    )
    asked_at = models.DateTimeField(_("asked at"))
    due_on = models.DateField(_("due on"))
    answer = models.CharField(_("answer"), max_length=10, choices=Answer, default=Answer.PENDING)
    answered_by = models.ForeignKey(
        USER, verbose_name=_("answered by"), null=True, on_delete=models.PROTECT, related_name="+"
    )
    answered_at = models.DateTimeField(_("answered at"), null=True)
    reason = models.TextField(_("reason"), blank=True)

    class Meta:
        verbose_name = _("coordination")
        verbose_name_plural = _("coordinations")
        ordering: ClassVar = ["id"]
        constraints: ClassVar = [models.UniqueConstraint(fields=["release", "agency"], name="coordination_once")]

    def __str__(self) -> str:
        return f"{self.agency.short_name} {self.get_answer_display()}"


class ScreeningHit(models.Model):
    """What screening found in a release: it blocks until masked, or until a reviewer says why it may stand."""

    release = models.ForeignKey(Release, on_delete=models.CASCADE, related_name="hits")
    kind = models.CharField(_("kind"), max_length=30)
    place = models.CharField(_("place"), max_length=120)
    excerpt = models.CharField(_("excerpt, masked"), max_length=200)
    fingerprint = models.CharField(max_length=64)
    allowed_by = models.ForeignKey(
        USER, verbose_name=_("allowed by"), null=True, on_delete=models.PROTECT, related_name="+"
    )
    allowed_at = models.DateTimeField(_("allowed at"), null=True)
    reason = models.CharField(_("reason why it may stand"), max_length=300, blank=True)

    class Meta:
        verbose_name = _("screening hit")
        verbose_name_plural = _("screening hits")
        ordering: ClassVar = ["id"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["release", "place", "fingerprint"], name="screening_hit_once")
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.place}"
