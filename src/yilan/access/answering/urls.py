"""Addresses of the answering desk, below the back office."""

from django.urls import URLPattern, URLResolver, include, path

from yilan.access.answering import choosing, copies, downloads, drafting, fee, files, redacting, third_parties

ANSWERING = [
    path("", choosing.answer, name="answer"),
    path("as/<slug:outcome>/", drafting.draft, name="draft"),
    path("as/<slug:outcome>/preview/", drafting.preview, name="preview"),
    path("as/<slug:outcome>/pdf/", drafting.preview_pdf, name="preview_pdf"),
    path("information/", files.files, name="files"),
    path("information/<int:pk>/", downloads.download, name="file"),
    path("information/<int:pk>/pages/<int:number>/", downloads.page, name="page"),
    path("information/<int:pk>/redaction/", redacting.redact, name="redact"),
    path("information/<int:pk>/copy/", copies.copy, name="copy"),
    path("fee/", fee.fee, name="fee"),
    path("third-parties/", third_parties.third_parties, name="third_parties"),
]
urlpatterns: list[URLPattern | URLResolver] = [
    path("access/<uuid:uuid>/answer/", include((ANSWERING, "access_answering"))),
]
