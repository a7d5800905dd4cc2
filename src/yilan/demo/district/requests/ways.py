"""The ways on which requests go: for each the steps with their days. Days are working days after the receipt."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

from yilan.core.calendar import add_working_days, next_working_day
from yilan.core.regimes import limit_on
from yilan.demo.district.requests.types import PlannedStep

THIRD_PARTY, AGENCY, OUTCOME, REVIEWER = "<third party>", "<agency>", "<outcome>", "<reviewer>"
# Ways that a subject has to name: somebody else's interest, another maker, more pages than are free, and the like.
SPECIAL = frozenset({
    "third_party", "third_party_agrees", "overridden", "jointly", "delayed", "excessive", "paid", "unpaid", "proposed",
    "reopened", "uncorrected", "merged", "repeated", "split",
})  # fmt: skip
# How a way ends where the plan does not say so, and which answers a subject needs where it is not that one.
ENDS = {"uncorrected": "not_corrected", "excessive": "excessive", "withdrawn": "withdrawn", "unpaid": "fee_unpaid"}
OUTCOMES: dict[str, set[str]] = {
    "uncorrected": set(),
    "withdrawn": {"provided"},
    "excessive": {"provided"},
    "unpaid": {"provided"},
    "repeated": {"provided"},
    "reopened": {"internal_matter", "provided"},
    "overridden": {"third_party", "provided"},
}
CORRECT_BY = timedelta(days=15)
DELAY = timedelta(days=75)


@dataclass(frozen=True)
class Going:
    """What a way makes of a receipt: the steps, and the outcome (empty where it stays open)."""

    steps: tuple[PlannedStep, ...]
    outcome: str = ""


def after(received: date, working_days: int) -> date:
    """Return the day so many working days after another."""
    return add_working_days(received, working_days)


def answer(received: date, outcome: str, drafted: int) -> list[PlannedStep]:
    """Return the four hands, from the draft on a day to the delivery three working days later."""
    day = after(received, drafted)
    return [
        PlannedStep("drafted", day, "officer", {"outcome": outcome}),
        PlannedStep("checked", after(day, 1), "checker", {"opinion": "依据和事实清楚，同意。"}),
        PlannedStep("secrecy_reviewed", after(day, 1), "reviewer", {"opinion": "经审查不涉及国家秘密。"}),
        PlannedStep("answered", after(day, 2), "leader", {"opinion": "同意答复。"}),
        PlannedStep("delivered", after(day, 3), "officer", {"way": "post", "proof": "挂号信"}),
    ]


def plain(received: date, outcome: str) -> Going:
    """Answer in time."""
    return Going(tuple(answer(received, outcome, 8)), outcome)


def filed(received: date, outcome: str) -> Going:
    """Answer in time; once the time for a lawsuit is over, the case goes to the file room."""
    return Going((*answer(received, outcome, 8), PlannedStep("archived", after(received, 140))), outcome)


def late(received: date, outcome: str) -> Going:
    """Answer after the limit."""
    most = int(limit_on("answer", received).amount)
    return Going(tuple(answer(received, outcome, most + 2)), outcome)


def corrected(received: date, outcome: str) -> Going:
    """Ask for a correction, get it, answer within the new period."""
    again = after(received, 9)
    return Going((_correction(received), _corrected(again), *answer(again, outcome, 7)), outcome)


def uncorrected(received: date, _outcome: str) -> Going:
    """Ask for a correction that never comes."""
    asked = _correction(received)
    last = next_working_day(date.fromisoformat(asked.facts["until"]))
    return Going((asked, PlannedStep("uncorrected", after(last, 1))), "not_corrected")


def third_party(received: date, outcome: str) -> Going:
    """Ask a third party, who refuses; withhold."""
    return Going((*_third_party(received, "refuses"), *answer(received, outcome, 16)), outcome)


def third_party_agrees(received: date, outcome: str) -> Going:
    """Ask a third party, who agrees."""
    return Going((*_third_party(received, "agrees"), *answer(received, outcome, 16)), outcome)


def overridden(received: date, outcome: str) -> Going:
    """Disclose against a third party's will, for the public's sake."""
    told = PlannedStep(
        "third_party_overridden",
        after(received, 13),
        "leader",
        {"party": THIRD_PARTY, "reason": "不公开将使周边居民无从知晓污染物种类和防护要求，对公共利益造成重大影响。"},
    )
    return Going((*_third_party(received, "refuses"), told, *answer(received, outcome, 16)), outcome)


def jointly(received: date, outcome: str) -> Going:
    """Ask the agency with which the information was made."""
    asked = PlannedStep(
        "agency_asked",
        after(received, 3),
        "officer",
        {"party": AGENCY, "matter": "共同印发的实施方案", "view": "拟予公开"},
    )
    told = PlannedStep("agency_answered", after(received, 9), "officer", {"party": AGENCY, "answer": "agrees"})
    return Going((asked, told, *answer(received, outcome, 12)), outcome)


def extended(received: date, outcome: str) -> Going:
    """Extend the period, then answer in the longer one."""
    days = int(limit_on("extension", received).amount)
    most = int(limit_on("answer", received).amount)
    facts = {"days": days, "ground": "old_files", "reason": "需要到档案馆调阅并逐页核对。"}
    return Going(
        (PlannedStep("extended", after(received, most - 3), "leader", facts), *answer(received, outcome, most + 6)),
        outcome,
    )


def delayed(received: date, outcome: str) -> Going:
    """Ask why so many requests, take the reasons, set a later date."""
    asked, given = _reasons(received)
    until = (given.on + DELAY).isoformat()
    facts = {"until": until, "reason": "理由合理，但材料有六百余页，法定期限内不能完成审查。"}
    set_to = PlannedStep("delayed", after(given.on, 2), "leader", facts)
    return Going((asked, given, set_to, *answer(received, outcome, 45)), outcome)


def excessive(received: date, _outcome: str) -> Going:
    """Ask why so many requests; the reasons do not hold."""
    return Going((*_reasons(received), *answer(received, "excessive", 14)), "excessive")


def paid(received: date, outcome: str) -> Going:
    """Charge a processing fee, which is paid."""
    notified = _fee(received)
    day = after(notified.on, 6)
    steps = (
        notified,
        PlannedStep("paid", day, "officer", {"voucher": f"宁财票{day:%Y%m%d}"}),
        *answer(day, outcome, 5),
    )
    return Going(steps, outcome)


def unpaid(received: date, _outcome: str) -> Going:
    """Charge a processing fee that nobody pays."""
    notified = _fee(received)
    return Going((notified, PlannedStep("unpaid", after(notified.on, 24))), "fee_unpaid")


def withdrawn(received: date, _outcome: str) -> Going:
    """The applicant takes it back."""
    return Going(
        (PlannedStep("withdrawn", after(received, 4), "applicant", {"reason": "已经从其他途径得到。"}),), "withdrawn"
    )


def reviewed(received: date, outcome: str) -> Going:
    """Answer; a review upholds it."""
    return Going((*answer(received, outcome, 8), *_review(received, "upheld")), outcome)


def review_pending(received: date, outcome: str) -> Going:
    """Answer; a review has not ended."""
    return Going((*answer(received, outcome, 8), _review(received, "upheld")[0]), outcome)


def reopened(received: date, outcome: str) -> Going:
    """Withhold; a review corrects that; handle it anew and disclose."""
    again = after(received, 70)
    facts = {"reason": "复议决定责令重新答复。"}
    anew = PlannedStep("reopened", again, "leader", facts)
    steps = (*answer(received, "internal_matter", 8), *_review(received, "corrected"), anew, *answer(again, outcome, 6))
    return Going(steps, outcome)


def sued(received: date, outcome: str) -> Going:
    """Answer; a lawsuit is dismissed."""
    lodged = PlannedStep("lawsuit_lodged", after(received, 40), "officer", {"court": "西夏区人民法院"})
    decided = PlannedStep(
        "lawsuit_decided", after(received, 100), "officer", {"result": "upheld", "number": "行初字第21号"}
    )
    return Going((*answer(received, outcome, 8), lodged, decided), outcome)


def proposed(received: date, outcome: str) -> Going:
    """Disclose; the applicant suggests it for everybody, and the agency takes that up."""
    why = {"ground": "wide", "text": "村里很多人都在打听这件事。"}
    suggested = PlannedStep("publication_suggested", after(received, 9), "applicant", why)
    return Going((*answer(received, outcome, 6), suggested, PlannedStep("proposed", after(received, 12))), outcome)


def merged(received: date, outcome: str) -> Going:
    """The same person asks for the same once more; both go on as one."""
    facts = {"reason": "同一申请人就同一事项先后提交两份申请，合并答复。"}
    return Going((PlannedStep("took_in", after(received, 2), "officer", facts), *answer(received, outcome, 8)), outcome)


def split(received: date, outcome: str) -> Going:
    """Ask for two things on one form; the second gets a case of its own."""
    facts = {"reason": "一份申请包含两项互不相关的内容，按照一事一申请分别办理。"}
    return Going((PlannedStep("split", after(received, 2), "officer", facts), *answer(received, outcome, 8)), outcome)


def repeated(received: date, outcome: str) -> Going:
    """Ask again for what was given in an earlier year."""
    return plain(received, outcome)


def _correction(received: date) -> PlannedStep:
    day = after(received, 3)
    facts = {
        "grounds": ["content_unclear"],
        "items": "请写明所需文件的名称、年份，或者其他便于查询的特征。",
        "until": (day + CORRECT_BY).isoformat(),
    }
    return PlannedStep("correction_asked", day, "officer", facts)


def _corrected(day: date) -> PlannedStep:
    return PlannedStep("corrected", day, "applicant", {"text": "补充：是指最近一次公布的文件及其附件。"})


def _third_party(received: date, said: str) -> list[PlannedStep]:
    matter = "与贵单位有关的协议和技术资料"
    told = {"party": THIRD_PARTY, "answer": said, "reason": "涉及本单位的经营信息。" if said == "refuses" else ""}
    return [
        PlannedStep(
            "third_party_asked",
            after(received, 3),
            "officer",
            {"party": THIRD_PARTY, "relation": "trade_secret", "matter": matter, "days": 15},
        ),
        PlannedStep("third_party_answered", after(received, 11), "officer", told),
    ]


def _reasons(received: date) -> tuple[PlannedStep, PlannedStep]:
    day = after(received, 3)
    asked = {"ground": "number", "why": "三个月内就同类事项提出申请六十余件", "until": (day + CORRECT_BY).isoformat()}
    given = {"text": "用于核对历年征收补偿的前后标准。"}
    return (
        PlannedStep("reasons_asked", day, "officer", asked),
        PlannedStep("reasons_given", after(received, 8), "applicant", given),
    )


def _fee(received: date) -> PlannedStep:
    return PlannedStep("fee_notified", after(received, 5), "officer", {"method": "per_page", "count": 72})


def _review(received: date, result: str) -> list[PlannedStep]:
    decided = after(received, 65)
    return [
        PlannedStep("review_lodged", after(received, 30), "officer", {"body": REVIEWER}),
        PlannedStep(
            "review_decided", decided, "officer", {"result": result, "number": f"政复决〔{decided.year}〕12号"}
        ),
    ]


WAYS: dict[str, Callable[[date, str], Going]] = {
    way.__name__: way
    for way in (
        plain,
        filed,
        late,
        corrected,
        uncorrected,
        third_party,
        third_party_agrees,
        overridden,
        jointly,
        extended,
        delayed,
        excessive,
        paid,
        unpaid,
        withdrawn,
        reviewed,
        review_pending,
        reopened,
        sued,
        proposed,
        merged,
        split,
        repeated,
    )
}
