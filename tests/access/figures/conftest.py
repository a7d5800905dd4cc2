import pytest
from tests.access.figures.making import Offices, make_offices, make_year

from yilan.accounts.queries.holding import remembered


@pytest.fixture
def offices(db, settings, tmp_path) -> Offices:
    """A district with two bureaux that answer requests."""
    settings.HOME = tmp_path
    return make_offices()


@pytest.fixture
def years(offices) -> Offices:
    """Requests of 2022 to 2024 of every fate."""
    with remembered():
        make_year(offices)
    return offices
