"""One browser and one living site for all tests of this folder.

The site is made once, in a database file of its own, and stands until the last test: its server answers in threads, as
the real one does, and building it anew for every page would take longer than looking at the pages. Tests that change
something do so through the screens, with texts of their own.
"""

import shutil
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.db import connections
from playwright.sync_api import Browser, BrowserContext, expect, sync_playwright
from pytest_django.live_server_helper import LiveServer
from pytest_django.plugin import DjangoDbBlocker
from tests import shared_tables
from tests.browser.people import Person
from tests.browser.town import Town, build_town
from tests.intake import hostile

SWITCHES = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
WIDTH, HEIGHT = 1280, 900
PATIENCE = 60_000  # milliseconds until something that does not appear is missing
PEOPLE = pytest.StashKey[list[Person]]()


@pytest.fixture(scope="session")
def database(
    django_test_environment: None, django_db_blocker: DjangoDbBlocker, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[None]:
    """Open a database in a file, beside the one of the other tests: one in memory is one connection for all threads."""
    others = connections["default"]
    name = others.settings_dict["NAME"]
    del connections["default"]
    connection = connections["default"]
    if connection.vendor == "sqlite":
        connection.settings_dict["TEST"]["NAME"] = str(tmp_path_factory.mktemp("site") / "yilan.sqlite3")
        options = connection.settings_dict["OPTIONS"]
        lasting = options["init_command"]
        options["init_command"] = lasting.replace("synchronous=FULL", "synchronous=OFF")  # nobody will miss it
    with django_db_blocker.unblock():
        with shared_tables.begun_with(connection):
            connection.creation.create_test_db(verbosity=0, autoclobber=True, serialize=False, keepdb=True)
        yield
        connection.creation.destroy_test_db(name, verbosity=0)
    connections["default"] = others


@pytest.fixture(scope="session")
def town(database: None) -> Town:
    """Make the invented town, and the index in which its texts are found."""
    from yilan.search.building import build

    settings.YILAN_SEARCH = ""
    made = build_town()
    build()
    return made


@pytest.fixture(scope="session")
def address(town: Town) -> Iterator[str]:
    """Serve the town; return where."""
    server = LiveServer("127.0.0.1")
    yield server.url
    server.stop()


@pytest.fixture(scope="session")
def browser(address: str) -> Iterator[Browser]:
    """Start Chromium, as the system has it. It starts after the site is made: beside it Django would refuse to."""
    program = shutil.which("chromium")
    if program is None:
        pytest.fail("Chromium is not installed: `apt-get install chromium`")
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=program, args=SWITCHES)
        expect.set_options(timeout=PATIENCE)
        yield chromium
        chromium.close()


@pytest.fixture(scope="session")
def kept(browser: Browser) -> Iterator[dict[str, Person]]:
    """Keep the people who come again, each with their own browser."""
    people: dict[str, Person] = {}
    yield people
    for person in people.values():
        person.page.context.close()


@pytest.fixture
def present(request: pytest.FixtureRequest) -> list[Person]:
    """Return those who take part in the test."""
    return request.node.stash.setdefault(PEOPLE, [])


@pytest.fixture
def card(tmp_path: Path) -> Path:
    """Return a picture of an identity card, as a phone keeps it."""
    target = tmp_path / "身份证.jpg"
    target.write_bytes(hostile.picture("JPEG", size=(400, 300)))
    return target


@pytest.fixture
def arrive(browser: Browser, address: str, present: list[Person]) -> Iterator[Callable[..., Person]]:
    """Return a function that seats a person at a fresh browser; options are those of Playwright's `new_context`."""
    contexts = []

    def seat(name: str = "citizen", **options: Any) -> Person:
        contexts.append(fresh(browser, address, **options))
        present.append(Person.at(contexts[-1], name))
        return present[-1]

    yield seat
    for context in contexts:
        context.close()


@pytest.fixture
def come_again(browser: Browser, address: str, kept: dict[str, Person], present: list[Person]) -> Callable[..., Person]:
    """Return a function that seats a person at the browser that they had before; `begin` is what they do at first."""

    def seat(name: str, begin: Callable[[Person], object], **options: Any) -> Person:
        known = name in kept
        person = kept[name] if known else kept.setdefault(name, Person.at(fresh(browser, address, **options), name))
        if person not in present:
            person.problems.clear()
            present.append(person)
        if not known:
            begin(person)
        return person

    return seat


@pytest.fixture
def colleague(come_again: Callable[..., Person]) -> Callable[[str], Person]:
    """Return a function that seats a member of staff, who goes through the door of the back office once."""
    return lambda username: come_again(username, lambda person: person.sign_in(username))


@pytest.fixture
def reader(come_again: Callable[..., Person]) -> Callable[..., Person]:
    """Return a function that seats a citizen who has chosen a way of reading, such as `elder=1`; empty for none."""

    def seat(reading: str = "", name: str = "citizen", **options: Any) -> Person:
        return come_again(f"{name} {reading}".strip(), lambda person: person.visit(f"/?{reading}"), **options)

    return seat


def fresh(browser: Browser, address: str, **options: Any) -> BrowserContext:
    """Open a browser that knows nothing yet."""
    chosen = {"base_url": address, "locale": "zh-CN", "viewport": {"width": WIDTH, "height": HEIGHT}} | options
    context = browser.new_context(**chosen)
    context.set_default_timeout(PATIENCE)
    return context


@pytest.hookimpl(wrapper=True)
def pytest_runtest_call(item: pytest.Item) -> Any:
    """Let a test fail for what the browser noticed, after everything that the test itself found."""
    result = yield
    for person in item.stash.get(PEOPLE, []):
        person.require_calm()
    return result


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item, call: pytest.CallInfo) -> Any:
    """Keep a picture of every window of a test that failed, and name it in the failure."""
    report = yield
    if report.when == "call" and report.failed and item.stash.get(PEOPLE, []):
        folder = Path(tempfile.mkdtemp(prefix="yilan-browser-"))
        pictures = [person.photograph(folder) for person in item.stash[PEOPLE]]
        report.sections.append(("What stood on the screen", "\n".join(pictures)))
    return report
