"""One record as the public reads it; where pages are made together, many records at once."""

from collections.abc import Iterable

from django.http import Http404

from yilan.core.memory import remembered
from yilan.disclosure.models import Publication, Version
from yilan.disclosure.queries.published.gathering import gather
from yilan.disclosure.queries.published.shown import Shown
from yilan.disclosure.queries.published.visible import visible_versions


@remembered
def shown_at(index_number: str) -> Shown:
    """Return the record with this index number, standing or withdrawn; `Http404` for internal ones and unknown ones."""
    found = gather([index_number])
    if not found:
        raise Http404
    return found[0]


def foresee(index_numbers: Iterable[str]) -> None:
    """Read records whose pages are about to be made, all at once, into the memory that is open."""
    for shown in gather(index_numbers):
        shown_at.keep(shown, shown.publication.index_number)


def version_of(shown: Shown, number: int) -> Version:
    """Return a version with its content, or raise `Http404` where the readers of the record may not see it."""
    if number not in {version.number for version in shown.trail.versions}:
        raise Http404
    if number == shown.version.number:
        return shown.version
    return visible_versions(shown.publication).defer(None).get(number=number)


@remembered
def current_content(publication: Publication) -> Version:
    """Return the shown version of a record with its content."""
    return Version.objects.get(pk=publication.version_id)
