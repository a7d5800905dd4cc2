"""The record (政府信息) as its agency writes it."""

from typing import Any, ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey, ParentalManyToManyField
from wagtail.fields import StreamField
from wagtail.models import COMMENTS_RELATION_NAME, Orderable, Page, PageManager

from yilan.disclosure.body import RecordBody
from yilan.disclosure.models.classification import Column, Genre, StatutoryItem, Theme
from yilan.disclosure.models.files import RecordFile
from yilan.organizations.models import Agency


class Validity(models.TextChoices):
    """Whether a record is in force (有效性)."""

    IN_FORCE = "in_force", _("in force")
    NOT_YET = "not_yet", _("not yet in force")
    AMENDED = "amended", _("amended")
    LAPSED = "lapsed", _("lapsed")
    REPEALED = "repealed", _("repealed")


class Disclosure(models.TextChoices):
    """How a record is disclosed (公开属性)."""

    PROACTIVE = "proactive", _("proactive")
    ON_REQUEST = "on_request", _("on request")
    WITHHELD = "withheld", _("withheld")


class Audience(models.TextChoices):
    """For whom a record is: everyone, one community (村务公开), or the staff."""

    PUBLIC = "public", _("the public")
    COMMUNITY = "community", _("one community")
    INTERNAL = "internal", _("internal")


# What Wagtail notes on the live row when only a draft is saved.
BOOKKEEPING = {
    COMMENTS_RELATION_NAME,
    "draft_title",
    "has_unpublished_changes",
    "latest_revision",
    "latest_revision_created_at",
    "locked",
    "locked_at",
    "locked_by",
}
OUTSIDE_REVISIONS = (
    "index_number",
    "validity",
    "validity_changed_on",
    "validity_changed_by_id",
    "imported_from_id",
    "import_key",
    "original",
)


class RecordPage(Page):
    """One piece of government information, below its agency in the ownership tree.

    What stands here is the working copy. The public reads `Version`, which only a reviewed release can make;
    `save` refuses to be live with content that no release has approved.
    """

    search_auto_update = False  # Wagtail keeps no index here: a job after each save would do nothing

    index_number = models.CharField(
        _("index number"), max_length=150, unique=True, null=True, blank=True, editable=False
    )
    document_number = models.CharField(_("document number"), max_length=80, blank=True)
    written_on = models.DateField(_("written on"), null=True, blank=True)
    in_force_from = models.DateField(_("in force from"), null=True, blank=True)
    in_force_until = models.DateField(_("in force until"), null=True, blank=True)
    validity = models.CharField(_("validity"), max_length=10, choices=Validity, default=Validity.IN_FORCE)
    validity_changed_on = models.DateField(_("validity changed on"), null=True, blank=True)
    validity_changed_by = models.ForeignKey(
        "self", verbose_name=_("changed by"), null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    disclosure = models.CharField(_("disclosure"), max_length=12, choices=Disclosure, default=Disclosure.PROACTIVE)
    disclosure_reason = models.CharField(_("reason when not proactive"), max_length=300, blank=True)
    audience = models.CharField(_("audience"), max_length=10, choices=Audience, default=Audience.PUBLIC)
    community = models.ForeignKey(
        Agency, verbose_name=_("community"), null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    themes = ParentalManyToManyField(Theme, verbose_name=_("themes"), blank=True)
    genre = models.ForeignKey(
        Genre, verbose_name=_("genre"), null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    statutory_item = models.ForeignKey(
        StatutoryItem,
        verbose_name=_("statutory item"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    columns = ParentalManyToManyField(Column, verbose_name=_("columns"), blank=True)
    issuers = ParentalManyToManyField(Agency, verbose_name=_("issuing agencies"), blank=True, related_name="+")
    concerned = ParentalManyToManyField(
        Agency,
        verbose_name=_("other agencies concerned"),
        blank=True,
        related_name="+",
        help_text=_("They are asked before release; the release waits for their consent."),
    )
    summary = models.TextField(_("summary"), blank=True)
    keywords = models.CharField(_("keywords"), max_length=200, blank=True)
    source = models.CharField(_("source"), max_length=120, blank=True)
    body = StreamField(RecordBody(), verbose_name=_("body"), blank=True)
    interprets = models.ForeignKey(
        "self",
        verbose_name=_("interprets"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="interpretations",
    )
    supersedes = ParentalManyToManyField(
        "self", verbose_name=_("supersedes or repeals"), blank=True, symmetrical=False, related_name="superseded_by"
    )
    goes_out_at = models.DateTimeField(_("release not before"), null=True, blank=True)
    imported_from = models.ForeignKey(
        "disclosure.ImportRun", null=True, editable=False, on_delete=models.PROTECT, related_name="+"
    )
    import_key = models.CharField(max_length=120, blank=True, editable=False)
    original = models.JSONField(null=True, editable=False)

    objects: ClassVar[PageManager] = PageManager()

    parent_page_types: ClassVar = ["organizations.AgencyPage"]
    subpage_types: ClassVar[list[str]] = []

    class Meta:
        verbose_name = _("record")
        verbose_name_plural = _("records")

    @property
    def agency(self) -> Agency:
        """The agency that owns the record: its parent in the tree."""
        if not hasattr(self, "_agency"):
            self._agency = Agency.objects.get(page__path=self.path[: -self.steplen])
        return self._agency

    def get_url_parts(self, request: Any = None) -> tuple[int, str, str] | None:
        """Return the canonical address, which never changes; none before the first publication."""
        from django.urls import reverse

        parts = super().get_url_parts(request)
        if parts is None or not self.index_number:
            return None
        return parts[0], parts[1] or "", reverse("portal:record", kwargs={"index_number": self.index_number})

    @classmethod
    def get_edit_handler(cls) -> Any:
        """Return the panels of the editor."""
        from yilan.disclosure.staff.editor import edit_handler

        return edit_handler()

    def permissions_for_user(self, user: Any) -> Any:
        """Return what Wagtail's own screens may do with a record: nothing that goes around the verbs."""
        from yilan.disclosure.staff.permissions import RecordPermissions

        return RecordPermissions(user, self)

    def serve_preview(self, request: Any, mode_name: str) -> Any:  # noqa: ARG002 - Wagtail's signature
        """Show the draft to staff as the public will see it."""
        from yilan.disclosure.staff.preview import show

        return show(request, self)

    def with_content_json(self, content: Any) -> "RecordPage":
        """Return the record as a revision holds it; what lies outside the reviewed content stays as it is now."""
        draft: RecordPage = super().with_content_json(content)
        for name in OUTSIDE_REVISIONS:
            setattr(draft, name, getattr(self, name))
        return draft

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Save, but never live with content that no release has approved (`disclosure.gate`)."""
        from yilan.disclosure.gate import require_approval

        touched = kwargs.get("update_fields")
        if self.live and (touched is None or not set(touched) <= BOOKKEEPING):
            require_approval(self)
        super().save(*args, **kwargs)

    def save_revision(self, *args: Any, **kwargs: Any) -> Any:
        """Save a draft; an open release of other content is void from then on."""
        from yilan.disclosure.actions.void import void_stale_release

        revision = super().save_revision(*args, **kwargs)
        void_stale_release(actor=kwargs.get("user"), record=self)
        return revision


class RecordAttachment(Orderable):
    """A file that belongs to a record."""

    record = ParentalKey(RecordPage, on_delete=models.CASCADE, related_name="attachments")
    file = models.ForeignKey(RecordFile, verbose_name=_("file"), on_delete=models.PROTECT, related_name="+")
    title = models.CharField(_("title"), max_length=200)

    class Meta(Orderable.Meta):
        verbose_name = _("attachment")
        verbose_name_plural = _("attachments")

    def __str__(self) -> str:
        return self.title


class RuleDuty(Orderable):
    """A duty that a rule in the rulebook founds, and who holds it."""

    record = ParentalKey(RecordPage, on_delete=models.CASCADE, related_name="duties")
    text = models.CharField(_("duty"), max_length=300)
    holder = models.ForeignKey(
        Agency, verbose_name=_("held by"), null=True, blank=True, on_delete=models.PROTECT, related_name="duties"
    )

    class Meta(Orderable.Meta):
        verbose_name = _("duty")
        verbose_name_plural = _("duties")

    def __str__(self) -> str:
        return self.text
