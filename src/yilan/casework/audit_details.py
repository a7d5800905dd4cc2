"""What the audit trail says about cases, in words: codes become what they are called, keys of rows are left out."""

from collections.abc import Iterator, Mapping
from typing import Any

from django.utils.translation import gettext as _

from yilan.casework.procedures import procedures


def told(
    detail: Mapping[str, Any], roles: Mapping[str, str], hands: Mapping[str, str], fields: Mapping[str, str]
) -> Iterator[tuple[str, str]]:
    """Yield label and words for each part of a row's detail that a person can read."""
    events = {code: kind.label for one in procedures().values() for code, kind in one.events.items()}
    labels = {
        "event": (_("what happened"), events),
        "hand": (_("whose act"), hands),
        "role": (_("what it is"), roles),
        "sequence": (_("sequence"), {}),
        "on": (_("day"), {}),
        "field": (_("what was opened"), fields),
        "purpose": (_("opened for"), {}),
        "number": (_("document number"), {}),
        "arrived_on": (_("arrived on"), {}),
        "name": (_("file name, masked"), {}),
        "reason": (_("reason"), {}),
        "until": (_("for the applicant until"), {}),
    }
    for name, (label, words) in labels.items():
        if detail.get(name) not in (None, ""):
            yield str(label), str(words.get(detail[name], "" if words else detail[name]))
