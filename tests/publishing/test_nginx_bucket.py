"""deploy/nginx-bucket.conf: nginx in front of a bucket answers as it does from the folder."""

import gzip
import json
import subprocess
import tempfile
from pathlib import Path
from types import SimpleNamespace
from urllib.parse import quote

import pytest
from tests.publishing.bucket_server import NAME, bucket_server
from tests.publishing.running_nginx import (
    Application,
    Reader,
    make_certificate,
    nginx,
    program,
    with_bucket,
    write_configuration,
)
from tests.publishing.site_folder import (
    FILES,
    FILM,
    LIVE,
    NOTICE,
    PAGES,
    SAFE,
    SAFE_FILE,
    WITHDRAWN,
    bucket_site,
    file_address,
)

pytestmark = [pytest.mark.crash]
READABLE = {
    "Version": "2012-10-17",
    "Statement": [
        {"Effect": "Allow", "Principal": "*", "Action": "s3:GetObject", "Resource": f"arn:aws:s3:::{NAME}/*"}
    ],
}


@pytest.fixture(scope="module")
def certificate(tmp_path_factory):
    folder = tmp_path_factory.mktemp("certificate")
    make_certificate(folder)
    return folder


@pytest.fixture
def web(tmp_path, certificate):
    """A running nginx with its application; `web.stop()` stops the application."""
    bucket_server().client.put_bucket_policy(Bucket=NAME, Policy=json.dumps(READABLE))
    application = Application()
    stopped = []

    def stop():
        application.stop()
        stopped.append(True)

    with tempfile.TemporaryDirectory(prefix="yilan-nginx-") as short:  # names of sockets end at 108 bytes
        run = Path(short)
        around = write_configuration(tmp_path, certificate, run, application.port, with_bucket(bucket_site()))
        said = subprocess.run([program(), "-t", "-p", run, "-c", around], capture_output=True, text=True, check=False)
        assert (said.returncode, "[warn]" in said.stderr) == (0, False), said.stderr
        with nginx(around):
            yield SimpleNamespace(ask=Reader(run, certificate).ask, stop=stop, asked=application.asked)
    if not stopped:
        application.stop()


def test_pages_come_from_the_bucket_with_the_headers_of_every_public_answer(web):
    for path, (text, kind) in PAGES.items():
        for method, body in (("GET", text.encode()), ("HEAD", b"")):
            answer = web.ask(path, method)
            assert (answer.status, answer.body) == (200, body), path
            assert answer.headers["Content-Type"] == kind
            assert answer.headers["Cache-Control"] == "public, no-cache"
            assert answer.headers["Vary"] == "Cookie, Accept-Encoding"
            assert answer.headers.items() >= SAFE.items()
        packed = web.ask(path, accept_encoding="gzip, br")
        if path not in {"/short/", "/robots.txt"}:
            assert packed.headers["content-encoding"] == "gzip"
            packed.body = gzip.decompress(packed.body)
        assert packed.body.decode() == text
        again = web.ask(path, if_none_match=answer.headers["ETag"])
        assert (again.status, again.body) == (304, b"")
    assert "content-encoding" not in web.ask("/overview/", accept_encoding="gzip;q=0").headers
    assert not web.asked


def test_a_withdrawn_record_is_gone_and_says_so(web):
    for headers in ({}, {"if_none_match": "*"}, {"accept_encoding": "gzip"}):
        answer = web.ask(WITHDRAWN, **headers)
        assert (answer.status, answer.body.decode()) == (410, NOTICE)
        assert answer.headers["Content-Type"] == "text/html; charset=utf-8"
        assert answer.headers.items() >= SAFE.items()
    assert not web.asked


def test_files_are_sent_whole_and_in_ranges(web):
    for name, (kind, way, data) in FILES.items():
        answer = web.ask(quote(file_address(name)), cookie="elder=1")
        assert (answer.status, answer.body) == (200, data)
        assert answer.headers["Content-Type"] == kind
        assert answer.headers["content-disposition"].startswith(way)
        assert answer.headers["Cache-Control"] == "public, no-cache"
        assert answer.headers.items() >= SAFE_FILE.items()
    part = web.ask(file_address("film.mp4"), range="bytes=20-29")
    assert (part.status, part.body, part.headers["content-range"]) == (206, FILM[20:30], "bytes 20-29/200")
    assert not web.asked


def test_the_rest_is_the_applications(web):
    for path, headers in (("/overview/", {"cookie": "elder=1"}), ("/overview/?q=x", {}), ("/nothing/", {}),
                          ("/files/aa/x.pdf", {}), ("/office/", {}), ("/overview/index.html", {})):  # fmt: skip
        assert web.ask(path, **headers).body == LIVE, path
    assert web.ask("/overview/", "POST", b"key=1").body == LIVE
    assert web.ask(file_address("film.mp4"), "POST", b"key=1").body == LIVE
    assert web.ask("/.built.json").status == 404


def test_with_the_bucket_away_the_application_answers(web):
    with bucket_server().failing():
        for path in ("/", "/overview/", WITHDRAWN, file_address("film.mp4")):
            answer = web.ask(path, accept_encoding="gzip")
            assert (answer.status, answer.body) == (200, LIVE)


def test_with_the_application_down_the_site_is_read_by_everybody(web):
    web.stop()
    for headers in ({}, {"cookie": "elder=1"}):
        assert web.ask("/overview/", **headers).body.decode() == PAGES["/overview/"][0]
        gone = web.ask(WITHDRAWN, **headers)
        assert (gone.status, gone.body.decode()) == (410, NOTICE)
    assert web.ask("/overview/?q=x").body.decode() == PAGES["/overview/"][0]
    for answer in (web.ask("/search/?q=x"), web.ask("/nothing/"), web.ask("/overview/", "POST", b"key=1")):
        assert (answer.status, answer.headers["Retry-After"]) == (503, "60")
        assert "请过几分钟再试" in answer.body.decode()
    with bucket_server().failing():
        assert web.ask("/overview/").status == 503
