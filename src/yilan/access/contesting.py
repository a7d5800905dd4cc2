"""Who may be asked to review what an agency of this site decides, as its papers name them."""

from collections.abc import Mapping
from datetime import date

from yilan.access.law.remedies import reviewer_of
from yilan.access.queries.asking import agencies_asked
from yilan.access.settled import settled
from yilan.organizations.models import Agency
from yilan.organizations.queries import district

BELOW_THE_DISTRICT = (Agency.Level.DEPARTMENT, Agency.Level.SUBDISTRICT, Agency.Level.TOWN)


def body_names(agency: Agency) -> dict[str, str]:
    """Return how the bodies are called that may review what an agency decides, by their roles in `remedies.toml`.

    What the agency says of the body above it is taken as written; without it that body is called by its level.
    """
    return {**settled().bodies, **_known(agency)}


def review_site(agency: Agency) -> str:
    """Return where review of an agency's decisions is applied for online; empty where nobody has said so."""
    above = district()
    return agency.review_site or (above.review_site if above else "") or settled().review_site


def named_by_level_only(on: date) -> list[Agency]:
    """Return the agencies whose decisions of a day would call a reviewing body by its level only.

    The applicant has to be told which body it is (行政复议法实施条例 第二十五条), so an operator should name it.
    """
    return [one for one in agencies_asked() if set(reviewer_of(one.level, on).bodies) - set(_known(one))]


def _known(agency: Agency) -> Mapping[str, str]:
    """Return the bodies that have a name of their own: agencies of this site, and what the agency says."""
    above = district()
    government = above.name if above else agency.name
    known = {"government": government}
    if agency.superior:
        known |= {"superior": agency.superior, "superior_government": agency.superior}
    if agency.level in BELOW_THE_DISTRICT:  # one level up from a town is the district
        known["superior_government"] = government
    return known
