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
NTH = "{nth}"
UNSIGNED = {"xinwen", "tongji", "qita"}  # news, statistics and interpretations are no official documents
RHYTHM = {1: 9, 2: 6, 3: 11, 4: 9, 5: 8, 6: 8, 7: 7, 8: 7, 9: 9, 10: 8, 11: 9, 12: 11}


@dataclass(frozen=True)
class Text:
    """One document of a family: several titles that fit the same body."""

    title: list[str]
    summary: str
    body: list[str]
    addressee: str = ""
    table: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Family:
    """One entry of `texts/`: who issues a kind of document, and how it is classified."""

    column: str
    agencies: list[str]
    genre: str
    item: str
    theme: str
    texts: list[Text]
    weight: int = 1
    numbered: bool = False
    interprets: bool = False
    attach: bool = False
    picture: bool = False


@cache
def families() -> list[Family]:
    """Return all families."""
    found = []
    for path in sorted((FOLDER / "texts").glob("*.toml")):
        for entry in tomllib.loads(path.read_text(encoding="utf-8"))["family"]:
            texts = [Text(**text) for text in entry.pop("text")]
            found.append(Family(**entry, texts=texts))
    return found


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
    """Return what a record's own slots stand for. `{nth}` stays: a series is numbered when all of it is known."""
    return {
        "code": agency.code,
        "name": agency.name,
        "short": agency.short_name,
        "m": day.month,
        "mm": f"{day.month:02d}",
        "d": day.day,
        "q": (day.month - 1) // 3 + 1,
        "w": (day.day - 1) // 7 + 1,
        "date": in_words(day),
        "ago": in_words(max(day - timedelta(days=3), day.replace(day=1))),
        "soon": in_words(day + timedelta(days=9)),
        "later": in_words(day + timedelta(days=24)),
        "nth": NTH,
        "term": "春季学期" if day.month < 8 else "秋季学期",  # noqa: PLR2004 - the school year turns in August
        "half": "上半年" if day.month < 7 else "下半年",  # noqa: PLR2004 - July begins the second half
    }


def in_words(day: date) -> str:
    """Return month and day as a document writes them."""
    return f"{day.month}月{day.day}日"


def places(chance: random.Random, agency: Agency, agencies: list[Agency]) -> dict[str, str]:
    """Return the places of which a town or sub-district speaks: itself, and one of its villages and communities."""
    below = [one for one in agencies if one.parent_code == agency.code and one.level in {"village", "community"}]
    if not below:
        return {}
    found = {"area": agency.short_name, "town": agency.short_name}
    for kind in ("village", "community"):
        own = [one.short_name for one in below if one.level == kind]
        if own:
            found[kind] = chance.choice(own)
    return found


def make(
    chance: random.Random, family: Family, agencies: list[Agency], key: str, days: list[date] | None = None
) -> Record:
    """Make one record of a family, on one of the days, or of the year's working days."""
    agency = chance.choice(owners(family, agencies))
    day = chance.choice(days or working_days())
    written = day - timedelta(days=chance.choice([0, 0, 1, 1, 2, 3, 5])) if day > date(2014, 1, 8) else day
    filler = Filler(chance, words(), facts(agency, written) | places(chance, agency, agencies))
    text = chance.choice(family.texts)
    pattern = chance.choice(text.title)
    title = filler.fill(pattern)
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
        body=body(filler, text) + ([] if family.genre in UNSIGNED else [signature(agency, written)]),
        issuers=[agency.code],
        summary=filler.fill(text.summary),
        keywords=[
            agency.short_name,
            *[word for word in ("公示", "通知", "公告", "检查", "资金", "补贴") if word in title],
        ],
        source=agency.name,
        series=pattern if NTH in pattern else "",
    )


def body(filler: Filler, text: Text) -> list[dict[str, Any]]:
    """Return the document: addressee, paragraphs, headings, table."""
    blocks: list[dict[str, Any]] = []
    if text.addressee:
        blocks.append({"type": "paragraph", "value": filler.fill(text.addressee)})
    for line in text.body:
        filled = filler.fill(line)
        if filled.startswith("#"):
            blocks.append({"type": "heading", "value": {"level": 1, "text": filled[1:]}})
        else:
            blocks.append({"type": "paragraph", "value": filled})
    if text.table:
        blocks.append(table(filler, text.table))
    return blocks


def signature(agency: Agency, written: date) -> dict[str, Any]:
    """Return the name and the day under a document."""
    return {"type": "signature", "value": {"name": agency.name, "day": written.isoformat()}}


def table(filler: Filler, entry: dict[str, Any]) -> dict[str, Any]:
    """Return a table with as many rows as chance gives."""
    count = filler.chance.randint(*entry["count"])
    rows = [[filler.fill(cell.replace("{n}", str(number))) for cell in entry["rows"]] for number in range(1, count + 1)]
    return {"type": "table", "value": {"caption": entry["caption"], "header": True, "rows": [entry["header"], *rows]}}
