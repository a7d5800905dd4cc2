"""Every refusal in one clear sentence that says what is wrong and what to do."""

from collections.abc import Mapping
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

WORDS: Mapping[str, Any] = {
    "empty": _("“%(name)s” is empty. Choose the file once more."),
    "large": _("“%(name)s” is larger than %(most)s MB. Make it smaller or send it in parts."),
    "request": _("All files together are larger than %(most)s MB. Send fewer at once."),
    "many": _("You chose more than %(most)s files. Send fewer at once."),
    "kind": _("“%(name)s” is of a kind that is not taken. Send one of: %(kinds)s."),
    "mismatch": _(
        "“%(name)s” is not what its ending says. Open it in the program that made it and save it as one of: %(kinds)s."
    ),
    "old_office": _("“%(name)s” is of an old office format. Open it, save it as DOCX, XLSX or PDF, and send that."),
    "macros": _("“%(name)s” holds macros, which are not taken. Save it as PDF, or without macros, and send that."),
    "archive": _("“%(name)s” is an archive. Unpack it and send the files themselves."),
    "web": _("“%(name)s” is a web page or a drawing that may hold scripts. Save it as PDF and send that."),
    "other_image": _("“%(name)s” is a picture of a kind that is not taken. Save it as JPEG, PNG or PDF and send that."),
    "program": _("“%(name)s” is a program. Programs are not taken."),
    "locked": _("“%(name)s” is protected with a password. Take the protection off and send it again."),
    "broken": _("“%(name)s” is damaged or cut off. Save it anew and send it again."),
    "bomb": _("“%(name)s” unpacks to far more than it should. Save it as PDF and send that."),
    "pixels": _("“%(name)s” has more than %(pixels)s million pixels or a side that is too long. Make it smaller."),
    "moving": _("“%(name)s” is a moving picture. Send a still one."),
    "pages": _("“%(name)s” has too many pages or pages that are too large. Send it in parts."),
    "embedded": _("“%(name)s” holds other files or objects. Send these each for itself, or save it as PDF."),
    "active": _("“%(name)s” runs commands when it is opened. Save it as PDF and send that."),
    "form": _("“%(name)s” is a form that only one program shows. Print it to PDF and send that."),
    "slow": _("“%(name)s” takes too long to look into. Save it as PDF with fewer pages and send that."),
    "infected": _("“%(name)s” was refused by the virus scanner. Check your device and send another file."),
    "unscanned": _("“%(name)s” could not be scanned for viruses just now. Nothing was kept; try again later."),
    "unavailable": _("“%(name)s” could not be taken just now, the fault is ours. Nothing was kept; try again later."),
}


class Refused(ValidationError):
    """A file is not taken. `code` says why, the message says it to whoever sent it; nothing of the file is kept."""

    def __init__(self, code: str, **about: object) -> None:
        super().__init__(WORDS[code], code=code, params=about)
