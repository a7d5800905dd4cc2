"""Write the working-day calendar's data files from the chinesecalendar package.

Run once when a new yearly notice is out and chinesecalendar knows it:

    python tools/calendar_data.py

Existing files are overwritten, so a hand-made correction belongs into NOTICES or into a newer chinesecalendar.
The platform itself never imports chinesecalendar; tests use it as an oracle.
"""

import sys
from collections import defaultdict
from datetime import date
from importlib.metadata import version
from pathlib import Path

from chinese_calendar import constants

TARGET = Path(__file__).parents[1] / "src" / "yilan" / "core" / "calendar" / "data"
PACKAGE = f"chinesecalendar {version('chinesecalendar')}"

# Numbers of the notices "国务院办公厅关于YYYY年部分节假日安排的通知", and of later notices that changed them.
NOTICES = {
    2008: "国办发明电〔2007〕52号",
    2009: "国办发明电〔2008〕42号",
    2010: "国办发明电〔2009〕27号",
    2011: "国办发明电〔2010〕40号",
    2012: "国办发明电〔2011〕45号",
    2013: "国办发明电〔2012〕33号",
    2014: "国办发明电〔2013〕28号",
    2015: "国办发明电〔2014〕28号",
    2016: "国办发明电〔2015〕18号",
    2017: "国办发明电〔2016〕17号",
    2018: "国办发明电〔2017〕12号",
    2019: "国办发明电〔2018〕15号",
    2020: "国办发明电〔2019〕16号",
    2021: "国办发明电〔2020〕27号",
    2022: "国办发明电〔2021〕11号",
    2023: "国办发明电〔2022〕16号",
    2024: "国办发明电〔2023〕7号",
    2025: "国办发明电〔2024〕12号",
    2026: "国办发明电〔2025〕7号",
}
CHANGES = {
    2015: "国发明电〔2015〕1号 (3 September)",
    2019: "国办发明电〔2019〕3号 (Labour Day)",
    2020: "国办发明电〔2020〕1号 (Spring Festival lengthened)",
}


def source(year: int) -> str:
    """Name the notices behind one calendar year; days at its end may stand in the next year's notice."""
    if year not in NOTICES:
        return f"State Council notice for {year}, taken over from {PACKAGE}"
    parts = [f"国务院办公厅关于{year}年部分节假日安排的通知 {NOTICES[year]}"]
    if year in CHANGES:
        parts.append(f"changed by {CHANGES[year]}")
    parts.append(f"dates taken over from {PACKAGE}")
    return "; ".join(parts)


def dates(days: list[date]) -> str:
    """Return the days as a TOML array."""
    return "[" + ", ".join(day.isoformat() for day in sorted(days)) + "]"


def year_file(year: int) -> str:
    """Return the text of one year's file."""
    by_name: dict[str, list[date]] = defaultdict(list)
    for day, name in constants.holidays.items():
        if day.year == year:
            by_name[name].append(day)
    makeup = [day for day in constants.workdays if day.year == year]
    lines = [
        f"year = {year}",
        "version = 1",
        f'source = "{source(year)}"',
        f"makeup_working_days = {dates(makeup)}",
    ]
    for name, days in sorted(by_name.items(), key=lambda item: min(item[1])):
        holiday = constants.Holiday(name)
        lines += [
            "",
            "[[holidays]]",
            f'code = "{holiday.name}"',
            f'name = "{holiday.chinese}"',
            f"dates = {dates(days)}",
        ]
    return "\n".join(lines) + "\n"


def main() -> int:
    """Write one file a year."""
    TARGET.mkdir(parents=True, exist_ok=True)
    for year in sorted({day.year for day in constants.holidays}):
        (TARGET / f"{year}.toml").write_text(year_file(year), encoding="utf-8")
        print(f"{year}.toml")
    return 0


if __name__ == "__main__":
    sys.exit(main())
