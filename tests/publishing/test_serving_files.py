"""Published files from the site folder: whole, in ranges (RFC 9110, 14), shown or saved under their names."""

from urllib.parse import quote

import pytest
from tests.factories.ranges import BEYOND, NO_SINGLE_RANGE, PARTS
from tests.publishing.site_folder import (
    FILES,
    FILM,
    LIVE,
    SAFE_FILE,
    application,
    ask,
    bucket_site,
    environ_of,
    file_address,
    make_site,
    open_files,
    write,
)

from yilan.publishing import serving
from yilan.publishing.serving import SiteFiles
from yilan.publishing.shelves.bucket import objects
from yilan.publishing.shelves.bucket import serving as bucket_serving


@pytest.fixture(params=["folder", "bucket"])
def site(request, tmp_path):
    return make_site(tmp_path) if request.param == "folder" else bucket_site()


@pytest.fixture
def folder(tmp_path):
    return make_site(tmp_path)


@pytest.fixture
def film():
    return quote(file_address("film.mp4"))


@pytest.mark.parametrize("name", FILES)
def test_a_file_is_sent_whole_and_shown_only_when_it_carries_no_script(site, name):
    kind, way, data = FILES[name]
    answer = ask(site, quote(file_address(name)), accept_encoding="br, gzip")
    assert (answer.status, answer.body) == (200, data)
    assert answer.headers["Content-Type"] == kind
    assert answer.headers["Content-Length"] == str(len(data))
    assert answer.headers["Accept-Ranges"] == "bytes"
    assert answer.headers["Cache-Control"] == "public, no-cache"
    assert answer.headers["ETag"] == f'"{file_address(name).split("/")[2]}"'
    assert answer.headers["Content-Disposition"].startswith(f"{way}; filename")
    assert answer.headers.items() >= SAFE_FILE.items()
    head = ask(site, quote(file_address(name)), "HEAD")
    assert (head.status, head.headers, head.body) == (200, answer.headers, b"")


def test_a_chinese_name_is_kept_when_the_file_is_saved(site):
    answer = ask(site, quote(file_address("低保 名单;1.zip")))
    assert answer.headers["Content-Disposition"] == f"attachment; filename*=utf-8''{quote('低保 名单;1.zip')}"
    assert ask(site, quote(file_address("film.mp4"))).headers["Content-Disposition"] == 'inline; filename="film.mp4"'


@pytest.mark.parametrize(("wanted", "extent"), PARTS.items())
def test_a_range_is_sent_as_part(site, film, wanted, extent):
    first, last = extent
    answer = ask(site, film, range=wanted)
    assert (answer.status, answer.body) == (206, FILM[first : last + 1])
    assert answer.headers["Content-Range"] == f"bytes {first}-{last}/200"
    assert answer.headers["Content-Length"] == str(last - first + 1)
    assert answer.headers["Content-Type"] == "video/mp4"
    assert answer.headers.items() >= SAFE_FILE.items()


@pytest.mark.parametrize("wanted", NO_SINGLE_RANGE)
def test_what_is_no_single_range_is_answered_with_the_whole_file(site, film, wanted):
    answer = ask(site, film, range=wanted)
    assert (answer.status, answer.body) == (200, FILM)
    assert "Content-Range" not in answer.headers


@pytest.mark.parametrize("wanted", BEYOND)
def test_a_range_beyond_the_file_is_refused_with_its_size(site, film, wanted):
    answer = ask(site, film, range=wanted)
    assert (answer.status, answer.body) == (416, b"")
    assert answer.headers["Content-Range"] == "bytes */200"
    assert answer.headers["Content-Length"] == "0"


def test_of_an_empty_file_there_is_no_part(site):
    assert ask(site, quote(file_address("empty.pdf")), range="bytes=0-").status == 416


def test_a_range_of_another_state_of_the_file_is_the_whole_file(site, film):
    tag = ask(site, film).headers["ETag"]
    assert ask(site, film, range="bytes=0-9", if_range=tag).status == 206
    assert ask(site, film, range="bytes=0-9", if_range='"other"').status == 200
    assert ask(site, film, range="bytes=0-9", if_range="Wed, 05 Mar 2014 01:30:00 GMT").status == 200


def test_head_knows_no_ranges(site, film):
    answer = ask(site, film, "HEAD", range="bytes=0-9")
    assert (answer.status, answer.headers["Content-Length"]) == (200, "200")


def test_what_the_reader_has_is_not_sent_again(site, film):
    tag = ask(site, film).headers["ETag"]
    for more in ({}, {"range": "bytes=0-9"}):
        answer = ask(site, film, if_none_match=tag, **more)
        assert (answer.status, answer.body) == (304, b"")
        assert "Content-Type" not in answer.headers
        assert answer.headers.items() >= SAFE_FILE.items()


def test_a_file_is_gone_with_its_record_and_no_other_name_finds_it(site, film):
    assert ask(site, film.replace("film", "other")).body == LIVE
    assert ask(site, film.rsplit("/", 1)[0] + "/").body == LIVE
    assert ask(site, film.rsplit("/", 1)[0]).body == LIVE
    write(site, file_address("film.mp4"), None)
    assert ask(site, film).body == LIVE


def test_a_large_file_is_sent_in_pieces(site, film, monkeypatch):
    for module in (serving, bucket_serving):
        monkeypatch.setattr(module, "AT_ONCE", 50)
    for module in (serving, objects):
        monkeypatch.setattr(module, "CHUNK", 7)
    assert ask(site, film).body == FILM
    assert ask(site, film, range="bytes=20-150").body == FILM[20:151]
    assert ask(site, film, "HEAD").body == b""


def test_no_file_stays_open_also_when_the_reader_leaves_before_the_first_byte(folder, film, monkeypatch):
    monkeypatch.setattr(serving, "AT_ONCE", 50)
    before = open_files()
    for more in ({}, {"range": "bytes=0-99"}, {"range": "bytes=500-"}, {"if_none_match": "*"}):
        ask(folder, film, **more)
        ask(folder, film, "HEAD", **more)
    assert open_files() == before
    begun = SiteFiles(application, folder)(environ_of(film.encode()), lambda *_given: None)
    assert len(open_files()) == len(before) + 1
    begun.close()
    assert open_files() == before
