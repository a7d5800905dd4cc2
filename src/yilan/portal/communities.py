"""Village affairs (村务公开): open to who knows the reading code that hangs on the community's notice board."""

import hmac
from datetime import timedelta

from django.http import HttpRequest, HttpResponse
from django.utils.cache import patch_cache_control

from yilan.core import tries
from yilan.core.audit.middleware import client_address
from yilan.disclosure.models import Audience, Publication
from yilan.organizations.models import Agency

OPENED = "communities"  # key in the session: codes of the communities whose reading code was entered
PAUSE = timedelta(minutes=15)
ONES = tries.Rate("community.one", most=5, within=PAUSE)  # wrong codes of one address at one community
EVERYBODYS = tries.Rate("community.all", most=60, within=PAUSE)  # wrong codes of all at one community


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

    The comparison takes as long for a wrong code as for the right one.
    """
    counted = ((ONES, f"{community.code}:{client_address(request)}"), (EVERYBODYS, community.code))
    if not all(tries.left(rate, source) for rate, source in counted):
        raise TooManyTries
    right = hmac.compare_digest(key.strip().casefold().encode(), community.community_key.strip().casefold().encode())
    if not right or not community.community_key:
        for rate, source in counted:
            tries.note(rate, source)
        return False
    tries.forget(*counted[0])
    request.session[OPENED] = sorted({*request.session.get(OPENED, []), community.code})
    return True
