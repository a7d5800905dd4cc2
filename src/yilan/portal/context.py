"""What every public template may say about the site."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest


def site(request: HttpRequest) -> dict[str, Any]:  # noqa: ARG001 - the signature of a context processor
    """Return the site's codes for head tags and foot."""
    return {"yilan_site": settings.YILAN_SITE}
