"""deploy/nginx.conf does in front of the application what the site folder's own server does."""

import gzip
import re
import subprocess
import tempfile
from pathlib import Path
from types import SimpleNamespace
from urllib.parse import quote

import pytest
from tests.publishing.running_nginx import (
    CONFIGURATION,
    LIVE_POLICY,
    NAME,
    Application,
    Reader,
    make_certificate,
    nginx,
    program,
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
    file_address,
    make_site,
    write,
)

from yilan.publishing.rendering import Rendered

pytestmark = [pytest.mark.crash]
WAYS_OUT = ("/.built.json", "/../keys/secret-key", "/%2e%2e/keys/secret-key", "/..%2fkeys%2fsecret-key", "/overview/.x",
            "/static/../keys/secret-key", "/static/%2e%2e/keys/secret-key", "/files/aa/.new-1", "/static/.x",
            "/files/aa/..%5c..%5ckeys%5csecret-key", "/.none", "/%00", "/robots.txt%00")  # fmt: skip
NO_ADDRESS = ("/overview/index.html", "/overview/index.html.gz", "/overview/index.html.br", f"{WITHDRAWN}gone.html.gz",
              "/overview", "/nothing/", "/feeds/", "/" + "x" * 300 + "/", "/files/aa/x.pdf",
              "/static/x.css")  # fmt: skip


@pytest.fixture(scope="module")
def certificate(tmp_path_factory):
    folder = tmp_path_factory.mktemp("certificate")
    make_certificate(folder)
    return folder


@pytest.fixture
def home(tmp_path):
    site = make_site(tmp_path)
    site.rename(tmp_path / "build")
    site.symlink_to("build")  # as it stands in a home
    for name, text in {
        "keys/secret-key": "a secret",
        "static/portal.0123456789ab.css": "p{}" * 200,
        "static/portal.css": "p{}",
        "site/overview/.x": "a secret",
        "site/files/aa/.new-1": "a secret",
        "static/.x": "a secret",
        "certbot/.well-known/acme-challenge/token": "the token",
    }.items():
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
    (tmp_path / "static/portal.0123456789ab.css.gz").write_bytes(gzip.compress(b"p{}" * 200))
    return tmp_path


@pytest.fixture
def web(home, certificate):
    """A running nginx with its application; `web.stop()` stops the application."""
    application = Application()
    with tempfile.TemporaryDirectory(prefix="yilan-nginx-") as short:  # names of sockets end at 108 bytes
        run = Path(short)
        with nginx(write_configuration(home, certificate, run, application.port)):
            reader = Reader(run, certificate)
            stopped = []

            def stop():
                application.stop()
                stopped.append(True)

            yield SimpleNamespace(
                ask=reader.ask,
                clear=reader.ask_in_clear,
                stop=stop,
                asked=application.asked,
                site=home / "site",
                log=run / "access.log",
            )
            if not stopped:
                application.stop()


def test_nginx_finds_no_fault_with_the_configuration(home, certificate, tmp_path):
    with tempfile.TemporaryDirectory(prefix="yilan-nginx-") as run:
        around = write_configuration(home, certificate, Path(run), 8000)
        said = subprocess.run([program(), "-t", "-p", run, "-c", around], capture_output=True, text=True, check=False)
    assert said.returncode == 0, said.stderr
    assert "[warn]" not in said.stderr
    assert "listen [::]:443 ssl http2;" in CONFIGURATION.read_text(encoding="utf-8")


@pytest.mark.parametrize("path", PAGES)
def test_a_page_is_sent_as_a_file_with_the_headers_of_every_public_answer(web, path):
    text, kind = PAGES[path]
    for method, body in (("GET", text.encode()), ("HEAD", b"")):
        answer = web.ask(path, method)
        assert (answer.status, answer.body) == (200, body)
        assert answer.headers["Content-Type"] == kind
        assert answer.headers["Content-Length"] == str(len(text.encode()))
        assert answer.headers["Cache-Control"] == "public, no-cache"
        assert answer.headers["Vary"] == "Cookie, Accept-Encoding"
        assert answer.headers.items() >= SAFE.items()
    again = web.ask(path, if_none_match=answer.headers["ETag"])
    assert (again.status, again.body) == (304, b"")
    assert again.headers.items() >= SAFE.items()
    assert not web.asked


def test_a_page_is_sent_compressed_to_whom_takes_that(web):
    plain, packed = web.ask("/overview/"), web.ask("/overview/", accept_encoding="gzip, deflate")
    assert packed.headers["Content-Encoding"] == "gzip"
    assert packed.headers["Content-Length"] == str(len(packed.body))
    assert packed.headers["Content-Type"] == "text/html; charset=utf-8"
    assert gzip.decompress(packed.body) == plain.body
    assert packed.headers["ETag"] != plain.headers["ETag"]
    again = web.ask("/overview/", accept_encoding="gzip", if_none_match=packed.headers["ETag"])
    assert (again.status, again.body) == (304, b"")
    assert "Content-Encoding" not in web.ask("/overview/", accept_encoding="gzip;q=0").headers
    assert web.ask("/short/", accept_encoding="gzip").body.decode() == PAGES["/short/"][0]


def test_a_withdrawn_record_is_gone_and_says_so(web):
    for headers in ({}, {"if_none_match": "*"}, {"accept_encoding": "gzip"}):
        answer = web.ask(WITHDRAWN, **headers)
        body = gzip.decompress(answer.body) if "accept_encoding" in headers else answer.body
        assert (answer.status, body.decode()) == (410, NOTICE)
        assert answer.headers["Content-Type"] == "text/html; charset=utf-8"
        assert answer.headers.items() >= SAFE.items()
    assert not web.asked
    assert web.ask(f"{WITHDRAWN}gone.html").body == LIVE, "by its name it is no page"


def test_what_changes_is_seen_at_once(web):
    assert web.ask("/overview/").status == 200
    write(web.site, "/overview/", Rendered(b"<p>new</p>"))
    assert web.ask("/overview/", accept_encoding="gzip").body == b"<p>new</p>"
    write(web.site, "/overview/", Rendered(NOTICE.encode(), gone=True))
    assert web.ask("/overview/").status == 410
    write(web.site, "/overview/", None)
    assert web.ask("/overview/").body == LIVE
    (web.site.parent / "other").mkdir()
    aside = web.site.with_name("aside")
    aside.symlink_to("other")
    aside.replace(web.site)
    assert web.ask("/").body == LIVE


@pytest.mark.parametrize("name", FILES)
def test_a_file_is_sent_whole_and_shown_only_when_it_carries_no_script(web, name):
    kind, way, data = FILES[name]
    for headers in ({}, {"cookie": "elder=1"}):
        answer = web.ask(quote(file_address(name)), accept_encoding="gzip", **headers)
        assert (answer.status, answer.body) == (200, data)
        assert answer.headers["Content-Type"] == kind
        assert answer.headers["Content-Disposition"] == f"{way}; filename*=utf-8''{quote(name)}"
        assert answer.headers["Accept-Ranges"] == "bytes"
        assert answer.headers["Cache-Control"] == "public, no-cache"
        assert answer.headers.items() >= SAFE_FILE.items()
    assert web.ask(quote(file_address(name)), if_none_match=answer.headers["ETag"]).status == 304
    assert not web.asked


def test_a_file_is_sent_in_ranges(web):
    path = file_address("film.mp4")
    part = web.ask(path, range="bytes=20-29")
    assert (part.status, part.body, part.headers["Content-Range"]) == (206, FILM[20:30], "bytes 20-29/200")
    assert part.headers.items() >= SAFE_FILE.items()
    assert web.ask(path, range="bytes=-10").body == FILM[-10:]
    beyond = web.ask(path, range="bytes=200-")
    assert (beyond.status, beyond.headers["Content-Range"]) == (416, "bytes */200")
    several = web.ask(path, range="bytes=0-9,20-29")
    assert (several.status, several.body) == (200, FILM)
    assert web.ask(path, range="bytes=0-9", if_range='"other"').status == 200


def test_static_files_with_a_hash_in_their_name_are_kept(web):
    packed = web.ask("/static/portal.0123456789ab.css", accept_encoding="gzip")
    assert gzip.decompress(packed.body) == b"p{}" * 200
    assert packed.headers["Content-Type"] == "text/css"
    assert packed.headers["Cache-Control"] == "max-age=315360000, public, immutable"
    assert packed.headers.items() >= SAFE.items()
    assert web.ask("/static/portal.css", cookie="elder=1").headers["Cache-Control"] == "max-age=60, public"
    assert not web.asked


@pytest.mark.parametrize("headers", [{"cookie": "elder=1"}, {"cookie": "sessionid=x; look=dark"}])
def test_readers_with_a_way_of_their_own_are_the_applications(web, headers):
    for path in (*PAGES, WITHDRAWN):
        answer = web.ask(path, **headers)
        assert (answer.status, answer.body) == (200, LIVE)
        assert answer.headers["Content-Security-Policy"] == LIVE_POLICY
        assert answer.headers["Cache-Control"] == "no-store"
    assert [one["PATH_INFO"] for one in web.asked] == [*PAGES, WITHDRAWN]
    assert web.ask("/overview/", cookie="elderly=1; outlook=2").body.decode() == PAGES["/overview/"][0]


def test_queries_posts_and_the_back_office_are_the_applications(web):
    assert web.ask("/overview/?elder=1&x=%E4%B8%80").body == LIVE
    assert web.ask(f"{WITHDRAWN}?x").body == LIVE
    assert web.ask("/overview/", "POST", b"key=1").body == LIVE
    assert web.ask("/office/records/").body == LIVE
    assert [one["QUERY_STRING"] for one in web.asked] == ["elder=1&x=%E4%B8%80", "x", "", ""]
    posted = web.asked[2]
    assert (posted["REQUEST_METHOD"], posted["body"]) == ("POST", b"key=1")
    assert (posted["HTTP_HOST"], posted["HTTP_X_FORWARDED_PROTO"]) == (NAME, "https")
    assert "HTTP_X_FORWARDED_FOR" in posted


def test_the_log_says_who_asked_for_which_page_and_not_what_they_looked_for(web):
    looked_for = "/office/access/?number=%E5%BC%A0%E5%B0%8F%E6%98%8E"
    web.ask(looked_for)
    web.ask("/static/portal.css", referer=f"https://{NAME}{looked_for}")
    web.ask("/search/?q=%E5%BC%A0%E5%B0%8F%E6%98%8E")
    web.ask("/overview/")  # the only worker has written of those before when it answers this one
    lines = web.log.read_text().splitlines()[:3]
    assert [line.split('"')[1] for line in lines] == [
        "GET /office/access/ HTTP/1.1", "GET /static/portal.css HTTP/1.1", "GET /search/ HTTP/1.1",
    ]  # fmt: skip
    assert "%E5" not in web.log.read_text()


def test_large_uploads_are_for_the_back_office_and_for_requests_only(web):
    large = b"x" * (2 << 20)
    for path in ("/office/files/add/", "/access/ask/identity/", "/access/status/request/answer/corrected/"):
        assert web.ask(path, "POST", large).body == LIVE
        assert len(web.asked[-1]["body"]) == len(large)
    assert web.ask("/agencies/mzj/community/", "POST", large).status == 413


@pytest.mark.parametrize("path", ["/access/ask/identity/", "/access/status/request/answer/corrected/"])
def test_what_is_too_large_for_a_request_is_said_in_words(web, path):
    answer = web.ask(path, "POST", b"x" * (61 << 20))
    assert answer.status == 413
    assert "不能超过50 MB" in answer.body.decode()
    assert not web.asked


@pytest.mark.parametrize("path", ["/access/ask/", "/access/ask/name/", "/access/status/", "/access/status/request/"])
def test_requests_are_never_answered_from_files(web, path):
    target = web.site / path.strip("/") / "index.html"
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_text("a file that nobody should have put here")
    assert web.ask(path).body == LIVE
    web.stop()
    assert web.ask(path).status == 503


@pytest.mark.parametrize("path", WAYS_OUT)
def test_no_address_leads_out_of_the_folder_or_to_a_hidden_file(web, path):
    answer = web.ask(path)
    assert answer.status in {400, 404} or answer.body == LIVE
    assert b"secret" not in answer.body
    web.stop()
    assert web.ask(path).status in {400, 404, 503}


@pytest.mark.parametrize("path", NO_ADDRESS)
def test_what_is_no_public_address_of_a_file_is_the_applications(web, path):
    assert web.ask(path).body == LIVE


def test_with_the_application_down_the_site_is_read_by_everybody(web):
    web.stop()
    for path, (text, kind) in PAGES.items():
        for asked, headers in ((path, {}), (path, {"cookie": "elder=1"}), (f"{path}?q=x", {"cookie": "look=dark"})):
            answer = web.ask(asked, **headers)
            assert (answer.status, answer.body.decode()) == (200, text)
            assert answer.headers["Content-Type"] == kind
            assert answer.headers["Cache-Control"] == "public, no-cache"
            assert answer.headers.items() >= SAFE.items()
    for headers in ({}, {"cookie": "elder=1"}):
        gone = web.ask(WITHDRAWN, **headers)
        assert (gone.status, gone.body.decode()) == (410, NOTICE)
    assert web.ask(file_address("film.mp4")).body == FILM


def test_with_the_application_down_what_only_it_can_answer_says_so(web):
    web.stop()
    answers = [web.ask(path) for path in ("/search/?q=x", "/nothing/", "/office/", "/overview")]
    answers.append(web.ask("/overview/", "POST", b"key=1"))
    for answer in answers:
        assert (answer.status, answer.headers["Retry-After"]) == (503, "60")
        assert "请过几分钟再试" in answer.body.decode()
        assert answer.headers["Content-Type"] == "text/html; charset=utf-8"
        assert answer.headers.items() >= SAFE.items()


def test_http_leads_to_https_but_for_the_certificate(web):
    answer = web.clear("/overview/?x=1")
    assert (answer.status, answer.headers["Location"]) == (301, f"https://{NAME}/overview/?x=1")
    assert web.clear("/.well-known/acme-challenge/token").body == b"the token"
    assert not re.search(r"\d", answer.headers["Server"])
