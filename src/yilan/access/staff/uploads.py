"""Files that were chosen once and need not be chosen again while a form is corrected or confirmed."""

from collections.abc import Iterable
from dataclasses import asdict, dataclass
from typing import Any

from django import forms
from django.core import signing
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from yilan.casework.models import CaseFile
from yilan.intake import quarantine
from yilan.intake.fields import CleanFilesField
from yilan.intake.receiving import Received

SALT = "yilan.access.staff.uploads"
HELD = "held"
ROLES = [
    (role.value, role.label)
    for role in (
        CaseFile.Role.LETTER,
        CaseFile.Role.PROOF,
        CaseFile.Role.IDENTITY,
        CaseFile.Role.AUTHORITY,
        CaseFile.Role.EVIDENCE,
    )
]


@dataclass(frozen=True)
class Held:
    """A file in quarantine, with the token by which the form names it."""

    received: Received
    token: str


class FilesForm(forms.Form):
    """Files that come with what is entered."""

    enclosed = CleanFilesField(label=_("Files that belong to it (optional)"), required=False)
    enclosed_as = forms.ChoiceField(label=_("What the files are"), choices=ROLES, required=False)

    def clean_enclosed_as(self) -> str:
        """Take files for letters where nothing was chosen."""
        return str(self.cleaned_data["enclosed_as"] or CaseFile.Role.LETTER)


def held_files(request: HttpRequest, fresh: Iterable[Received], field: str = "enclosed") -> list[Held]:
    """Return the files of a field that were just sent, and those sent before that are still ticked and still there."""
    before = [found for token in request.POST.getlist(f"{HELD}-{field}") if (found := _recalled(token))]
    return before + [Held(one, _token(one)) for one in fresh]


def _token(received: Received) -> str:
    return signing.dumps(asdict(received) | {"path": received.path.name}, salt=SALT, compress=True)


def _recalled(token: str) -> Held | None:
    """Return a file by its token; None when it lay too long, or nobody signed the token."""
    try:
        told: dict[str, Any] = signing.loads(token, salt=SALT, max_age=quarantine.LONGEST_STAY)
    except signing.BadSignature:
        return None
    path = quarantine.folder() / told.pop("path")
    if not path.is_file():
        return None
    return Held(Received(**told | {"changes": tuple(told["changes"])}, path=path), token)
