"""What lies on the desks: drafts, returned texts and releases at every stage, written in the days before today."""

import random
import re
from dataclasses import replace
from datetime import date, timedelta

from yilan.core.calendar import is_working_day
from yilan.demo.district.families import NTH, Family, Text, families, make, owners
from yilan.demo.district.types import Agency, Record

# The agencies whose four hands have accounts in the demonstration, so that their queues have work. The accounts of the
# first are those that are printed at start; each of its queues has something.
STAFFED = ("zfb", "mzj", "czj", "jyj", "zjj", "wsj", "hbj", "gsfj", "xjz", "bjx")
REASONS = [
    "标题与正文不一致，请核对月份。",
    "表格缺少单位，请补充。",
    "名单中的姓名尚未隐去。",
    "请补充政策依据和咨询电话。",
    "附件与正文金额不一致。",
]
QUEUES = {
    "draft": 6,
    "returned": 5,
    "agency_check": 6,
    "secrecy_review": 6,
    "coordination": 4,
    "sign_off": 4,
    "scheduled": 1,
}
AT_THE_FIRST = 2  # of each queue
ASKED = ("gsfj", "hbj", "zjj")
OF_A_YEAR = re.compile("201[0-9]|十二五")
LATE = {"agency_check-2": 5, "secrecy_review-2": 4, "sign_off-2": 3}  # working days since they came to the desk


def waiting(chance: random.Random, agencies: list[Agency], today: date) -> list[Record]:
    """Return what waits on desks at every stage, two of them with something for the screening to find."""
    staffed = [agency for agency in agencies if agency.code in STAFFED]
    first = [agency for agency in staffed if agency.code == STAFFED[0]]
    made: list[Record] = []
    for state, count in QUEUES.items():
        for number in range(1, count + 1):
            there = first if number <= AT_THE_FIRST else staffed
            made.append(_record(chance, there, state, number, today, {record.title for record in made}))
    for number, record in enumerate(made):
        record.waits = LATE.get(record.key, 0)
        if record.state == "returned":
            record.return_reason = REASONS[number % len(REASONS)]
        elif record.state == "coordination":
            record.concerned = [code for code in ASKED if code != record.agency][: 1 + number % 2]
    desk = {record.key: record for record in made}
    _insert(desk["secrecy_review-1"], "申请人身份证号为64010519491231002X，请核对。")
    _insert(desk["secrecy_review-3"], "秘密★1年")
    return made


def _record(  # noqa: PLR0913, PLR0917 - where, what and when
    chance: random.Random, agencies: list[Agency], state: str, number: int, today: date, seen: set[str]
) -> Record:
    key = f"{state}-{number}"
    usable = [family for family in _timeless() if owners(family, agencies)]
    days = working_days_before(today, LATE[key] + 1)[:1] if key in LATE else working_days_before(today, 6)
    while (record := make(chance, chance.choice(usable), agencies, key, days)).title in seen:
        pass
    record.state, record.published_at = state, None
    return record


def _timeless() -> list[Family]:
    """Return the families as far as their documents could have been written in any year."""
    found = [replace(family, texts=[text for text in map(_of_any_year, family.texts) if text]) for family in families()]
    return [family for family in found if family.texts]


def _of_any_year(text: Text) -> Text | None:
    fixed = [text.summary, *text.body, *text.table.get("rows", [])]
    titles = [title for title in text.title if NTH not in title and not OF_A_YEAR.search(title)]
    return replace(text, title=titles) if titles and not OF_A_YEAR.search(" ".join(fixed)) else None


def working_days_before(today: date, count: int) -> list[date]:
    """Return the last working days before a day, the earliest first."""
    found: list[date] = []
    day = today
    while len(found) < count:
        day -= timedelta(days=1)
        if is_working_day(day):
            found.append(day)
    return found[::-1]


def _insert(record: Record, line: str) -> None:
    record.body.insert(0, {"type": "paragraph", "value": line})
