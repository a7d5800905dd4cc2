"""An index in a folder of its own, for tests that search."""

from pathlib import Path

import pytest

from yilan.search.engines.chosen import engine
from yilan.search.engines.embedded import Embedded


@pytest.fixture
def index(settings, tmp_path: Path) -> Embedded:
    """The site's own index, empty and standing; the home is the test's own."""
    settings.HOME = tmp_path
    settings.YILAN_SEARCH = ""
    chosen = engine()
    chosen.give_way(chosen.replacement())
    assert isinstance(chosen, Embedded)
    return chosen
