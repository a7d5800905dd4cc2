from datetime import date
from typing import Any

from yilan.core.numbering.counters import take_serials
from yilan.core.numbering.index_numbers import IndexTemplate
from yilan.disclosure.models import RecordPage
from yilan.organizations.models import Agency


def next_index_number(agency: Agency, content: dict[str, Any], day: date) -> str:
    """Return the next free index number of an agency's template. Imported ones are passed over."""
    template = IndexTemplate.parse(agency.index_template)
    tokens = index_tokens(agency, content, day)
    while True:
        serial = take_serials(template.scope(**tokens))[0]
        number = template.format(serial=serial, **tokens)
        if not RecordPage.objects.filter(index_number=number).exists():
            return number


def index_tokens(agency: Agency, content: dict[str, Any], day: date) -> dict[str, Any]:
    """Return what a template's tokens stand for."""
    return {
        "orgcode": agency.organ_code,
        "uscc": agency.credit_code,
        "area": agency.area_code,
        "class_": content["statutory_item"] or "0",
        "day": day,
    }
