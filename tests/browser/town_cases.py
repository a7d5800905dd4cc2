"""What waits on the desk for cases in the invented town."""

from datetime import date, timedelta

from django.utils import timezone

from yilan.access.actions import Wish, register_request, take_step
from yilan.accounts.models import User
from yilan.casework.actions import PartyData, add_party, hand_over
from yilan.casework.models import Case
from yilan.core.calendar import add_working_days, working_days_between
from yilan.organizations.models import Agency

PERSON = {"name": "张小明", "phone": "13912345678", "identity_number": "640105199001011234", "address": "怀远西路1号"}


def leave_cases(officer: User, agency: Agency) -> dict[str, Case]:
    """Leave a request that is late, one whose clock stands, and one that came today; the officer handles them."""

    def register(left: int, description: str) -> Case:
        wish = Wish(description=description, supply="paper", delivery="post")
        case = register_request(
            actor=officer, agency=agency, channel="counter", received_on=received_before(left),
            parties=[PartyData("applicant", "natural", PERSON)], wish=wish,
        )  # fmt: skip
        hand_over(actor=officer, case=case, handler=officer)
        return case

    late = register(-2, "2024年度城乡低保资金发放明细表及相关审批文件")
    paused = register(16, "养老机构建设补贴名单")
    owner = {"name": "某养老服务公司"}
    party = add_party(actor=officer, case=paused, role="third_party", kind="commercial", fields=owner)
    facts = {"party": str(party.pk), "relation": "trade_secret", "matter": "补贴申报材料"}
    take_step(actor=officer, case=paused, kind="third_party_asked", facts=facts)
    return {"late_case": late, "paused_case": paused, "fresh_case": register(20, "低保标准调整的依据")}


def received_before(left: int) -> date:
    """Return a day of receipt from which twenty working days leave so many from today; negative when overdue."""
    day = today = timezone.localdate()
    while working_days_between(today, add_working_days(day, 20)) > left:
        day -= timedelta(days=1)
    return day
