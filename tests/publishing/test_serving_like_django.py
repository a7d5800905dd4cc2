"""Whether a reader is answered from the site folder or by the application makes no difference that could be seen."""

from types import SimpleNamespace

import pytest
from tests.factories.accounts import make_account
from tests.factories.disclosure import make_file, make_portal, make_publication
from tests.publishing.site_folder import LIVE, SAFE, SAFE_FILE, ask, write

from yilan.disclosure.actions import withdraw_record
from yilan.disclosure.models import PublishedFile
from yilan.publishing.rendering import render

pytestmark = [pytest.mark.django_db, pytest.mark.database]
PAGES = ("/", "/overview/", "/overview/facts.json", "/agencies/", "/agencies/mzj/", "/platform/", "/records/")
MACHINES = ("/feeds/all.atom", "/feeds/agencies/mzj.atom", "/sitemap.xml", "/sitemaps/pages.xml", "/robots.txt")
OWN = {"ETag", "Vary", "Last-Modified", "Content-Length"}  # a validator and what comes with variants


@pytest.fixture
def site(tmp_path, settings, place):
    portal = make_portal()
    files = [make_file(name, name.encode()) for name in ("低保名单.pdf", "list.txt", "film.mp4", "list.svg")]
    portal.records.append(make_publication(portal.civil, attachments=files, columns=[portal.below]))
    return SimpleNamespace(place=tmp_path if place == "folder" else settings.YILAN_SITE_BUCKET, portal=portal)


def both(site, client, path):
    """Return the answer of the site and the application's."""
    write(site.place, path, render(path))
    return ask(site.place, path), client.get(path)


def seen(headers):
    return {name: value for name, value in headers.items() if name not in OWN}


def test_a_page_has_the_same_bytes_and_headers(site, client):
    records = [f"/info/{record.index_number}/" for record in site.portal.records]
    for path in (*PAGES, *MACHINES, *records, f"{records[0]}record.json", f"{records[0]}versions/1/"):
        file, live = both(site, client, path)
        assert (file.status, file.body) == (live.status_code, live.content), path
        assert seen(file.headers) == seen(live.headers), path
        assert file.headers.items() >= SAFE.items()


def test_the_notice_of_a_withdrawal_is_the_same(site, client):
    actor = make_account("xinxi", "information_office", site.portal.district)
    record = site.portal.records[0]
    withdraw_record(actor=actor, record=record.record, reason="名单未作隐去处理")
    file, live = both(site, client, f"/info/{record.index_number}/")
    assert (file.status, file.body) == (live.status_code, live.content)
    assert file.status == 410
    for name in (*SAFE, "Content-Type"):
        assert file.headers[name] == live.headers[name]
    path = f"/info/{record.index_number}/record.json"
    file, live = both(site, client, path)
    assert (file.body, live.status_code) == (LIVE, 410), "of a document nothing is left: the application answers"


def test_a_file_has_the_same_bytes_and_headers(site, client):
    for published in PublishedFile.objects.all():
        path = f"/files/{published.sha256}/{published.name}"
        file, live = both(site, client, path)
        assert (file.status, file.body) == (live.status_code, b"".join(live.streaming_content))
        assert seen(file.headers) == seen(live.headers), path
        assert file.headers["ETag"] == live.headers["ETag"]
        assert file.headers.items() >= SAFE_FILE.items()
    assert PublishedFile.objects.count() == 4
