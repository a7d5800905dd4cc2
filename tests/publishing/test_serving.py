"""Pages of the site folder, answered before the application is asked."""

import gzip
import os

import brotli
import pytest
from tests.publishing.site_folder import (
    LIVE,
    NOTICE,
    PAGES,
    RECORD,
    SAFE,
    WITHDRAWN,
    ask,
    bucket_site,
    make_site,
    open_files,
    write,
)

from yilan.publishing.rendering import Rendered

ACCEPTED = {  # what a reader takes, and what it is given
    "br, gzip": "br",
    "gzip, deflate, br, zstd": "br",
    "gzip": "gzip",
    "GZIP": "gzip",
    "gzip;q=1.0, br;q=0": "gzip",
    "br; q=0.000 , gzip; q=0.5": "gzip",
    "br;q=0.001": "br",
    "br;q=0,gzip;q=0": "",
    "*": "br",
    "*;q=0": "",
    "br;q=0, *": "gzip",
    "gzip, *;q=0": "gzip",
    "identity": "",
    "brotli, x-gzip": "",
    "": "",
    ",;=,": "",
}
UNPACK = {"br": brotli.decompress, "gzip": gzip.decompress, "": bytes}


@pytest.fixture(params=["folder", "bucket"])
def site(request, tmp_path):
    return make_site(tmp_path) if request.param == "folder" else bucket_site()


@pytest.fixture
def folder(tmp_path):
    return make_site(tmp_path)


@pytest.mark.parametrize("path", PAGES)
def test_a_page_has_its_bytes_its_kind_and_the_headers_of_every_public_answer(site, path):
    text, kind = PAGES[path]
    answer = ask(site, path)
    assert (answer.status, answer.body.decode()) == (200, text)
    assert answer.headers["Content-Type"] == kind
    assert answer.headers["Content-Length"] == str(len(text.encode()))
    assert answer.headers["Cache-Control"] == "public, no-cache"
    assert answer.headers["Vary"] == "Cookie, Accept-Encoding"
    assert answer.headers["ETag"].startswith('"')
    assert answer.headers["Last-Modified"].endswith(" GMT")
    assert "Content-Encoding" not in answer.headers
    assert answer.headers.items() >= SAFE.items()


@pytest.mark.parametrize("path", PAGES)
def test_head_has_the_same_headers_and_no_body(site, path):
    whole, head = ask(site, path, accept_encoding="br"), ask(site, path, "HEAD", accept_encoding="br")
    assert (head.status, head.headers, head.body) == (200, whole.headers, b"")


@pytest.mark.parametrize(("accepted", "encoding"), ACCEPTED.items())
def test_a_reader_is_given_the_smallest_variant_that_it_takes(site, accepted, encoding):
    answer = ask(site, "/overview/", accept_encoding=accepted)
    assert answer.headers.get("Content-Encoding", "") == encoding
    assert answer.headers["Content-Length"] == str(len(answer.body))
    assert answer.headers["Content-Type"] == "text/html; charset=utf-8"
    assert UNPACK[encoding](answer.body).decode() == PAGES["/overview/"][0]


def test_each_variant_has_an_etag_of_its_own(site):
    tags = {ask(site, "/overview/", accept_encoding=encoding).headers["ETag"] for encoding in UNPACK}
    assert len(tags) == len(UNPACK)


def test_a_page_without_variants_is_sent_plain(site):
    answer = ask(site, "/short/", accept_encoding="br, gzip")
    assert answer.body.decode() == PAGES["/short/"][0]
    assert "Content-Encoding" not in answer.headers


@pytest.mark.parametrize("form", ["{}", "W/{}", '"other", {}', '"other" , W/{}', "*"])
@pytest.mark.parametrize("method", ["GET", "HEAD"])
def test_what_the_reader_has_is_not_sent_again(site, form, method):
    first = ask(site, "/overview/", accept_encoding="gzip")
    again = ask(site, "/overview/", method, accept_encoding="gzip", if_none_match=form.format(first.headers["ETag"]))
    assert (again.status, again.body) == (304, b"")
    assert again.headers.items() >= SAFE.items()
    for name in ("ETag", "Cache-Control", "Vary"):
        assert again.headers[name] == first.headers[name]
    assert not {"Content-Type", "Content-Length", "Content-Encoding"} & again.headers.keys()


def test_the_etag_of_another_variant_is_not_that_of_this_one(site):
    plain = ask(site, "/overview/").headers["ETag"]
    assert ask(site, "/overview/", accept_encoding="br", if_none_match=plain).status == 200
    assert ask(site, "/overview/", if_none_match='"other"').status == 200


def test_a_withdrawn_record_is_gone_and_says_so(site):
    answer = ask(site, WITHDRAWN)
    assert (answer.status, answer.body.decode()) == (410, NOTICE)
    assert answer.headers["Content-Type"] == "text/html; charset=utf-8"
    assert answer.headers.items() >= SAFE.items()
    packed = ask(site, WITHDRAWN, accept_encoding="gzip", if_none_match=answer.headers["ETag"])
    assert (packed.status, gzip.decompress(packed.body).decode()) == (410, NOTICE)
    assert ask(site, WITHDRAWN, if_none_match="*").status == 410
    assert ask(site, WITHDRAWN, "HEAD").body == b""


def test_a_page_published_while_the_server_runs_is_seen_at_once_and_one_taken_away_is_gone(site):
    assert ask(site, "/figures/2014/").body == LIVE
    write(site, "/figures/2014/", Rendered(b"<p>1</p>"))
    first = ask(site, "/figures/2014/")
    assert first.body == b"<p>1</p>"
    write(site, "/figures/2014/", Rendered(b"<p>2</p>"))
    second = ask(site, "/figures/2014/", if_none_match=first.headers["ETag"])
    assert (second.status, second.body) == (200, b"<p>2</p>")
    write(site, "/figures/2014/", None)
    assert ask(site, "/figures/2014/", accept_encoding="br, gzip").body == LIVE


def test_a_change_of_the_same_size_at_the_same_moment_has_another_etag(folder):
    page = folder / "short" / "index.html"
    first, about = ask(folder, "/short/"), page.stat()
    write(folder, "/short/", Rendered("<p>长</p>".encode()))
    os.utime(page, ns=(about.st_atime_ns, about.st_mtime_ns))
    second = ask(folder, "/short/", if_none_match=first.headers["ETag"])
    assert (second.status, second.body) == (200, "<p>长</p>".encode())


def test_a_record_that_is_withdrawn_and_comes_back_follows_at_once(site):
    assert ask(site, RECORD).status == 200
    write(site, RECORD, Rendered(NOTICE.encode(), gone=True))
    assert ask(site, RECORD, accept_encoding="br").status == 410
    write(site, RECORD, Rendered(b"<p>again</p>"))
    assert (ask(site, RECORD).status, ask(site, RECORD).body) == (200, b"<p>again</p>")


def test_a_whole_new_build_is_served_from_the_moment_the_link_points_to_it(folder, tmp_path):
    link = tmp_path / "link"
    link.symlink_to(folder)
    assert ask(link, "/short/").status == 200
    other = tmp_path / "other"
    other.mkdir()
    write(other, "/short/", Rendered(b"<p>built anew</p>"))
    aside = tmp_path / "aside"
    aside.symlink_to(other)
    aside.replace(link)
    assert ask(link, "/short/").body == b"<p>built anew</p>"
    assert ask(link, "/overview/").body == LIVE


def test_without_a_site_the_application_answers_everything(tmp_path):
    for path in (*PAGES, WITHDRAWN):
        assert ask(tmp_path / "nowhere", path, accept_encoding="br").body == LIVE


def test_no_file_stays_open(folder):
    before = open_files()
    for path in (*PAGES, WITHDRAWN, "/nothing/"):
        first = ask(folder, path, accept_encoding="br")
        ask(folder, path, "HEAD")
        ask(folder, path, if_none_match=first.headers.get("ETag", "*"))
    assert open_files() == before
