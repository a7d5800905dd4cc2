"""What the public sees. Only `disclosure.actions.publishing` and the import write here."""

from typing import Any, ClassVar, NoReturn

from django.core.exceptions import PermissionDenied
from django.db import models
from django.utils.translation import gettext_lazy as _

from yilan.disclosure.models.classification import Column, Genre, StatutoryItem, Theme
from yilan.disclosure.models.record import Audience, Disclosure, RecordPage, Validity
from yilan.disclosure.models.release import Release
from yilan.organizations.models import Agency


class KeptVersions(models.QuerySet["Version"]):
    """Versions that nobody can delete by the row or by the dozen."""

    def delete(self) -> NoReturn:
        """Refuse, as the model does."""
        refuse_deletion()


def refuse_deletion() -> NoReturn:
    """Raise `PermissionDenied`: what was published once can be proved for ever."""
    raise PermissionDenied(_("A published version is kept for ever. Withdraw the record instead."))


class Version(models.Model):
    """One published content of a record, frozen: what was shown, from when, and after which release."""

    record = models.ForeignKey(RecordPage, on_delete=models.PROTECT, related_name="versions")
    number = models.PositiveIntegerField(_("version"))
    release = models.OneToOneField(Release, on_delete=models.PROTECT, related_name="version")
    content = models.JSONField()
    content_hash = models.CharField(max_length=64)
    published_at = models.DateTimeField(_("published at"))

    objects = KeptVersions.as_manager()

    class Meta:
        verbose_name = _("version")
        verbose_name_plural = _("versions")
        ordering: ClassVar = ["record", "number"]
        constraints: ClassVar = [models.UniqueConstraint(fields=["record", "number"], name="version_number_once")]

    def __str__(self) -> str:
        return f"{self.release.title} ({self.number})"

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Write a new version of approved content; anything else is refused."""
        from yilan.disclosure.gate import require_approved_version

        require_approved_version(self)
        super().save(*args, **kwargs)

    def delete(self, *_args: Any, **_kwargs: Any) -> NoReturn:
        """Refuse, as the manager does."""
        refuse_deletion()


class Publication(models.Model):
    """The public face of a record: its current version and the facets that lists, counts and filters read."""

    class State(models.TextChoices):
        STANDING = "standing", _("published")
        WITHDRAWN = "withdrawn", _("withdrawn")

    record = models.OneToOneField(RecordPage, on_delete=models.PROTECT, related_name="publication")
    version = models.ForeignKey(Version, on_delete=models.PROTECT, related_name="+")
    state = models.CharField(_("state"), max_length=10, choices=State, default=State.STANDING)
    index_number = models.CharField(_("index number"), max_length=150, unique=True)
    title = models.CharField(_("title"), max_length=255)
    summary = models.TextField(_("summary"), blank=True)
    document_number = models.CharField(_("document number"), max_length=80, blank=True, db_index=True)
    agency = models.ForeignKey(Agency, verbose_name=_("agency"), on_delete=models.PROTECT, related_name="publications")
    genre = models.ForeignKey(Genre, verbose_name=_("genre"), null=True, on_delete=models.PROTECT, related_name="+")
    statutory_item = models.ForeignKey(
        StatutoryItem,
        verbose_name=_("statutory item"),
        null=True,
        on_delete=models.PROTECT,
        related_name="publications",
    )
    themes = models.ManyToManyField(Theme, verbose_name=_("themes"), related_name="publications")
    columns = models.ManyToManyField(Column, through="PublicationColumn", related_name="publications")
    audience = models.CharField(_("audience"), max_length=10, choices=Audience)
    community = models.ForeignKey(Agency, null=True, on_delete=models.PROTECT, related_name="+")
    disclosure = models.CharField(_("disclosure"), max_length=12, choices=Disclosure)
    validity = models.CharField(_("validity"), max_length=10, choices=Validity)
    written_on = models.DateField(_("written on"), null=True)
    in_force_from = models.DateField(_("in force from"), null=True)
    in_force_until = models.DateField(_("in force until"), null=True)
    published_at = models.DateTimeField(_("first published at"))
    published_on = models.DateField(_("published on"))
    year = models.PositiveSmallIntegerField(_("year"))
    updated_at = models.DateTimeField(_("current version since"))
    interprets = models.ForeignKey(
        RecordPage, null=True, on_delete=models.SET_NULL, related_name="published_interpretations"
    )
    has_video = models.BooleanField(default=False)
    withdrawn_at = models.DateTimeField(_("withdrawn at"), null=True)
    withdrawal_reason = models.CharField(_("public reason for the withdrawal"), max_length=300, blank=True)

    class Meta:
        verbose_name = _("publication")
        verbose_name_plural = _("publications")
        ordering: ClassVar = ["-published_at", "-id"]
        indexes: ClassVar = [
            models.Index(fields=["audience", "state", "-published_at", "-id"], name="publication_newest"),
            models.Index(fields=["audience", "state", "agency", "-published_at", "-id"], name="publication_agency"),
            # A count over the archive reads one of these in its order and nothing else.
            models.Index(
                fields=["audience", "state", "agency", "statutory_item", "published_on"], name="publication_duties"
            ),
            models.Index(fields=["audience", "state", "genre"], name="publication_genres"),
            models.Index(fields=["audience", "state", "validity"], name="publication_validities"),
            models.Index(
                fields=["audience", "state", "year", "agency", "statutory_item", "published_on"],
                name="publication_years",
            ),
        ]

    def __str__(self) -> str:
        return self.title


class PublicationColumn(models.Model):
    """A publication stands in a column. The index answers a column's list without touching the archive."""

    publication = models.ForeignKey(Publication, on_delete=models.CASCADE, related_name="places")
    column = models.ForeignKey(Column, on_delete=models.PROTECT, related_name="places")
    published_at = models.DateTimeField()
    listed = models.BooleanField(default=True)  # standing and public

    class Meta:
        ordering: ClassVar = ["-published_at", "-id"]
        constraints: ClassVar = [models.UniqueConstraint(fields=["publication", "column"], name="place_once")]
        indexes: ClassVar = [
            models.Index(fields=["column", "-published_at", "-id"], condition=models.Q(listed=True), name="place_list")
        ]

    def __str__(self) -> str:
        return f"{self.column} {self.publication}"


class PublishedFile(models.Model):
    """A frozen copy of a file that a version shows, stored and addressed by its SHA-256."""

    version = models.ForeignKey(Version, on_delete=models.CASCADE, related_name="files")
    sha256 = models.CharField(max_length=64, db_index=True)
    name = models.CharField(_("file name"), max_length=255)
    media_type = models.CharField(max_length=120)
    size = models.PositiveBigIntegerField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["version", "sha256", "name"], name="published_file_once")
        ]

    def __str__(self) -> str:
        return self.name
