"""Village affairs (村务公开): open to who knows the reading code that hangs on the community's notice board."""

import hmac

from django.core.cache import cache
from django.http import HttpRequest, HttpResponse
from django.utils.cache import patch_cache_control

from yilan.core.audit.middleware import client_address
from yilan.disclosure.models import Audience, Publication
from yilan.organizations.models import Agency

OPENED = "communities"  # key in the session: codes of the communities whose reading code was entered
TRIES = 5  # for one address at one community
TRIES_OF_ALL = 60  # for everybody at one community
PAUSE = 15 * 60  # seconds


class TooManyTries(Exception):
    """Somebody is guessing; nothing is compared until the pause is over."""


def is_locked(request: HttpRequest, publication: Publication) -> bool:
    """Tell whether this reader still has to enter the reading code of the record's community."""
    if publication.audience != Audience.COMMUNITY:
        return False
    return publication.community is None or not has_opened(request, publication.community.code)


def keep_between(response: HttpResponse, *shown: Publication) -> HttpResponse:
    """Let no cache keep a page that shows the text of a community's record; returns the same response."""
    if any(publication.audience == Audience.COMMUNITY for publication in shown):
        patch_cache_control(response, private=True, no_store=True)
    return response


def has_opened(request: HttpRequest, community: str) -> bool:
    """Tell whether the reader has entered this community's reading code in this session."""
    return community in request.session.get(OPENED, [])


def open_community(request: HttpRequest, community: Agency, key: str) -> bool:
    """Open a community's records for this session when the code is right; raises `TooManyTries`.

    The comparison takes as long for a wrong code as for the right one. Tries are counted in the cache, so a site with
    several processes shares the count when they share a cache.
    """
    counters = {
        f"reading-code:{community.code}:{client_address(request)}": TRIES,
        f"reading-code:{community.code}": TRIES_OF_ALL,
    }
    for name, limit in counters.items():
        cache.add(name, 0, PAUSE)
        if cache.incr(name) > limit:
            raise TooManyTries
    right = hmac.compare_digest(key.strip().casefold().encode(), community.community_key.strip().casefold().encode())
    if not right or not community.community_key:
        return False
    cache.delete(next(iter(counters)))
    request.session[OPENED] = sorted({*request.session.get(OPENED, []), community.code})
    return True
