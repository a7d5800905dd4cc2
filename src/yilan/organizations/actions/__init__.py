"""What may be done with agencies and the people who answer for them."""

from yilan.organizations.actions.agencies import (
    change_agency,
    close_agency,
    move_agency,
    open_agency,
    reopen_agency,
    set_community_key,
)
from yilan.organizations.actions.designations import designate, end_designation
from yilan.organizations.actions.district import found_district
from yilan.organizations.actions.leading_groups import (
    change_leading_group,
    dissolve_leading_group,
    end_seat,
    form_leading_group,
    seat_member,
)

__all__ = [
    "change_agency",
    "change_leading_group",
    "close_agency",
    "designate",
    "dissolve_leading_group",
    "end_designation",
    "end_seat",
    "form_leading_group",
    "found_district",
    "move_agency",
    "open_agency",
    "reopen_agency",
    "seat_member",
    "set_community_key",
]
