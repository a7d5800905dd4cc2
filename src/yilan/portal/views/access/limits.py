"""How often one address may do what costs something or could be used to guess. Offices share addresses: it is much."""

from datetime import timedelta
from typing import Any

from django.http import HttpRequest
from django.utils.datastructures import MultiValueDict
from django.utils.translation import gettext as _

from yilan.core import tries
from yilan.core.audit.middleware import client_address

CODES = tries.Rate("access.codes", most=20, within=timedelta(minutes=15))  # wrong ones
DRAFTS = tries.Rate("access.drafts", most=60, within=timedelta(hours=1))
FILES = tries.Rate("access.files", most=100, within=timedelta(hours=1))
SENDING = tries.Rate("access.sending", most=20, within=timedelta(hours=1))


def may(request: HttpRequest, rate: tries.Rate) -> bool:
    """Tell whether the address of a request may try once more now."""
    return tries.left(rate, client_address(request)) > 0


def note(request: HttpRequest, rate: tries.Rate, times: int = 1) -> None:
    """Count tries of the address of a request."""
    if times:
        tries.note(rate, client_address(request), times)


def refuses_files(request: HttpRequest) -> bool:
    """Tell whether a form brought files from an address that has sent too many."""
    return bool(request.FILES) and not may(request, FILES)


def files_of(request: HttpRequest) -> MultiValueDict[str, Any]:
    """Return the files of a form; none where they are refused, so that nothing looks into them."""
    return MultiValueDict() if refuses_files(request) else request.FILES


def words_for_files() -> str:
    """Return what is said where files are refused."""
    return _("Too many files were sent from here within an hour. Wait a little, or go on without.")
