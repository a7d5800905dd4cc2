"""Two doors: the back office under /office/, everything else is the portal."""

from django.urls import include, path

urlpatterns = [
    path("office/", include("yilan.office.urls")),
    path("", include("yilan.portal.urls")),
]
