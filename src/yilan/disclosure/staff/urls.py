"""Addresses of the room's screens, below the back office."""

from django.urls import URLPattern, URLResolver, include, path

from yilan.disclosure.staff import columns, files, history, imports, products, publications, records, releases

RELEASES = [
    path("", releases.queue, name="queue"),
    path("<int:pk>/", releases.release, name="release"),
    path("<int:pk>/decide/", releases.decide, name="decide"),
    path("<int:pk>/recall/", releases.recall, name="recall"),
    path("<int:pk>/answers/<int:coordination>/", releases.answer, name="answer"),
    path("<int:pk>/hits/<int:hit>/", releases.allow_hit, name="hit"),
]
RECORDS = [
    path("", records.record_list, name="list"),
    path("new/", records.begin, name="begin"),
    path("<int:pk>/discard/", records.discard, name="discard"),
    path("<int:pk>/history/", history.history, name="history"),
    path("<int:pk>/withdraw/", publications.withdraw, name="withdraw"),
    path("<int:pk>/restore/", publications.restore, name="restore"),
    path("<int:pk>/validity/", publications.validity, name="validity"),
]
COLUMNS = [
    path("", columns.column_list, name="list"),
    path("new/", columns.add, name="add"),
    path("<int:pk>/", columns.change, name="change"),
    path("<int:pk>/retire/", columns.retire, name="retire"),
]
urlpatterns: list[URLPattern | URLResolver] = [
    path("releases/", include((RELEASES, "disclosure_releases"))),
    path("records/", include((RECORDS, "disclosure_records"))),
    path("columns/", include((COLUMNS, "disclosure_columns"))),
    path("products/", include(([path("", products.products, name="list")], "disclosure_products"))),
    path("imports/", include(([path("", imports.import_records, name="import")], "disclosure_imports"))),
    path(
        "digests/<slug:sha256>/<str:name>",
        include(([path("", files.staff_file, name="file")], "disclosure_files")),
    ),
]
