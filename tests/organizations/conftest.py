"""A district with a bureau, a town and a village, an administrator of all and one of the town."""

from dataclasses import dataclass

from tests.factories.accounts import make_account
from tests.factories.organizations import make_agency, make_district
from tests.standing import standing

from yilan.accounts.models import Role, User
from yilan.organizations.models import Agency


@dataclass
class Place:
    district: Agency
    bureau: Agency
    town: Agency
    village: Agency
    administrator: User
    town_administrator: User
    officer: User


@standing
def place() -> Place:
    district = make_district()
    bureau = make_agency("mzj", name="西夏区民政局", short_name="民政局")
    town = make_agency("xingjing", name="兴泾镇人民政府", short_name="兴泾镇", level="town")
    village = make_agency("huanghua", town, name="黄花村村民委员会", short_name="黄花村", level="village")
    return Place(
        district=district,
        bureau=bureau,
        town=town,
        village=village,
        administrator=make_account("guanli", Role.ADMINISTRATOR, district),
        town_administrator=make_account("zhen-guanli", Role.ADMINISTRATOR, town),
        officer=make_account("qicao", Role.OFFICER, bureau),
    )
