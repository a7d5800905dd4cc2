"""What is no file is the application's, and no address leads out of the site folder."""

from urllib.parse import unquote_to_bytes

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.publishing.site_folder import (
    FILES,
    LIVE,
    PAGES,
    RECORD,
    WITHDRAWN,
    application,
    ask,
    bucket_site,
    environ_of,
    file_address,
    make_site,
    server_of,
)

from yilan.publishing.serving import SiteFiles

SECRET = b"a secret"
LIVE_ADDRESSES = (
    "/office/",
    "/office/login/",
    "/static/portal.css",
    "/search/",
    "/nothing/",
    "/nothing",
    "/overview",  # a folder: the application leads to the address with the slash
    "/feeds/",  # a folder without a page
    "/info/",
    RECORD.removesuffix("/"),
    "/feeds/all.atom/",
    "/overview/facts.json/x/",
    "/overview/index.html",  # a page has one address
    "/overview/index.html.gz",
    "/overview/index.html.br",
    "/robots.txt.br",
    f"{WITHDRAWN}gone.html",
)
WAYS_OUT = (
    "/../secret.txt",
    "/%2e%2e/secret.txt",
    "/..%2Fsecret.txt",
    "/%2e%2e%2fsecret.txt",
    "/overview/../../secret.txt",
    "/overview/%2e%2e/%2e%2e/secret.txt",
    "/....//secret.txt",
    "//secret.txt",
    "/./robots.txt",
    "/overview//",
    "/files/../../secret.txt",
    "/files/x/../../../secret.txt",
    "/files/%2e%2e/%2e%2e/secret.txt",
    "/..%5Csecret.txt",
    "/overview%5C",
    "/overview/%00",
    "/robots.txt%00",
    "/robots.txt%00.html",
    "/.built.json",
    "/overview/.hidden/",
    "/.well-known/x.txt",
    "/" + "x" * 300 + "/",
    "/" + "x" * 300 + ".txt",
    "/" + "x/" * 3000,
    "/%E4%B8%80" * 90 + "/",
    "/%ff%fe/",
    "/%ed%a0%80/",
)


@pytest.fixture(scope="module")
def site(tmp_path_factory):
    home = tmp_path_factory.mktemp("home")
    folder = make_site(home)
    (home / "secret.txt").write_bytes(SECRET)
    (folder / ".hidden").mkdir()
    (folder / ".hidden" / "index.html").write_bytes(SECRET)
    (folder / "overview" / ".hidden").mkdir()
    (folder / "overview" / ".hidden" / "index.html").write_bytes(SECRET)
    return folder


@pytest.mark.parametrize("path", [*LIVE_ADDRESSES, *WAYS_OUT])
def test_of_a_bucket_too(path):
    served = server_of(bucket_site())
    for _ in range(2):  # and the second time, when what was not there is known
        answer = served(environ_of(unquote_to_bytes(path), accept_encoding="br, gzip"), lambda *_given: None)
        assert b"".join(answer) == LIVE
    assert b"".join(served(environ_of(b"/robots.txt"), lambda *_given: None)) != LIVE, "it took no offence"


@pytest.mark.parametrize("path", [*LIVE_ADDRESSES, *WAYS_OUT])
def test_what_is_no_public_address_of_a_file_is_the_applications(site, path):
    assert ask(site, path, accept_encoding="br, gzip").body == LIVE


@pytest.mark.parametrize("path", [*PAGES, WITHDRAWN, "/files/"])
def test_queries_and_what_is_not_reading_are_the_applications(site, path):
    assert ask(site, path, query="elder=1").body == LIVE
    assert ask(site, path, query="x").body == LIVE
    for method in ("POST", "PUT", "DELETE", "OPTIONS", "PATCH"):
        assert ask(site, path, method).body == LIVE


@pytest.mark.parametrize("cookie", ["elder=1", "look=dark", "sessionid=x; elder=1", "a=b;look=contrast", "elder="])
def test_readers_with_a_way_of_their_own_are_the_applications(site, cookie):
    for path in (*PAGES, WITHDRAWN):
        assert ask(site, path, cookie=cookie).body == LIVE


@pytest.mark.parametrize("cookie", ["sessionid=x", "csrftoken=elder", "elderly=1; outlook=2", "a=look", ""])
def test_other_cookies_change_nothing(site, cookie):
    assert ask(site, "/overview/", cookie=cookie).body.decode() == PAGES["/overview/"][0]


PIECES = st.one_of(
    st.sampled_from(
        ["/", "//", "..", ".", "\\", "\0", "%2e%2e", "%2F", "overview", "files", "secret.txt", ".hidden", ".built.json",
         "index.html", "gone.html", "store", "site", "robots.txt", "feeds", "all.atom", "info", "x" * 300, "office"]
    ),
    st.text(max_size=5),
)  # fmt: skip
ADDRESSES = st.one_of(
    st.lists(PIECES, max_size=8).map(lambda pieces: "/" + "/".join(pieces)),
    st.lists(PIECES, max_size=12).map("".join),
    st.builds(
        lambda path, at, piece: path[:at] + piece + path[at:],
        st.sampled_from([*PAGES, WITHDRAWN, *map(file_address, FILES)]),
        st.integers(0, 90),
        PIECES,
    ),
)


WHATEVER = ADDRESSES.map(lambda path: path.encode(errors="surrogatepass")) | st.binary(max_size=30)


@settings(max_examples=25, deadline=None)  # each asks over the network
@given(path=WHATEVER)
def test_whatever_is_asked_of_a_bucket_is_answered_and_keeps_nobody_else_from_it(path):
    served = server_of(bucket_site())
    b"".join(served(environ_of(path), lambda *_given: None))
    assert b"".join(served(environ_of(b"/robots.txt"), lambda *_given: None)) != LIVE


@given(path=WHATEVER)
def test_whatever_is_asked_is_answered_by_the_application_or_from_the_folder(site, path):
    allowed = {file.read_bytes() for file in site.rglob("*") if file.is_file()} - {SECRET, b"{}"}
    given = SiteFiles(application, site)(environ_of(path), lambda *_given: None)
    assert b"".join(given) in allowed | {LIVE}
