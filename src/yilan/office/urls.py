"""The back office: Wagtail's admin with our own screens, and the files of drafts."""

from django.urls import include, path
from wagtail.admin import urls as wagtail_admin_urls
from wagtail.documents import urls as wagtail_document_urls

urlpatterns = [
    path("files/", include(wagtail_document_urls)),
    path("", include(wagtail_admin_urls)),
]
