from typing import Any

from django.urls import reverse
from django.utils import timezone

from yilan.access.asking import OnlineForm, online_forms
from yilan.access.queries.asking import answer_limit, if_received_on, is_received_at_once
from yilan.casework.models import Case
from yilan.portal.pages import Crumb, HeadColumn, platform_page
from yilan.portal.views.access.guide import GUIDE


def frame(head: HeadColumn) -> dict[str, Any]:
    """Return what surrounds a page of requests: head tags and the way back."""
    crumbs = [Crumb(GUIDE.name, reverse("portal:access")), Crumb(head.name)]
    return {"head_column": head, "crumbs": crumbs, "door": "request"}


def case_frame(case: Case, head: HeadColumn) -> dict[str, Any]:
    """Return what surrounds a page of a case: also what it is called, and the form by which such cases come online."""
    online = online_forms().get(case.procedure_code)
    return frame(head) | {"online": online, "matter": online.matter if online else case.procedure.name}


def form_frame(online: OnlineForm) -> dict[str, Any]:
    """Return what surrounds a page of a form, with the form itself and the days that the law gives today."""
    today = timezone.localdate()
    return frame(platform_page(online.title, online.description)) | {
        "online": online,
        "matter": online.matter,
        "limit": answer_limit(online.code, today),
        "clock": if_received_on(today, online.code),
        "at_once": is_received_at_once(online.code),
    }
