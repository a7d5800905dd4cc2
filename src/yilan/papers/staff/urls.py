"""Addresses of the room's screens, below the back office."""

from django.urls import URLPattern, URLResolver, include, path

from yilan.papers.staff import changing, files, templates

PAPERS = [
    path("", templates.template_list, name="list"),
    path("<slug:code>/", templates.template, name="template"),
    path("<slug:code>/upload/", changing.upload, name="upload"),
    path("<slug:code>/restore/", changing.restore, name="restore"),
    path("<slug:code>/versions/<int:number>/download/", files.download, name="download"),
    path("<slug:code>/versions/<int:number>/preview/", files.preview, name="preview"),
]
urlpatterns: list[URLPattern | URLResolver] = [path("papers/", include((PAPERS, "papers")))]
