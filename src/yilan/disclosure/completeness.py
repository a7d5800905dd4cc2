"""What a record needs before it may be sent to review."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from yilan.core.numbering.document_numbers import normalise
from yilan.disclosure.content import says_something
from yilan.disclosure.models.record import Audience, Disclosure, RecordPage


def require_complete(record: RecordPage) -> None:
    """Raise one `ValidationError` that names every missing or contradictory field at once (一次性告知)."""
    errors = {**_missing(record), **_contradictions(record)}
    if errors:
        raise ValidationError(errors)


def _missing(record: RecordPage) -> dict[str, str]:
    errors: dict[str, str] = {}
    if not record.title.strip():
        errors["title"] = _("Enter a title.")
    if record.genre is None:
        errors["genre"] = _("Choose a genre.")
    if record.written_on is None:
        errors["written_on"] = _("Enter the date under the document.")
    if not record.columns.all():
        errors["columns"] = _("Choose at least one column.")
    if not any(says_something(block) for block in record.body) and not record.attachments.all():
        errors["body"] = _("Write a body or add an attachment.")
    return errors


def _contradictions(record: RecordPage) -> dict[str, str]:
    errors: dict[str, str] = {}
    if record.document_number and normalise(record.document_number) not in {None, record.document_number}:
        errors["document_number"] = _("Write the number as %(number)s.") % {"number": normalise(record.document_number)}
    if record.disclosure != Disclosure.PROACTIVE:
        if not record.disclosure_reason.strip():
            errors["disclosure_reason"] = _("Say why the record is not disclosed proactively.")
        if record.audience != Audience.INTERNAL:
            errors["audience"] = _("Only proactively disclosed records go to the public; choose “internal”.")
    if (record.audience == Audience.COMMUNITY) != (record.community is not None):
        errors["community"] = _("Name the community if, and only if, the record is for one community.")
    if record.in_force_from and record.in_force_until and record.in_force_from > record.in_force_until:
        errors["in_force_until"] = _("This day lies before the day on which the record enters into force.")
    return errors
