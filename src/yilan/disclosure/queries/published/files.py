"""Files of published versions."""

from dataclasses import dataclass

from django.db.models import Q

from yilan.disclosure.file_store import path_of
from yilan.disclosure.models import Audience, Publication, PublishedFile

__all__ = ["OpenFile", "path_of", "published_file"]


@dataclass(frozen=True)
class OpenFile:
    """A file that may be sent: `communities` are the codes of those that may have it, none when everybody may."""

    name: str
    media_type: str
    communities: tuple[str, ...]


def published_file(sha256: str, name: str) -> OpenFile | None:
    """Return a file that a version of a standing record shows to the readers of that record; None for any other.

    A file of several records is open to everybody as soon as one public record shows it, and to each community whose
    record does.
    """
    standing = Q(version__record__publication__state=Publication.State.STANDING)
    rows = (
        PublishedFile.objects.filter(standing, sha256=sha256, name=name)
        .exclude(version__record__publication__audience=Audience.INTERNAL)
        .values_list(
            "media_type",
            "version__content__audience",
            "version__record__publication__audience",
            "version__content__community",
        )
    )
    kind, communities = "", set()
    for media_type, shown_to, open_to, community in rows:
        if shown_to != open_to:
            continue  # of a version that other readers were meant for
        if open_to == Audience.PUBLIC:
            return OpenFile(name, media_type, ())
        if community:
            kind = media_type
            communities.add(community)
    return OpenFile(name, kind, tuple(sorted(communities))) if communities else None
