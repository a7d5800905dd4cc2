"""Agencies for tests, made by the same verbs as everybody's."""

from datetime import date
from itertools import count

from yilan.organizations.actions import found_district, open_agency
from yilan.organizations.models import Agency
from yilan.organizations.queries import top_agency

_number = count(1)


def make_agency(code: str = "", parent: Agency | None = None, **fields) -> Agency:
    """Open an agency: a department below the district unless told otherwise."""
    number = next(_number)
    values = {
        "name": f"西夏区第{number}局",
        "short_name": f"第{number}局",
        "level": Agency.Level.DEPARTMENT,
        "organ_code": f"64010{number:04d}",
        "area_code": "640105",
        "opened_on": date(2002, 10, 1),
    }
    return open_agency(actor=None, code=code or f"ju-{number}", parent=parent or top_agency(), **(values | fields))


def make_district(**fields) -> Agency:
    """Found the district and open its government."""
    found_district(actor=None, name="西夏区")
    values = {"name": "西夏区人民政府", "short_name": "西夏区", "level": Agency.Level.DISTRICT}
    return make_agency("xxq", **(values | fields))
