"""Public addresses. `/info/<index number>/` never changes."""

from django.urls import path, register_converter
from django.urls.converters import StringConverter
from django.views.generic import RedirectView

from yilan.access.asking import OnlineForm, form_at, online_forms
from yilan.portal.views import (
    agencies,
    catalogue,
    columns,
    figures,
    files,
    home,
    machines,
    overview,
    platform,
    products,
    record_json,
    records,
    search,
    versions,
)
from yilan.portal.views.access import asking, checking, guide, own, status
from yilan.portal.views.access import figures as access_figures


class Product(StringConverter):
    """Guide or catalogue."""

    regex = "guide|catalogue"


class Online:
    """A form that is filled in online, by its address."""

    regex = "|".join(form.path for form in online_forms().values())

    def to_python(self, value: str) -> OnlineForm:
        """Return the form with an address."""
        return form_at(value)

    def to_url(self, value: OnlineForm | str) -> str:
        """Return the address of a form; templates that have none name it by that."""
        return value if isinstance(value, str) else value.path


register_converter(Product, "product")
register_converter(Online, "online")
app_name = "portal"
urlpatterns = [
    path("", home.home, name="home"),
    path("overview/", overview.overview, name="overview"),
    path("overview/facts.json", overview.overview_facts, name="overview_facts"),
    path("columns/<slug:slug>/", columns.column, name="column"),
    path("columns/<slug:slug>/pages/<int:number>/", columns.column, name="column_page"),
    path("records/", search.records, name="records"),
    path("records/pages/<int:number>/", search.records, name="records_page"),
    path("search/", search.search, name="search"),
    path("search/suggest.json", search.suggest, name="search_suggest"),
    path("search/shown/", search.results_shown, name="search_shown"),
    path("search/opened/", search.opened, name="search_opened"),
    path("info/<path:index_number>/versions/<int:number>/", versions.version, name="version"),
    path("info/<path:index_number>/compare/<int:old>/<int:new>/", versions.compare, name="compare"),
    path("info/<path:index_number>/record.json", record_json.record_json, name="record_json"),
    path("info/<path:index_number>/", records.record, name="record"),
    path("agencies/", agencies.agencies, name="agencies"),
    path("agencies/<slug:code>/", agencies.agency, name="agency"),
    path("agencies/<slug:code>/records/", agencies.agency_records, name="agency_records"),
    path("agencies/<slug:code>/records/pages/<int:number>/", agencies.agency_records, name="agency_records_page"),
    path("agencies/<slug:code>/community/", agencies.community, name="community"),
    path("agencies/<slug:code>/guide/", products.product, {"product": "guide"}, name="guide"),
    path("agencies/<slug:code>/catalogue/", catalogue.catalogue, name="catalogue"),
    path("agencies/<slug:code>/catalogue/items/<slug:item>/", catalogue.part, name="catalogue_part"),
    path(
        "agencies/<slug:code>/catalogue/items/<slug:item>/pages/<int:number>/",
        catalogue.part,
        name="catalogue_part_page",
    ),
    path("agencies/<slug:code>/catalogue.csv", catalogue.catalogue_csv, name="catalogue_csv"),
    path("agencies/<slug:code>/<product:product>/revisions/<int:number>/", products.product, name="product_revision"),
    path(
        "agencies/<slug:code>/<product:product>/compare/<int:old>/<int:new>/", products.compare, name="product_compare"
    ),
    path("platform/", platform.platform, name="platform"),
    path("rulebook/", platform.rulebook, name="rulebook"),
    path("leading-group/", platform.leading_group, name="leading_group"),
    path("requests/", RedirectView.as_view(pattern_name="portal:access", permanent=True), name="requests"),
    path("access/", guide.guide, name="access"),
    path("access/ask/answered/", asking.answered, name="access_answered"),
    path("access/ask/matching.json", asking.matching, name="access_matching"),
    path("access/<online:online>/", asking.begin, name="access_begin"),
    path("access/<online:online>/check/", checking.check, name="access_check"),
    path("access/<online:online>/discard/", asking.discard, name="access_discard"),
    path("access/<online:online>/<slug:code>/", asking.step, name="access_step"),
    path("access/status/", status.status, name="access_status"),
    path("access/status/leave/", status.leave, name="access_leave"),
    path("access/status/request/", status.show, name="access_request"),
    path("access/status/request/receipt/", status.receipt, name="access_receipt"),
    path("access/status/request/withdraw/", own.withdraw, name="access_withdraw"),
    path("access/status/request/suggest/", own.suggest, name="access_suggest"),
    path("access/status/request/files/<int:number>/", status.file, name="access_file"),
    path("access/status/request/answer/<slug:kind>/", own.answer, name="access_answer"),
    path("contact/", platform.contact, name="contact"),
    path("figures/", figures.newest, name="figures_newest"),
    path("figures/<int:year>/", figures.figures, name="figures"),
    path("figures/<int:year>/agencies/<slug:level>/", figures.agencies, name="figure_agencies"),
    path("access/figures/", access_figures.newest, name="access_figures_newest"),
    path("access/figures/<int:year>/", access_figures.figures, name="access_figures"),
    path("access/figures/<int:year>/tables.csv", access_figures.figures_csv, name="access_figures_csv"),
    path("sitemap/", platform.sitemap, name="sitemap"),
    path("about/accessibility/", platform.accessibility, name="accessibility"),
    path("files/<slug:sha256>/<str:name>", files.file, name="file"),
    path("feeds/all.atom", machines.feed, name="feed"),
    path("feeds/columns/<slug:slug>.atom", machines.column_feed, name="column_feed"),
    path("feeds/agencies/<slug:code>.atom", machines.agency_feed, name="agency_feed"),
    path("sitemap.xml", machines.sitemap_index, name="sitemap_index"),
    path("sitemaps/pages.xml", machines.sitemap_pages, name="sitemap_pages"),
    path("sitemaps/<int:year>-<int:part>.xml", machines.sitemap_part, name="sitemap_part"),
    path("robots.txt", machines.robots, name="robots"),
]
