from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from yilan.access.law.applicants import applicant_kinds
from yilan.access.queries.asking import agencies_asked, beside_requests, terms_on
from yilan.organizations.queries import district
from yilan.portal.pages import Crumb, platform_page

GUIDE = platform_page(_("Request information"), _("How to request information that has not been disclosed."))


@require_safe
def guide(request: HttpRequest) -> HttpResponse:
    """Say how information that is not disclosed is requested: of whom, how, how long it takes, what it costs."""
    today = timezone.localdate()
    context = {
        "others": beside_requests(today),
        "agencies": agencies_asked(),
        "office": district(),
        "terms": terms_on(today),
        "kinds": applicant_kinds().values(),
        "head_column": GUIDE,
        "crumbs": [Crumb(GUIDE.name)],
        "door": "request",
    }
    return render(request, "portal/access/guide.html", context)
