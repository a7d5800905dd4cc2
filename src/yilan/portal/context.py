"""What every public template may say about the site."""

from functools import cache
from pathlib import Path
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.utils.encoding import escape_uri_path
from django.utils.translation import gettext as _

from yilan.organizations.models import Agency
from yilan.organizations.queries import district
from yilan.portal.reading import look_of, reads_as_elder


def site(request: HttpRequest) -> dict[str, Any]:
    """Return the site's codes for head tags and foot, its owner, and how the reader wants to read.

    The owner is read only by templates that name it: one query a page.
    """

    @cache
    def owner() -> Agency | None:
        return district()

    def owner_name() -> str:
        agency = owner()
        return agency.name if agency else _("Open government")

    def contact() -> str:
        agency = owner()
        return " ".join(filter(None, (agency.office_name, agency.phone))) if agency else ""

    return {
        "yilan_site": settings.YILAN_SITE,
        "site_owner": owner_name,
        "site_name": lambda: _("%(owner)s: open government platform") % {"owner": owner_name()},
        "site_contact": contact,
        "canonical": absolute(escape_uri_path(request.path)),
        "demo_notice": demo_notice(),
        "elder": reads_as_elder(request),
        "look": look_of(request),
    }


def absolute(path: str) -> str:
    """Return the address of a path under the site's own name, whatever name the reader came by."""
    return f"{settings.WAGTAILADMIN_BASE_URL.rstrip('/')}{path}"


def demo_notice() -> str:
    """Return the banner of a demonstration site, empty on a real one."""
    if not is_demo():
        return ""
    return _("Demonstration site: its texts are invented demonstration data and do not come from any real agency.")


def is_demo() -> bool:
    """Tell whether the home folder is marked as a demonstration (`demo.json`, written by the demo loader)."""
    return (Path(settings.HOME) / "demo.json").exists()
