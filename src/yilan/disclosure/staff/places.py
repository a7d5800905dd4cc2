"""Where a screening hit stands and of which kind it is, in words."""

import re

from django.utils.translation import gettext as _

from yilan.disclosure.differences import LABELS


def kind_words(kind: str) -> str:
    """Return a kind of hit (`yilan.screening`) in words; an unknown one as it is."""
    words = {
        "identity_number": _("Identity number"),
        "mobile_number": _("Mobile number"),
        "bank_card": _("Bank card"),
        "secrecy_mark": _("Mark of secrecy"),
        "internal_material": _("Internal material"),
        "not_for_release": _("Mark that forbids release"),
    }
    return words.get(kind, kind)


def place_words(place: str) -> str:
    """Return a place of `content.texts_of` in words: `body 3, row 2, column 1`, `attachment 1`, `title`."""
    cell = re.fullmatch(r"body (\d+), row (\d+), column (\d+)", place)
    if cell:
        numbers = dict(zip(("block", "row", "column"), cell.groups(), strict=True))
        return _("body, block %(block)s, row %(row)s, column %(column)s") % numbers
    numbered = re.fullmatch(r"(body|attachment|duty) (\d+)", place)
    if numbered:
        words = {
            "body": _("body, block %(number)s"),
            "attachment": _("attachment %(number)s"),
            "duty": _("duty %(number)s"),
        }
        return words[numbered[1]] % {"number": numbered[2]}
    return str(LABELS.get(place, place))
