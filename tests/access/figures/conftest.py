from tests.access.figures.making import Offices, make_offices, make_year
from tests.standing import standing

from yilan.accounts.queries.holding import remembered


@standing
def offices() -> Offices:
    """A district with two bureaux that answer requests."""
    return make_offices()


@standing
def years() -> Offices:
    """Requests of 2022 to 2024 of every fate."""
    offices = make_offices()
    with remembered():
        make_year(offices)
    return offices
