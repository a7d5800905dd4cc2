"""Attachments, pictures and videos of the district. The same seed gives the same bytes."""

import csv
import io
import random
import shutil
from pathlib import Path

from PIL import Image, ImageDraw

from yilan.demo.district.families import families
from yilan.demo.district.types import Record

MEDIA = Path(__file__).parent / "media"
SLATE, CINNABAR, SAND, SKY = "#16466B", "#B3261E", "#C9A45C", "#F6F1E7"
ATTACHMENTS, PICTURES = 120, 24


def add_files(chance: random.Random, records: list[Record], folder: Path | None) -> None:
    """Give attachments to records with tables and pictures to some reports; write them below `folder` when given."""
    tabled = {column for family in families() if family.attach for column in [family.column]}
    able = [record for record in records if record.state == "published" and set(record.columns) & tabled]
    for number, record in enumerate(chance.sample(able, min(len(able), 2 * ATTACHMENTS)), start=1):
        name = f"attachments/table-{(number + 1) // 2:03d}.csv"
        record.attachments.append({"file": name, "title": f"{record.title}（明细表）"[:80]})
        if folder is not None and number % 2:
            _write_table(record, folder / name)
    news = [record for record in records if "remarks-news" in record.columns]
    for number, record in enumerate(chance.sample(news, 2 * PICTURES), start=1):
        name = f"pictures/helan-{(number + 1) // 2:02d}.png"
        picture = {"file": name, "alt": "贺兰山与田野的示意画，山影由远及近三层", "caption": "示意画（演示用）"}
        record.body.insert(-1, {"type": "image", "value": picture})
        if folder is not None and number % 2:
            _paint(chance, folder / name)
    if folder is not None:
        shutil.copytree(MEDIA / "videos", folder / "videos", dirs_exist_ok=True)


def _write_table(record: Record, path: Path) -> None:
    rows = next((block["value"]["rows"] for block in record.body if block["type"] == "table"), [["项目", record.title]])
    text = io.StringIO()
    csv.writer(text).writerows(rows)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(b"\xef\xbb\xbf" + text.getvalue().encode())


def _paint(chance: random.Random, path: Path) -> None:
    """Paint mountains in three layers over fields, in the colours of the portal."""
    width, height = 800, 420
    picture = Image.new("RGB", (width, height), SKY)
    draw = ImageDraw.Draw(picture)
    sun = chance.randint(80, 700)
    draw.ellipse((sun, 50, sun + 56, 106), fill=CINNABAR)
    for base, colour, step in ((190, "#A9BECD", 90), (240, "#5F86A3", 70), (290, SLATE, 60)):
        points = [(0, height)]
        points += [(x, base - chance.randint(0, 90)) for x in range(0, width + step, step)]
        draw.polygon([*points, (width, height)], fill=colour)
    for row in range(5):
        draw.rectangle((0, 330 + 18 * row, width, 338 + 18 * row), fill=SAND)
    path.parent.mkdir(parents=True, exist_ok=True)
    picture.quantize(32).save(path, "PNG", optimize=True)
