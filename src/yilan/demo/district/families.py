"""The families of documents, and one record made from one of them."""

import random
import tomllib
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta, timezone
from functools import cache
from pathlib import Path
from typing import Any

from yilan.core.calendar import is_working_day
from yilan.demo.district.filling import Filler
from yilan.demo.district.types import Agency, Record

FOLDER = Path(__file__).parent
BEIJING = timezone(timedelta(hours=8))
FIRST, LAST = date(2014, 1, 2), date(2014, 12, 31)
RHYTHM = {1: 9, 2: 6, 3: 11, 4: 9, 5: 8, 6: 8, 7: 7, 8: 7, 9: 9, 10: 8, 11: 9, 12: 11}


@dataclass(frozen=True)
class Family:
    """One entry of `families.toml`."""

    column: str
    agencies: list[str]
    genre: str
    item: str
    theme: str
    title: list[str]
    summary: str
    body: list[str]
    weight: int = 1
    addressee: str = ""
    table: dict[str, Any] = field(default_factory=dict)
    numbered: bool = False
    interprets: bool = False
    attach: bool = False
    picture: bool = False


@cache
def families() -> list[Family]:
    """Return all families."""
    found = tomllib.loads((FOLDER / "families.toml").read_text(encoding="utf-8"))["family"]
    return [Family(**entry) for entry in found]


@cache
def words() -> dict[str, list[str]]:
    """Return the vocabulary."""
    return tomllib.loads((FOLDER / "vocabulary.toml").read_text(encoding="utf-8"))


@cache
def working_days() -> list[date]:
    """Return the working days of 2014, each as often as its month is busy."""
    days = [FIRST + timedelta(days=n) for n in range((LAST - FIRST).days + 1)]
    return [day for day in days if is_working_day(day) for _ in range(RHYTHM[day.month])]


def owners(family: Family, agencies: list[Agency]) -> list[Agency]:
    """Return the agencies that issue a family's documents; `*level` stands for all of a level."""
    levels = {name[1:] for name in family.agencies if name.startswith("*")}
    return [agency for agency in agencies if agency.code in family.agencies or agency.level in levels]


def moment(chance: random.Random, day: date) -> datetime:
    """Return a moment in the office hours of a day."""
    return datetime.combine(day, time(chance.choice([9, 10, 11, 15, 16, 17]), chance.randrange(60)), BEIJING)


def facts(agency: Agency, day: date) -> dict[str, Any]:
    """Return what a record's own slots stand for."""
    return {
        "name": agency.name,
        "short": agency.short_name,
        "m": day.month,
        "mm": f"{day.month:02d}",
        "d": day.day,
        "q": (day.month - 1) // 3 + 1,
        "date": f"{day.month}月{day.day}日",
        "term": "春季学期" if day.month < 8 else "秋季学期",  # noqa: PLR2004 - the school year turns in August
        "half": "上半年" if day.month < 7 else "下半年",  # noqa: PLR2004 - July begins the second half
    }


def make(chance: random.Random, family: Family, agencies: list[Agency], key: str) -> Record:
    """Make one record of a family."""
    agency = chance.choice(owners(family, agencies))
    day = chance.choice(working_days())
    written = day - timedelta(days=chance.choice([0, 0, 1, 1, 2, 3, 5])) if day > date(2014, 1, 8) else day
    filler = Filler(chance, words(), facts(agency, written))
    title = filler.fill(chance.choice(family.title))
    return Record(
        key=key,
        agency=agency.code,
        title=title,
        columns=[family.column],
        genre=family.genre,
        themes=[family.theme],
        statutory_item=family.item,
        written_on=written,
        published_at=moment(chance, day),
        body=body(filler, family, agency, written),
        issuers=[agency.code],
        summary=filler.fill(family.summary),
        keywords=[
            agency.short_name,
            *[word for word in ("公示", "通知", "公告", "检查", "资金", "补贴") if word in title],
        ],
        source=agency.name,
    )


def body(filler: Filler, family: Family, agency: Agency, written: date) -> list[dict[str, Any]]:
    """Return the document: addressee, paragraphs, headings, table, signature."""
    blocks: list[dict[str, Any]] = []
    if family.addressee:
        blocks.append({"type": "paragraph", "value": family.addressee})
    for line in family.body:
        text = filler.fill(line)
        if text.startswith("#"):
            blocks.append({"type": "heading", "value": {"level": 1, "text": text[1:]}})
        else:
            blocks.append({"type": "paragraph", "value": text})
    if family.table:
        blocks.append(table(filler, family.table))
    blocks.append({"type": "paragraph", "value": f"{agency.name}  {written.year}年{written.month}月{written.day}日"})
    return blocks


def table(filler: Filler, entry: dict[str, Any]) -> dict[str, Any]:
    """Return a table with as many rows as chance gives."""
    count = filler.chance.randint(*entry["count"])
    rows = [[filler.fill(cell.replace("{n}", str(number))) for cell in entry["rows"]] for number in range(1, count + 1)]
    return {"type": "table", "value": {"caption": entry["caption"], "header": True, "rows": [entry["header"], *rows]}}
