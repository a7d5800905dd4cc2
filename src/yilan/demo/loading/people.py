"""The demonstration's staff: every role once at the district, and a full set of hands at a few agencies."""

from dataclasses import dataclass

from yilan.accounts.actions import appoint, create_account
from yilan.accounts.models import Role, User
from yilan.demo.district.desks import STAFFED
from yilan.organizations.models import Agency

DEMO_PASSWORD = "xixia-2014-yanshi"  # noqa: S105 - printed at start, meant to be known
DISTRICT = "xxq"


@dataclass(frozen=True)
class DemoAccount:
    """One account of the demonstration."""

    username: str
    name: str
    role: str
    agency: str


AT_THE_DISTRICT = (
    DemoAccount("xinxi", "信息办 方敏", Role.INFORMATION_OFFICE, DISTRICT),
    DemoAccount("ducha", "督查室 马志远", Role.INSPECTOR, DISTRICT),
    DemoAccount("quzhang", "分管领导 贺立新", Role.LEADER, DISTRICT),
    DemoAccount("shenji", "审计员 顾晓", Role.AUDITOR, DISTRICT),
    DemoAccount("guanli", "管理员 沈一鸣", Role.ADMINISTRATOR, DISTRICT),
)
HANDS = (
    ("qicao", "起草员", Role.OFFICER),
    ("hedui", "核对员", Role.AGENCY_CHECKER),
    ("baomi", "保密审查员", Role.SECRECY_REVIEWER),
    ("lingdao", "分管领导", Role.LEADER),
)
FAMILY = "赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨"
STRIDE = 37  # has no divisor in common with the number of names, so every name comes before one comes again
GIVEN = ("文博", "丽娟", "建华", "晓东", "秀英", "国强", "海燕", "志刚")


def hands_of(agency: str) -> list[DemoAccount]:
    """Return the four accounts of one agency; user names are `hand-agency`."""
    before = len(HANDS) * STAFFED.index(agency)
    return [
        DemoAccount(f"{hand}-{agency}", f"{name_of(number)}（{word}）", role, agency)
        for number, (hand, word, role) in enumerate(HANDS, start=before)
    ]


def name_of(number: int) -> str:
    """Return the name of the n-th person; no two are alike up to all that family and given names allow."""
    place = number * STRIDE % (len(FAMILY) * len(GIVEN))
    return FAMILY[place // len(GIVEN)] + GIVEN[place % len(GIVEN)]


def demo_accounts(agencies: list[str]) -> list[DemoAccount]:
    """Return all accounts of the demonstration for agencies with these codes."""
    return [*AT_THE_DISTRICT, *(account for agency in agencies for account in hands_of(agency))]


def hire() -> None:
    """Make the accounts: the first by the system itself, the others by the administrator."""
    agencies = {agency.code: agency for agency in Agency.objects.all()}
    boss: User | None = None
    ordered = sorted(demo_accounts(list(STAFFED)), key=lambda account: account.role != Role.ADMINISTRATOR)
    for account in ordered:
        user = create_account(actor=boss, username=account.username, display_name=account.name, password=DEMO_PASSWORD)
        appoint(actor=boss, user=user, role=account.role, agency=agencies[account.agency])
        boss = boss or user
