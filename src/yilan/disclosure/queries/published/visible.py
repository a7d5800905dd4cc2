"""Which publications, versions and files anybody may see."""

from django.db.models import Q, QuerySet

from yilan.disclosure.models import Audience, Publication, Version

STANDING_PUBLIC = Q(state=Publication.State.STANDING, audience=Audience.PUBLIC)
# Village affairs: their titles are listed, their texts open with the community's reading code.
STANDING_COMMUNITY = Q(state=Publication.State.STANDING, audience=Audience.COMMUNITY)
ROW = ("agency__code", "agency__short_name", "agency__name", "genre__name", "community__short_name")


def published() -> QuerySet[Publication]:
    """Return the standing public records, the newest first, with what a row of a list shows and no content."""
    return rows(STANDING_PUBLIC)


def listed() -> QuerySet[Publication]:
    """Return what lists name: public records and those of one community, whose text is locked."""
    return rows(STANDING_PUBLIC | STANDING_COMMUNITY)


def rows(condition: Q) -> QuerySet[Publication]:
    """Return publications as rows of a list, the newest first."""
    return (
        Publication.objects.filter(condition)
        .select_related("agency", "genre", "community")
        .only(
            "record",
            "index_number",
            "title",
            "document_number",
            "audience",
            "validity",
            "published_at",
            "published_on",
            "updated_at",
            "written_on",
            "has_video",
            *ROW,
        )
        .order_by("-published_at", "-id")
    )


def visible_versions(publication: Publication) -> QuerySet[Version]:
    """Return the versions that the readers of a publication may see, the newest first, without their content.

    A version of another audience stays out: what was internal before a record became public was never published.
    """
    versions = Version.objects.filter(record=publication.record_id, content__audience=publication.audience)
    if publication.audience == Audience.COMMUNITY and publication.community is not None:
        versions = versions.filter(content__community=publication.community.code)
    return versions.defer("content").order_by("-number")
