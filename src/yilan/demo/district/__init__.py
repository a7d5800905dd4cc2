"""One district's year of open government, invented from a seed: the same seed gives the same district."""

import json
import random
from dataclasses import asdict
from datetime import date, datetime
from pathlib import Path
from typing import Any

from yilan.demo.district import desks, organisation, year
from yilan.demo.district.files import add_files
from yilan.demo.district.types import District, Record

__all__ = ["District", "generate", "write_jsonl"]

YEARS_END = date(2014, 12, 31)
OWN = {"state", "concerned", "return_reason", "withdrawal_reason", "series", "waits"}


def generate(seed: int = 2014, files_folder: Path | None = None, today: date = YEARS_END) -> District:
    """Return the district; its files are written below `files_folder` when one is given.

    What is published lies in 2014; what waits on desks was written in the working days before `today`.
    """
    chance = random.Random(seed)  # noqa: S311 - repeatable, no secret
    people = organisation.names(chance)
    agencies = organisation.agencies(chance)
    records = [
        *year.published(chance, agencies),
        *year.beside(chance, agencies),
        *desks.waiting(chance, agencies, today),
    ]
    add_files(chance, records, files_folder)
    return District(
        agencies=agencies,
        designations=organisation.designations(chance, people, agencies),
        leading_group=organisation.leading_group(people, agencies),
        columns=organisation.columns(),
        records=records,
    )


def write_jsonl(district: District, folder: Path) -> None:
    """Write what has been published as an import file; files lie beside it."""
    lines = [
        json.dumps(_row(record), ensure_ascii=False, default=_plain)
        for record in district.records
        if record.state in {"published", "withdrawn"}
    ]
    (folder / "records.jsonl").write_text("\n".join(lines), encoding="utf-8")


def _row(record: Record) -> dict[str, Any]:
    return {name: value for name, value in asdict(record).items() if name not in OWN and value not in (None, "", [])}


def _plain(value: date | datetime) -> str:
    return value.isoformat()
