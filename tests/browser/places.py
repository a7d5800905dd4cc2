"""Every kind of page there is, as one list: its name, and where it stands in the town."""

from collections.abc import Callable
from dataclasses import dataclass

from tests.browser.town import Town


@dataclass(frozen=True)
class Place:
    """A kind of page. `who` is the member of staff who opens it, empty for pages that everybody may read."""

    name: str
    path: Callable[[Town], str]
    status: int = 200
    who: str = ""


def _info(name: str, rest: str = "") -> Callable[[Town], str]:
    return lambda town: f"/info/{getattr(town, name).index_number}/{rest}"


def _fixed(path: str) -> Callable[[Town], str]:
    return lambda _town: path


PUBLIC = [
    Place("home", _fixed("/")),
    Place("overview", _fixed("/overview/")),
    Place("overview by column", _fixed("/overview/?axis=column&year=2014")),
    Place("column", _fixed("/columns/services-0/")),
    Place("column with columns below", _fixed("/columns/services/")),
    Place("records", _fixed("/records/")),
    Place("records filtered", _fixed("/records/?item=20-1&year=2014")),
    Place("search", _fixed("/search/?q=通知")),
    Place("search without a hit", _fixed("/search/?q=无此文件")),
    Place("search empty", _fixed("/search/")),
    Place("record", _info("rich")),
    Place("record with its interpretation", lambda town: f"/info/{town.plain[0].index_number}/"),
    Place("record repealed", _info("repealed")),
    Place("version", _info("revised", "versions/1/")),
    Place("compare", _info("revised", "compare/1/2/")),
    Place("withdrawn", _info("withdrawn"), status=410),
    Place("agencies", _fixed("/agencies/")),
    Place("agency", _fixed("/agencies/mzj/")),
    Place("agency records", _fixed("/agencies/mzj/records/")),
    Place("community", _fixed("/agencies/huanghua/community/")),
    Place("guide", _fixed("/agencies/mzj/guide/")),
    Place("guide not compiled", _fixed("/agencies/wsj/guide/")),
    Place("guide revision", _fixed("/agencies/mzj/guide/revisions/1/")),
    Place("guide compare", _fixed("/agencies/mzj/guide/compare/1/2/")),
    Place("catalogue", _fixed("/agencies/mzj/catalogue/")),
    Place("catalogue part", _fixed("/agencies/mzj/catalogue/items/20-1/")),
    Place("catalogue revision", _fixed("/agencies/mzj/catalogue/revisions/1/")),
    Place("catalogue compare", _fixed("/agencies/mzj/catalogue/compare/1/2/")),
    Place("platform", _fixed("/platform/")),
    Place("rulebook", _fixed("/rulebook/")),
    Place("leading group", _fixed("/leading-group/")),
    Place("requests", _fixed("/access/")),
    Place("request to be begun", _fixed("/access/ask/")),
    Place("correction to be begun", _fixed("/access/correct/")),
    Place("complaint to be begun", _fixed("/access/complain/")),
    Place("request to be looked up", _fixed("/access/status/")),
    Place("contact", _fixed("/contact/")),
    Place("figures", _fixed("/figures/2014/")),
    Place("figures of agencies", _fixed("/figures/2014/agencies/department/")),
    Place("sitemap", _fixed("/sitemap/")),
    Place("accessibility", _fixed("/about/accessibility/")),
    Place("not found", _fixed("/nothing-here/"), status=404),
]
STAFF = [
    Place("login", _fixed("/office/login/")),
    Place("staff home", _fixed("/office/"), who="qicao"),
    Place("records list", _fixed("/office/records/"), who="qicao"),
    Place("record editor", lambda town: f"/office/pages/{town.draft.pk}/edit/", who="qicao"),
    Place("record history", lambda town: f"/office/records/{town.revised.record_id}/history/", who="juzhang"),
    Place("withdrawal", lambda town: f"/office/records/{town.revised.record_id}/withdraw/", who="juzhang"),
    Place("validity", lambda town: f"/office/records/{town.revised.record_id}/validity/", who="juzhang"),
    Place("queue", _fixed("/office/releases/"), who="hedui"),
    Place("agency check", lambda town: f"/office/releases/{town.waiting.pk}/", who="hedui"),
    Place("secrecy review", lambda town: f"/office/releases/{town.checked.pk}/", who="baomi"),
    Place("imports", _fixed("/office/imports/"), who="xinxi"),
    Place("columns", _fixed("/office/columns/"), who="xinxi"),
    Place("new column", _fixed("/office/columns/new/"), who="xinxi"),
    Place("products", _fixed("/office/products/"), who="xinxi"),
    Place("agencies of the office", _fixed("/office/agencies/"), who="guanli"),
    Place("agency of the office", _fixed("/office/agencies/at/mzj/"), who="guanli"),
    Place("leading groups of the office", _fixed("/office/leading-groups/"), who="guanli"),
    Place("accounts", _fixed("/office/people/"), who="guanli"),
    Place("account", lambda town: f"/office/people/{town.officer.pk}/", who="guanli"),
    Place("audit trail", _fixed("/office/trail/"), who="guanli"),
    Place("background jobs", _fixed("/office/jobs/"), who="guanli"),
    Place("own password", _fixed("/office/me/password/"), who="guanli"),
]


def name_of(place: Place) -> str:
    """Return the name for pytest's list."""
    return place.name
