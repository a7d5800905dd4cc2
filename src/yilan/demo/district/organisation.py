"""The district's agencies, people and columns. Kinds of agency are real, persons and numbers invented."""

import random
import tomllib
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

from yilan.core.numbering.credit_codes import check_character
from yilan.demo.district.types import Agency, Column, Designation, LeadingGroup, Seat

SINCE = date(2014, 2, 18)
FAMILY = "赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦尤许何吕施张孔曹严华金魏陶姜"
GIVEN = [
    "文博",
    "丽娟",
    "建华",
    "晓东",
    "秀英",
    "国强",
    "海燕",
    "志刚",
    "玉兰",
    "立新",
    "学军",
    "慧敏",
    "永红",
    "小平",
    "桂芳",
    "少华",
]


def data() -> dict[str, Any]:
    """Read `organisation.toml`."""
    return tomllib.loads((Path(__file__).parent / "organisation.toml").read_text(encoding="utf-8"))


def names(chance: random.Random) -> Iterator[str]:
    """Invent names, no two alike."""
    found = [family + given for family in FAMILY for given in GIVEN]
    chance.shuffle(found)
    return iter(found)


def agencies(chance: random.Random) -> list[Agency]:
    """Return all agencies, each after the one above it."""
    return [_agency(chance, number, entry) for number, entry in enumerate(data()["agency"], start=1)]


def _agency(chance: random.Random, number: int, entry: dict[str, Any]) -> Agency:
    organ = f"640105{number:03d}"
    grassroots = entry["level"] in {"village", "community"}
    first = f"11640105{number:03d}{chance.randrange(10**5):05d}{number % 10}"
    return Agency(
        code=entry["code"],
        name=entry["name"],
        short_name=entry["short"],
        level=entry["level"],
        parent_code=entry.get("parent"),
        uscc="" if grassroots else first + check_character(first),
        org_code=organ,
        area_code="640105",
        index_template="{orgcode}/{yyyy}-{seq:5}",
        functions=entry.get("functions", ""),
        office_name=entry.get("office", f"{entry['name']}办公室"),
        address=f"银川市西夏区{entry.get('road', '怀远西路')}{100 + 7 * number}号",
        hours="周一至周五 8:30—12:00，14:30—18:30（冬季14:00—18:00），法定节假日除外",
        phone=f"0951-20{77000 + 3 * number}",
        fax=f"0951-20{77001 + 3 * number}",
        email=f"{entry['code']}@xixia.invalid",
        postcode="750021",
        opened_on=date(2002, 10, 25),
        sort_order=number,
        mark=entry.get("mark", ""),
        superior=entry.get("superior", ""),
        court=entry.get("court", ""),
        review_site=entry.get("review_site", ""),
    )


def designations(chance: random.Random, people: Iterator[str], found: list[Agency]) -> list[Designation]:
    """Return a leader and one or two officers for every agency above the village."""
    rows = []
    for agency in found:
        if agency.level in {"village", "community"}:
            continue
        rows.append(Designation(agency.code, "leader", next(people), "分管负责人", agency.phone, SINCE))
        rows += [
            Designation(agency.code, "officer", next(people), "政务公开专职人员", agency.phone, SINCE)
            for _ in range(chance.choice([1, 1, 2]))
        ]
    return rows


def leading_group(people: Iterator[str], found: list[Agency]) -> LeadingGroup:
    """Return the leading group with its seats."""
    by_code = {agency.code: agency for agency in found}
    heads = [
        ("chair", "区长", "xxq"),
        ("deputy", "常务副区长", "xxq"),
        ("deputy", "区纪委书记", "jiwei"),
        ("deputy", "区人大常委会副主任", None),
    ]
    seats = [Seat(post, next(people), title, code if code in by_code else None, SINCE) for post, title, code in heads]
    members = [agency for agency in found if agency.level in {"town", "subdistrict"}]
    members = [by_code[code] for code in ("zfb", "jcj", "mzj", "jyj")] + members
    seats += [Seat("member", next(people), f"{agency.name}主要负责人", agency.code, SINCE) for agency in members]
    seats.append(Seat("office", next(people), "区政府办公室主任", "zfb", SINCE))
    duties = "统一领导全区政务公开工作；审定年度要点、目录和考核办法；协调跨部门信息发布；听取监督检查情况，督促整改。"
    return LeadingGroup("西夏区政务公开工作领导小组", duties, SINCE, "zfb", seats)


def columns() -> list[Column]:
    """Return the columns, parents first."""
    return [
        Column(
            slug=entry["slug"],
            name=entry["name"],
            parent=entry.get("parent"),
            kind=entry.get("kind", "portal"),
            description=entry["description"],
            keywords=entry.get("keywords", f"西夏区，{entry['name']}，政务公开"),
            column_type=entry["type"],
            order=number,
        )
        for number, entry in enumerate(data()["column"], start=1)
    ]
