"""Addresses of the figures, below the back office."""

from django.urls import URLPattern, URLResolver, include, path

from yilan.access.staff.figures import exports, lists, tables

FIGURES = [
    path("", tables.newest, name="newest"),
    path("<int:year>/", tables.year_tables, name="year"),
    path("<int:year>/tables.csv", exports.tables_csv, name="csv"),
    path("<int:year>/tables.xlsx", exports.tables_xlsx, name="xlsx"),
    path("<int:year>/<slug:table>/<slug:row>/<slug:column>/", lists.cell_list, name="cell"),
    path("<int:year>/<slug:table>/<slug:row>/<slug:column>/list.csv", lists.cell_csv, name="cell_csv"),
]
urlpatterns: list[URLPattern | URLResolver] = [path("access/figures/", include((FIGURES, "access_figures")))]
