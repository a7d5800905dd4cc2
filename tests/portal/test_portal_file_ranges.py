"""Parts of files, so that a video can be begun in its middle (RFC 9110, 14)."""

import re
from types import SimpleNamespace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.factories.disclosure import make_file, make_publication
from tests.factories.organizations import make_agency, make_district
from tests.factories.ranges import BEYOND, NO_SINGLE_RANGE, PARTS, SIZE

from yilan.disclosure.models import PublishedFile

pytestmark = [pytest.mark.django_db, pytest.mark.database]
DATA = bytes(range(SIZE))


def publish(client, data):
    make_district()
    make_publication(make_agency("mzj"), attachments=[make_file("film.mp4", data)])
    file = PublishedFile.objects.get()
    return SimpleNamespace(client=client, path=f"/files/{file.sha256}/{file.name}", etag=f'"{file.sha256}"')


@pytest.fixture
def film(client):
    return publish(client, DATA)


def ask(film, wanted, **more):
    return film.client.get(film.path, headers={"range": wanted, **more})


def body(answer):
    data = b"".join(answer.streaming_content) if answer.streaming else answer.content
    for close in answer._resource_closers:  # of HEAD nothing is read; `close` would end the test's connection too
        close()
    return data


def test_a_part_is_sent_with_its_place_in_the_whole(film):
    for wanted, (first, last) in PARTS.items():
        answer = ask(film, wanted)
        assert answer.status_code == 206, wanted
        assert body(answer) == DATA[first : last + 1]
        assert answer.headers["Content-Range"] == f"bytes {first}-{last}/{SIZE}"
        assert answer.headers["Content-Length"] == str(last - first + 1)
        assert answer.headers["Content-Type"] == "video/mp4"
        assert answer.headers["ETag"] == film.etag


def test_a_part_that_is_not_there_is_refused_with_the_size(film):
    for wanted in BEYOND:
        answer = ask(film, wanted)
        assert (answer.status_code, answer.content) == (416, b""), wanted
        assert answer.headers["Content-Range"] == f"bytes */{SIZE}"
        assert "Content-Disposition" not in answer.headers


def test_what_is_no_single_range_gets_the_whole(film):
    for wanted in NO_SINGLE_RANGE:
        answer = ask(film, wanted)
        assert (answer.status_code, body(answer)) == (200, DATA), wanted
        assert answer.headers["Accept-Ranges"] == "bytes"


def test_a_number_beyond_all_files_breaks_nothing(film):
    for number in ("9" * 18, "9" * 19, "9" * 5000):
        for wanted in ("bytes={}-", "bytes=-{}", "bytes=0-{}"):
            answer = ask(film, wanted.format(number))
            sent = body(answer)
            assert (answer.status_code, sent) in {(200, DATA), (206, DATA), (416, b"")}, wanted


def test_a_part_of_a_file_that_has_changed_since_is_the_whole(film):
    assert body(ask(film, "bytes=0-9", **{"if-range": film.etag})) == DATA[:10]
    changed = ask(film, "bytes=0-9", **{"if-range": '"another"'})
    assert changed.status_code == 200
    assert body(changed) == DATA


def test_a_reader_who_has_the_file_gets_no_part_again(film):
    assert ask(film, "bytes=0-9", **{"if-none-match": film.etag}).status_code == 304


def test_head_knows_no_parts(film):
    answer = film.client.head(film.path, headers={"range": "bytes=0-9"})
    assert (answer.status_code, body(answer)) == (200, b"")
    assert answer.headers["Content-Length"] == str(SIZE)


def test_an_empty_file_has_no_parts(client):
    empty = publish(client, b"")
    assert body(client.get(empty.path)) == b""
    for wanted in ("bytes=0-", "bytes=0-0", "bytes=-1"):
        assert ask(empty, wanted).status_code == 416, wanted


NUMBER = st.one_of(st.just(""), st.integers(0, SIZE * 2).map(str))


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(first=NUMBER, last=NUMBER)
def test_every_part_is_a_slice_of_the_whole(film, first, last):
    answer = ask(film, f"bytes={first}-{last}")
    sent = body(answer)
    if answer.status_code == 206:
        found = re.fullmatch(r"bytes (\d+)-(\d+)/(\d+)", answer.headers["Content-Range"])
        begin, end, size = map(int, found.groups())
        assert sent == DATA[begin : end + 1]
        assert len(sent) == int(answer.headers["Content-Length"]) == end - begin + 1
        assert (begin, size) == (int(first) if first else SIZE - min(int(last), SIZE), SIZE)
    elif answer.status_code == 416:
        assert (sent, answer.headers["Content-Range"]) == (b"", f"bytes */{SIZE}")
        assert int(first or SIZE) >= SIZE or int(first) > int(last)
    else:
        assert (answer.status_code, sent, first, last) == (200, DATA, "", "")
