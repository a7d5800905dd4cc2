"""Published records that are like what a request asks for.

The room that finds them lies above this one, so it registers itself: `@hooks.register("find_published_records")`, a
function from texts, what tells most first, to records with `address`, `title`, `index_number`, `agency` and `day`.
"""

from collections.abc import Callable, Iterable
from typing import Any, Protocol, cast

from django.conf import settings
from wagtail import hooks

from yilan.access.law.outcomes import Outcome
from yilan.access.law.writing import fill
from yilan.access.models import Request
from yilan.casework.models import Case


class PublishedRecord(Protocol):
    """A record that anybody may read; `address` is its path."""

    address: str
    title: str
    index_number: str
    agency: str
    day: str


def published_like(case: Case) -> list[PublishedRecord]:
    """Return published records that may be what a request asks for, the likest first; none where nobody can tell."""
    request = Request.objects.filter(case=case).first()
    if request is None:
        return []
    texts = (request.sought_number, case.title, request.description)
    finders = cast("list[Callable[[Iterable[str]], list[PublishedRecord]]]", hooks.get_hooks("find_published_records"))
    return [found for finder in finders for found in finder(texts)]


def told_by(outcome: Outcome, record: PublishedRecord) -> dict[str, Any]:
    """Return the fact of an outcome that says where a published record is to be had."""
    address = f"{settings.WAGTAILADMIN_BASE_URL.rstrip('/')}{record.address}"
    facts = {"title": record.title, "index_number": record.index_number, "address": address}
    return {outcome.told_by_record: fill(outcome.record_wording, facts)}
