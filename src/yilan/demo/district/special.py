"""The records of which the year has an exact number: nine rules, 27 notices, 13 speeches, 4 videos."""

import random
import tomllib
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from typing import Any

from yilan.demo.district.families import facts, moment, signature, words, working_days
from yilan.demo.district.filling import Filler
from yilan.demo.district.types import Agency, Record

VIDEOS = [
    (
        "videos/hall.mp4",
        "走进市民服务大厅：一件事怎么办",
        "画面介绍取号、受理、承办、答复四个步骤。旁白：材料齐全的当场受理，缺什么一次告知。",
    ),
    (
        "videos/overview.mp4",
        "一览平台使用说明",
        "画面演示按部门和类别查找信息。旁白：点一个数字，看到数字后面的每一条信息。",
    ),
    (
        "videos/village.mp4",
        "村务公开栏看什么",
        "画面为公开栏的样式。旁白：看收支、看名单、看决定，有疑问找村务监督委员会。",
    ),
    ("videos/safety.mp4", "冬季取暖安全提示", "画面提示通风和检查烟道。旁白：睡前封火先看烟道，头晕恶心马上开窗。"),
]


@cache
def entries() -> dict[str, Any]:
    """Read `special.toml`."""
    return tomllib.loads((Path(__file__).parent / "special.toml").read_text(encoding="utf-8"))


def rules(chance: random.Random, agencies: list[Agency]) -> list[Record]:
    """Return the nine rules that the year made or improved, each with the duties that it founds."""
    names = {agency.code: agency for agency in agencies}
    return [_rule(chance, number, entry, names) for number, entry in enumerate(entries()["rule"], start=1)]


def _rule(chance: random.Random, number: int, entry: dict[str, Any], names: dict[str, Agency]) -> Record:
    agency, day = names[entry["agency"]], entry["day"]
    blocks: list[dict[str, Any]] = []
    for chapter, (heading, text) in enumerate(zip(("总则", "要求"), entry["text"], strict=True), start=1):
        blocks.append({"type": "heading", "value": {"level": 1, "text": f"第{'一二'[chapter - 1]}章　{heading}"}})
        blocks.append({"type": "paragraph", "value": text})
    blocks.append(signature(agency, day))
    return Record(
        key=f"rule-{number}",
        agency=agency.code,
        title=entry["title"],
        columns=["power-documents", "rules"],
        genre="guizhang",
        themes=["02"],
        statutory_item="20-1",
        document_number=entry["number"],
        written_on=day,
        published_at=moment(chance, day + timedelta(days=1)),
        in_force_from=day,
        body=blocks,
        issuers=[agency.code],
        summary=entry["text"][0],
        keywords=["制度", "政务公开"],
        source=agency.name,
        duties=[{"text": text, **({"holder": holder} if holder != "*" else {})} for text, holder in entry["duties"]],
    )


def notices(chance: random.Random, agencies: list[Agency]) -> list[Record]:
    """Return 14 publicity notices and 13 announcements."""
    entry = entries()["notice"][0]
    owners = [agency for agency in agencies if agency.level in {"district", "department", "town", "vertical"}]
    made = []
    for column, genre, titles in (
        ("notices-public", "mingdan", entry["public"]),
        ("notices-announcements", "gonggao", entry["announcements"]),
    ):
        days = sorted(chance.choice(working_days()) for _ in titles)
        for number, (title, day) in enumerate(zip(titles, days, strict=True), start=1):
            agency = chance.choice(owners)
            filler = Filler(chance, words(), facts(agency, day) | {"n": number})
            made.append(
                _record(
                    chance,
                    f"{column}-{number}",
                    agency,
                    day,
                    filler.fill(title),
                    column,
                    genre,
                    "20-15",
                    [{"type": "paragraph", "value": filler.fill(line)} for line in entry["body"]],
                )
            )
    return made


def speeches(chance: random.Random, agencies: list[Agency]) -> list[Record]:
    """Return 13 speeches."""
    entry = entries()["speech"][0]
    office = next(agency for agency in agencies if agency.code == "zfb")
    made = []
    for number, meeting in enumerate(entry["on"], start=1):
        day = chance.choice(working_days())
        filler = Filler(chance, words(), facts(office, day))
        blocks = [
            {"type": "heading", "value": {"level": 1, "text": text[1:]}}
            if text.startswith("#")
            else {"type": "paragraph", "value": text}
            for text in map(filler.fill, entry["body"])
        ]
        title = filler.fill("{leader}在" + meeting + "上的讲话")
        made.append(_record(chance, f"speech-{number}", office, day, title, "speeches", "jianghua", "20-15", blocks))
    return made


def videos(chance: random.Random, agencies: list[Agency]) -> list[Record]:
    """Return four records with a short video each."""
    office = next(agency for agency in agencies if agency.code == "zfb")
    made = []
    for number, (file, title, transcript) in enumerate(VIDEOS, start=1):
        day = chance.choice(working_days())
        blocks = [
            {"type": "paragraph", "value": f"本片由区政府办公室制作，时长约8秒，介绍“{title}”。"},
            {"type": "video", "value": {"file": file, "title": title, "transcript": transcript}},
        ]
        made.append(_record(chance, f"video-{number}", office, day, title, "videos", "shipin", "20-15", blocks))
    return made


def _record(  # noqa: PLR0913, PLR0917 - the facts of one record
    chance: random.Random,
    key: str,
    agency: Agency,
    day: date,
    title: str,
    column: str,
    genre: str,
    item: str,
    blocks: list[Any],
) -> Record:
    return Record(
        key=key,
        agency=agency.code,
        title=title,
        columns=[column],
        genre=genre,
        themes=["02"],
        statutory_item=item,
        written_on=day,
        published_at=moment(chance, day),
        body=blocks,
        issuers=[agency.code],
        summary=f"{title}。",
        keywords=[agency.short_name],
        source=agency.name,
    )
