import re
import tomllib
from functools import cache
from pathlib import Path
from typing import Any

from yilan.disclosure.models import Column
from yilan.organizations.models import Agency

TOKEN = re.compile(r"\{(\w+)(?::(\d+))?\}")
CONTACT = ("office_name", "address", "hours", "phone", "fax", "email", "postcode")


@cache
def wording() -> dict[str, Any]:
    """Return the reviewed words of the guide: `section` (heading, text) and `token` (what each part of a number is)."""
    path = Path(__file__).parent.parent / "data" / "guide.toml"
    return tomllib.loads(path.read_text(encoding="utf-8"))


def guide_of(agency: Agency) -> dict[str, Any]:
    """Return an agency's guide: `contact` (the set of article 12, by field name), `sections` (heading, paragraphs)."""
    tops = Column.objects.filter(parent=None, kind=Column.Kind.PORTAL, retired_on=None)
    facts = {
        "agency": agency.name,
        "office": agency.office_name,
        "template": _form_of(agency),
        "columns": "、".join(column.name for column in tops),
    }
    return {
        "agency": agency.code,
        "name": agency.name,
        "contact": {field: getattr(agency, field) for field in CONTACT},
        "sections": [
            {"heading": section["heading"], "text": [_fill(line, facts) for line in section["text"]]}
            for section in wording()["section"]
        ],
    }


def _form_of(agency: Agency) -> str:
    """Say the form of an agency's index numbers in words."""
    names: dict[str, str] = wording()["token"]
    known = {"orgcode": agency.organ_code, "uscc": agency.credit_code, "area": agency.area_code}
    return TOKEN.sub(
        lambda token: known.get(token[1]) or names[token[1]].replace("{width}", token[2] or ""), agency.index_template
    )


def _fill(line: str, facts: dict[str, str]) -> str:
    for name, value in facts.items():
        line = line.replace(f"{{{name}}}", value)
    return line
