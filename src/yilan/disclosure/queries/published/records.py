"""One record as the public reads it."""

from dataclasses import dataclass
from datetime import date
from itertools import zip_longest
from typing import Any

from django.http import Http404

from yilan.disclosure.models import Column, Publication, RecordPage, Release, ReleaseStep, Theme, Version
from yilan.disclosure.queries.published.visible import STANDING_COMMUNITY, STANDING_PUBLIC, visible_versions
from yilan.organizations.models import Agency

SHOWN_OUTCOMES = (ReleaseStep.Outcome.PASSED, ReleaseStep.Outcome.PUBLISHED)


@dataclass(frozen=True)
class Duty:
    """A duty that a rule founds, and who holds it."""

    text: str
    holder: str


@dataclass(frozen=True)
class Relations:
    """The other records that one record speaks of or that speak of it, as far as the public may read them."""

    interprets: Publication | None
    interpretations: list[Publication]
    supersedes: list[Publication]
    superseded_by: list[Publication]
    changed_by: Publication | None
    changed_on: date | None


@dataclass(frozen=True)
class Trail:
    """How the shown version came out: hands by their roles, never by their names."""

    imported: bool
    steps: list[ReleaseStep]
    versions: list[Version]

    @property
    def with_older(self) -> list[tuple[Version, Version | None]]:
        """Every version with the one before it, the newest first; the first version has none."""
        return list(zip_longest(self.versions, self.versions[1:]))


def publication_at(index_number: str) -> Publication:
    """Return the publication with this index number, standing or withdrawn; `Http404` for internal records."""
    found = (
        Publication.objects.exclude(audience="internal")
        .select_related("agency", "genre", "statutory_item", "community")
        .filter(index_number=index_number)
        .first()
    )
    if found is None:
        raise Http404
    return found


def places_of(publication: Publication) -> list[Column]:
    """Return the columns in which a record stands, those of the portal first."""
    places = Column.objects.filter(places__publication=publication).select_related("parent")
    return sorted(places, key=lambda column: column.kind != Column.Kind.PORTAL)


def relations_of(publication: Publication) -> Relations:
    """Return the records around one, none of them internal or withdrawn. At most five queries."""
    record = (
        RecordPage.objects.filter(pk=publication.record_id).only("validity_changed_on", "validity_changed_by_id").get()
    )
    others = Publication.objects.filter(STANDING_PUBLIC | STANDING_COMMUNITY).select_related("agency")
    links = RecordPage.supersedes.through.objects
    older = list(links.filter(from_recordpage=record.pk).values_list("to_recordpage", flat=True))
    newer = list(links.filter(to_recordpage=record.pk).values_list("from_recordpage", flat=True))
    keys = {*older, *newer, publication.interprets_id, record.validity_changed_by_id} - {None}
    near = {other.record_id: other for other in others.filter(record__in=keys)} if keys else {}
    return Relations(
        interprets=near.get(publication.interprets_id),
        interpretations=list(others.filter(interprets=record.pk).order_by("published_at")),
        supersedes=[near[key] for key in older if key in near],
        superseded_by=[near[key] for key in newer if key in near],
        changed_by=near.get(record.validity_changed_by_id),
        changed_on=record.validity_changed_on,
    )


def trail_of(publication: Publication) -> Trail:
    """Return how the shown version was released, and every version that the public may read: three queries."""
    versions = list(visible_versions(publication))
    release = Release.objects.only("kind").get(version=publication.version_id)
    steps = ReleaseStep.objects.filter(release=release, outcome__in=SHOWN_OUTCOMES).defer("opinion").order_by("id")
    return Trail(release.kind == Release.Kind.IMPORT, list(steps), versions)


def version_of(publication: Publication, number: int) -> Version:
    """Return a version with its content, or raise `Http404` where the readers of the publication may not see it."""
    found = visible_versions(publication).defer(None).filter(number=number).first()
    if found is None:
        raise Http404
    return found


def current_content(publication: Publication) -> Version:
    """Return the shown version with its content."""
    return Version.objects.get(pk=publication.version_id)


def issuers_of(content: dict[str, Any]) -> list[Agency]:
    """Return the agencies that issued a content."""
    return list(Agency.objects.filter(code__in=content["issuers"])) if content["issuers"] else []


def themes_of(content: dict[str, Any]) -> list[Theme]:
    """Return the themes of a content."""
    return list(Theme.objects.filter(code__in=content["themes"])) if content["themes"] else []


def duties_in(content: dict[str, Any]) -> list[Duty]:
    """Return the duties that a rule founds; `holder` is a name, empty when everybody holds it."""
    codes = {duty["holder"] for duty in content["duties"]} - {None}
    names = dict(Agency.objects.filter(code__in=codes).values_list("code", "name")) if codes else {}
    return [Duty(duty["text"], names.get(duty["holder"], "")) for duty in content["duties"]]
