"""The back office: our home, doors of Wagtail that stay closed, Wagtail's admin with our screens, drafts' files."""

from django.urls import include, path, re_path
from django.views.decorators.cache import never_cache
from wagtail.admin import urls as wagtail_admin_urls
from wagtail.admin.auth import require_admin_access
from wagtail.documents import urls as wagtail_document_urls

from yilan.office.views.doors import closed, to_records
from yilan.office.views.home import home

# What these addresses do has its own verb with us, or no place in this system. The models refuse it as well.
CLOSED = [
    r"^pages/\d+/(?:privacy|lock|unlock|set_position|convert_alias|unpublish|move|copy|delete|workflow_history)/",
    r"^pages/\d+/revisions/\d+/unschedule/",
    r"^pages/workflow/",
    r"^api/main/",  # names the drafts and files of every agency to everybody who signs in
    r"^bulk/wagtailcore/page/",
    r"^(?:collections|reports|workflows)/",
]
EXPLORER = [r"^pages/$", r"^pages/\d+/$", r"^pages/\d+/results/$", r"^pages/search/", r"^pages/usage/"]


def _ours(view):  # type: ignore[no-untyped-def] # noqa: ANN001, ANN202 - a decorator of views
    return never_cache(require_admin_access(view))


urlpatterns = [
    path("", _ours(home), name="office_home"),
    *(re_path(pattern, _ours(closed)) for pattern in CLOSED),
    *(re_path(pattern, _ours(to_records)) for pattern in EXPLORER),
    path("files/", include(wagtail_document_urls)),
    path("", include(wagtail_admin_urls)),
]
