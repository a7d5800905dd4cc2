"""The whole year: exactly 1,748 published records, and what lies beside them."""

import random
from collections import defaultdict
from datetime import date, timedelta

from yilan.demo.district import special
from yilan.demo.district.families import NTH, facts, families, make, moment, words, working_days
from yilan.demo.district.filling import Filler
from yilan.demo.district.types import Agency, Record

TOTAL = 1748


def published(chance: random.Random, agencies: list[Agency]) -> list[Record]:
    """Return the published records of the year, numbers exact, titles distinct."""
    fixed = [
        *special.rules(chance, agencies),
        *special.notices(chance, agencies),
        *special.speeches(chance, agencies),
        *special.videos(chance, agencies),
    ]
    made: list[Record] = []
    seen = {record.title for record in fixed}
    pool = [family for family in families() for _ in range(family.weight)]
    while len(fixed) + len(made) < TOTAL:
        record = make(chance, chance.choice(pool), agencies, f"r-{len(made) + 1:04d}")
        if record.series or record.title not in seen:  # a number of its own will tell a series' titles apart
            seen.add(record.title)
            made.append(record)
    _number_series(made)
    _number_documents(made, agencies)
    _explain(chance, made)
    return fixed + made


def _number_series(records: list[Record]) -> None:
    """Number what comes out in a series by the days on which it came out."""
    last: dict[str, int] = defaultdict(int)
    for record in sorted(records, key=lambda one: (one.published_at, one.key)):
        if record.series:
            last[record.series] += 1
            record.title = record.title.replace(NTH, str(last[record.series]))


def _number_documents(records: list[Record], agencies: list[Agency]) -> None:
    """Give the policy documents of each agency its own numbers in the order of their days."""
    marks = {agency.code: agency.mark for agency in agencies}
    last: dict[str, int] = defaultdict(lambda: 60)
    for record in sorted(records, key=lambda one: one.written_on):
        if (
            record.genre in {"tongzhi", "yijian", "pifu"}
            and "power-documents" in record.columns
            and marks[record.agency]
        ):
            last[record.agency] += 1
            record.document_number = f"{marks[record.agency]}〔2014〕{last[record.agency]}号"
            record.in_force_from = record.written_on


def _explain(chance: random.Random, records: list[Record]) -> None:
    """Let interpretations follow a document; let some later documents replace earlier ones, some lapse."""
    documents = [record for record in records if record.document_number]
    for record in records:
        if record.genre == "qita":
            earlier = [one for one in documents if one.written_on <= record.written_on and one.agency == record.agency]
            if earlier:
                record.interprets = chance.choice(earlier).key
    for number, record in enumerate(chance.sample(documents, 12)):
        record.validity = "lapsed" if number % 2 else "amended"
        record.validity_changed_on = min(record.written_on + timedelta(days=90), date(2014, 12, 31))


def beside(chance: random.Random, agencies: list[Agency]) -> list[Record]:
    """Return village affairs, internal records, and two that were withdrawn."""
    made = []
    grassroots = [agency for agency in agencies if agency.level in {"village", "community"}]
    for number, community in enumerate(chance.sample(grassroots, 14), start=1):
        owner = next(agency for agency in agencies if agency.code == community.parent_code)
        day = chance.choice(working_days())
        filler = Filler(chance, words(), facts(owner, day))
        record = _plain(
            chance,
            f"village-{number}",
            owner,
            day,
            f"{community.short_name}{day.month}月份村（居）务收支公开",
            "services",
            "mingdan",
        )
        record.body = [
            {
                "type": "paragraph",
                "value": filler.fill(
                    "本月收入{f:1:9}万元，支出{f:1:8}万元，结余{f:0:3}万元，票据经监督委员会逐张审核。"
                ),
            },
            {
                "type": "paragraph",
                "value": filler.fill(
                    "本月召开居民代表会议{i:1:3}次，议定事项{i:1:4}件。对账目有疑问的，可以到会计室查阅原始凭证。"
                ),
            },
        ]
        record.audience, record.community = "community", community.code
        made.append(record)
    departments = [agency for agency in agencies if agency.level == "department"]
    for number, agency in enumerate(chance.sample(departments, 8), start=1):
        day = chance.choice(working_days())
        record = _plain(
            chance,
            f"internal-{number}",
            agency,
            day,
            f"{agency.short_name}{day.month}月份值班和会议安排",
            "power",
            "qita",
        )
        record.audience, record.disclosure, record.disclosure_reason = "internal", "withheld", "属于内部事务信息"
        made.append(record)
    for number, agency in enumerate(departments[3:5], start=1):
        day = chance.choice(working_days())
        record = _plain(
            chance,
            f"withdrawn-{number}",
            agency,
            day,
            f"{agency.short_name}{day.month}月份服务对象名单",
            "services",
            "mingdan",
        )
        record.state = "withdrawn"
        record.withdrawal_reason = (
            "名单未作隐去处理，已撤下核对；更正后的名单将重新发布。"
            if number == 1
            else "数据有误，以更正后发布的为准。"
        )
        made.append(record)
    return made


def _plain(chance: random.Random, key: str, agency: Agency, day: date, title: str, column: str, genre: str) -> Record:  # noqa: PLR0913, PLR0917
    return Record(
        key=key,
        agency=agency.code,
        title=title,
        columns=[column],
        genre=genre,
        themes=["02"],
        statutory_item="20-15",
        written_on=day,
        published_at=moment(chance, day),
        issuers=[agency.code],
        summary=f"{title}。",
        source=agency.name,
        body=[{"type": "paragraph", "value": f"{title}如下，如有变动以当日通知为准。"}],
    )
