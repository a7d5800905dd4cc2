import tomllib
from functools import cache
from pathlib import Path
from typing import Any

from yilan.disclosure.models import Column
from yilan.organizations.models import Agency

CONTACT = ("office_name", "address", "hours", "phone", "fax", "email", "postcode")


@cache
def wording() -> list[dict[str, Any]]:
    """Return the reviewed sections of the guide."""
    path = Path(__file__).parent.parent / "data" / "guide.toml"
    sections: list[dict[str, Any]] = tomllib.loads(path.read_text(encoding="utf-8"))["section"]
    return sections


def guide_of(agency: Agency) -> dict[str, Any]:
    """Return an agency's guide: `contact` (the set of article 12, by field name), `sections` (heading, paragraphs)."""
    tops = Column.objects.filter(parent=None, kind=Column.Kind.PORTAL, retired_on=None)
    facts = {
        "agency": agency.name,
        "office": agency.office_name,
        "template": agency.index_template.replace("{orgcode}", agency.organ_code),
        "columns": "、".join(column.name for column in tops),
    }
    return {
        "agency": agency.code,
        "name": agency.name,
        "contact": {field: getattr(agency, field) for field in CONTACT},
        "sections": [
            {"heading": section["heading"], "text": [_fill(line, facts) for line in section["text"]]}
            for section in wording()
        ],
    }


def _fill(line: str, facts: dict[str, str]) -> str:
    for name, value in facts.items():
        line = line.replace(f"{{{name}}}", value)
    return line
