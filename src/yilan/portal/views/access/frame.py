from typing import Any

from django.urls import reverse

from yilan.portal.pages import Crumb, HeadColumn
from yilan.portal.views.access.guide import GUIDE


def frame(head: HeadColumn) -> dict[str, Any]:
    """Return what surrounds a page of requests: head tags and the way back."""
    crumbs = [Crumb(GUIDE.name, reverse("portal:access")), Crumb(head.name)]
    return {"head_column": head, "crumbs": crumbs, "door": "request"}
