"""What every test may count on."""

import gc
import os

import pytest
from django.db import connection
from django.utils.translation.reloader import translation_file_changed
from tests import shared_tables
from tests.standing import Stage

from yilan.core.messages import CannotCompile, compile_messages
from yilan.settings.home import throw_away_home


@pytest.fixture(scope="session", autouse=True)
def keyring():
    """Let tests without a database seal: the first use of a real site looks whether anything is sealed already."""
    from yilan.core.sealing import keyring

    return keyring.current(make=True)


@pytest.fixture(scope="session")
def django_db_setup(request, django_db_modify_db_settings, django_db_blocker):
    """Begin with the tables that another process of this run has migrated already."""
    with django_db_blocker.unblock(), shared_tables.begun_with(connection):
        request.getfixturevalue("django_db_setup")


@pytest.fixture(scope="session")
def stage(django_db_setup, django_db_blocker, tmp_path_factory):
    """Return where things stand that several tests share."""
    made = Stage(tmp_path_factory)
    yield made
    with django_db_blocker.unblock():
        made.clear()


@pytest.fixture
def _django_db_helper(request, stage, django_db_blocker):
    """Set the stage before pytest-django opens the test's own transaction."""
    with django_db_blocker.unblock():
        stage.set_for(request.node)
    request.getfixturevalue("_django_db_helper")


@pytest.fixture
def index(settings, tmp_path):
    """Open the site's own search index, empty; the home is the test's own."""
    from yilan.search.engines.chosen import engine

    settings.HOME = tmp_path
    settings.YILAN_SEARCH = ""
    chosen = engine()
    chosen.give_way(chosen.replacement())
    return chosen


def pytest_configure(config: pytest.Config) -> None:
    """Name the run's folder; compile catalogues that have changed: a broken one stops the run with its place."""
    os.environ.setdefault(shared_tables.RUN, str(throw_away_home()))
    try:
        for compiled in compile_messages():
            translation_file_changed(None, compiled)  # Django has read the old one while it started
    except CannotCompile as error:
        raise pytest.UsageError(str(error)) from error


def pytest_collection_finish() -> None:
    """Spare the garbage collector what stays to the end: all modules and all tests."""
    gc.collect()
    gc.freeze()


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Stop where a part's mark stands outside the file of its tests: `tools/run_tests.py` seeks it there alone."""
    marked = {(item.path, mark.name) for item in items for mark in item.iter_markers()}
    for path, name in sorted(marked):
        if name in {"browser", "crash", "database"} and f"mark.{name}" not in path.read_text("utf-8"):
            raise pytest.UsageError(f"{path}: give the tests their mark `{name}` in this file")
