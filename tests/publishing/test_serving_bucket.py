"""Serving from a bucket: what was read is kept for a moment, and a bucket that is away leaves readers to Django."""

from dataclasses import replace
from types import SimpleNamespace

import pytest
from tests.publishing.bucket_server import bucket_server
from tests.publishing.site_folder import (
    FILM,
    LIVE,
    PAGES,
    RECORD,
    WITHDRAWN,
    application,
    bucket_site,
    environ_of,
    file_address,
    write,
)

from yilan.publishing.rendering import Rendered
from yilan.publishing.serving import site_files
from yilan.publishing.shelves.bucket import serving
from yilan.publishing.shelves.bucket.keeping import Keeping, KeptPage
from yilan.publishing.shelves.bucket.serving import BucketFiles
from yilan.wsgi import application as whole

OVERVIEW = PAGES["/overview/"][0].encode()


@pytest.fixture
def server():
    return bucket_server()


@pytest.fixture
def clock(monkeypatch):
    """A clock that stands until it is moved."""
    now = SimpleNamespace(seconds=1000.0)
    monkeypatch.setattr("time.monotonic", lambda: now.seconds)
    return now


def get(served, path, **headers):
    """Return status and body."""
    said = []
    answer = served(environ_of(path.encode(), **headers), lambda status, _pairs: said.append(int(status[:3])))
    return said[0], b"".join(answer)


def test_a_page_is_fetched_once_as_long_as_it_is_fresh_and_then_asked_for_by_its_etag(server, clock):
    served = BucketFiles(application, bucket_site())
    asked = server.asked
    for _ in range(5):
        assert get(served, "/overview/") == (200, OVERVIEW)
    assert server.asked == asked + 1
    clock.seconds += serving.FRESH
    assert get(served, "/overview/") == (200, OVERVIEW)
    assert server.asked == asked + 2
    assert server.statuses[-1] == 304, "its bytes did not come again"


def test_what_is_not_there_is_not_asked_for_again_while_that_is_fresh(server, clock):
    served = BucketFiles(application, bucket_site())
    for _ in range(2):
        asked = server.asked
        assert get(served, "/nothing/", accept_encoding="br, gzip") == (200, LIVE)
        first = server.asked - asked
        assert get(served, "/nothing/", accept_encoding="br, gzip") == (200, LIVE)
        assert (first, server.asked - asked) == (4, 4), "page and notice, each with its best variant"
        clock.seconds += serving.FRESH


def test_a_withdrawn_page_is_gone_once_it_is_no_longer_fresh(clock):
    place = bucket_site()
    served = BucketFiles(application, place)
    assert get(served, RECORD)[0] == 200
    write(place, RECORD, Rendered(b"<p>gone</p>", gone=True))
    assert get(served, RECORD)[0] == 200
    clock.seconds += serving.FRESH
    assert get(served, RECORD) == (410, b"<p>gone</p>")


@pytest.mark.parametrize("trouble", ["away", "busy", "closed", "another"])
def test_readers_of_a_bucket_that_fails_are_answered_by_the_application(server, clock, trouble):
    place = bucket_site()
    served = BucketFiles(application, place)
    assert get(served, "/overview/") == (200, OVERVIEW)
    clock.seconds += serving.FRESH
    changed = {"away": {"endpoint": "http://127.0.0.1:9"}, "another": {"name": "another"}}.get(trouble, {})
    ways = {"busy": server.failing, "closed": server.knowing_nobody}
    served.bucket.place = replace(place, **changed)
    try:
        if trouble in ways:
            way = ways[trouble]()
            way.__enter__()
        asked = server.asked
        for path in ("/overview/", RECORD, WITHDRAWN, file_address("film.mp4")):
            assert get(served, path, accept_encoding="br") == (200, LIVE)
        assert server.asked - asked == {"away": 0, "busy": 1}.get(trouble, 4), "one that is away is left alone"
    finally:
        if trouble in ways:
            way.__exit__(None, None, None)
    served.bucket.place = place
    clock.seconds += serving.AWAY
    assert get(served, "/overview/") == (200, OVERVIEW)
    assert get(served, file_address("film.mp4")) == (200, FILM)


def test_a_reader_who_leaves_before_the_first_byte_of_a_large_file_keeps_nobody_else_from_it(monkeypatch):
    monkeypatch.setattr(serving, "AT_ONCE", 50)
    served, path = BucketFiles(application, bucket_site()), file_address("film.mp4")
    for _ in range(20):  # more than there are connections
        served(environ_of(path.encode()), lambda *_given: None).close()
    assert get(served, path) == (200, FILM)


def test_pages_that_were_used_last_are_kept_up_to_a_weight():
    keeping = Keeping(room=10_000)
    for name in "abcdefgh":
        keeping.keep(name, KeptPage(bytes(2000), name, 0))
        keeping.find("a")
    assert [name for name in "abcdefgh" if keeping.find(name)] == ["a", "f", "g", "h"]
    for _ in range(100):
        keeping.keep("a", None)
    assert [name for name in "abcdefgh" if keeping.find(name)] == ["a", "f", "g", "h"], "nothing is counted twice"
    keeping.keep("large", KeptPage(bytes(20_000), "large", 0))
    assert keeping.find("large") is None


def test_one_setting_chooses_what_serves(settings):
    assert type(whole).__name__ == "SiteFiles"
    settings.YILAN_SITE_BUCKET = bucket_site()
    assert get(site_files(application), "/overview/") == (200, OVERVIEW)
