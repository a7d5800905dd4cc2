from collections.abc import Callable
from datetime import date
from typing import Any

from yilan.core.numbering.counters import reserve_serial, take_serials
from yilan.core.numbering.index_numbers import IndexTemplate
from yilan.disclosure.models import RecordPage
from yilan.organizations.models import Agency

RUN = 500  # imported numbers that one look passes over


def next_index_number(agency: Agency, content: dict[str, Any], day: date) -> str:
    """Return the next free index number of an agency's template. Imported ones are passed over."""
    template = IndexTemplate.parse(agency.index_template)
    tokens = index_tokens(agency, content, day)
    scope = template.scope(**tokens)
    while True:
        serial = take_serials(scope)[0]
        if not RecordPage.objects.filter(index_number=template.format(serial=serial, **tokens)).exists():
            return template.format(serial=serial, **tokens)
        reserve_serial(scope, _last_of_run(serial, lambda one: template.format(serial=one, **tokens)))


def _last_of_run(serial: int, number_of: Callable[[int], str]) -> int:
    """Return the last serial of the imported numbers that follow `serial` without a gap, `RUN` of them at most."""
    ahead = {number_of(one): one for one in range(serial + 1, serial + RUN)}
    used = set(RecordPage.objects.filter(index_number__in=ahead).values_list("index_number", flat=True))
    return next((one - 1 for number, one in ahead.items() if number not in used), serial + RUN - 1)


def index_tokens(agency: Agency, content: dict[str, Any], day: date) -> dict[str, Any]:
    """Return what a template's tokens stand for."""
    return {
        "orgcode": agency.organ_code,
        "uscc": agency.credit_code,
        "area": agency.area_code,
        "class_": content["statutory_item"] or "0",
        "day": day,
    }
