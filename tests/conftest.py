"""What every test may count on."""

import pytest
from django.utils.translation.reloader import translation_file_changed

from yilan.core.messages import CannotCompile, compile_messages


@pytest.fixture(scope="session", autouse=True)
def keyring():
    """Let tests without a database seal: the first use of a real site looks whether anything is sealed already."""
    from yilan.core.sealing import keyring

    return keyring.current(make=True)


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
    """Compile catalogues that have changed; a broken one stops the run with its place."""
    try:
        for compiled in compile_messages():
            translation_file_changed(None, compiled)  # Django has read the old one while it started
    except CannotCompile as error:
        raise pytest.UsageError(str(error)) from error
