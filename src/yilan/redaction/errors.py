"""Why a file is not redacted, in the user's words. All are validation errors, so that forms show them at the field."""

from typing import Any

from django.core.exceptions import ValidationError
from django.utils.functional import lazy
from django.utils.translation import gettext_lazy as _

from yilan.redaction.words import place_in_words

SHOWN = 20  # places that an error names

SENTENCES = {
    "locked": _("The file is protected by a password. Save it without protection, and add it again."),
    "broken": _("The file is damaged and cannot be read. Save or scan it anew, and add it again."),
    "kind": _("Only PDF files and pictures (JPEG, PNG, WebP, TIFF) can be redacted."),
    "moving": _("The picture has several frames that play one after the other. Save the frame that is meant alone."),
    "pages": _("The file has %(pages)s pages; %(limit)s can be redacted at a time. Divide it first."),
    "large": _("The file or its page %(page)s is too large. Divide it or scan it in a lower resolution."),
    "hard": _("The file needs more time or memory than there is. Divide it, or print and scan it."),
    "plan": _("The description of the boxes cannot be read."),
    "box_page": _("A box stands on page %(page)s, which the file does not have."),
    "box_outside": _("A box on page %(page)s reaches beyond the page."),
    "box_area": _("A box on page %(page)s has no area. Draw it anew."),
    "boxes": _("There are %(boxes)s boxes; %(limit)s are the most."),
    "terms": _("There are %(terms)s terms; %(limit)s are the most."),
    "term_length": _("A term needs 2 to %(limit)s characters: “%(term)s”. Draw boxes over single characters."),
    "nothing": _("Nothing is to be blackened: draw a box, or give a term."),
    "not_searched": _(
        "Terms cannot be searched in the pictures on pages %(pages)s. Look these pages through, draw boxes where "
        "needed, and confirm that you have looked."
    ),
    "still_readable": _("The file is not handed out: something would still be readable. %(places)s"),
}


class CannotRedact(ValidationError):
    """A file is not redacted. `code` is a key of `SENTENCES`, `params` what the sentence names."""

    def __init__(self, code: str, **facts: Any) -> None:
        self.facts = facts
        shown = {name: _shown(value) for name, value in facts.items()}
        super().__init__(SENTENCES[code], code=code, params=shown)


class BadPlan(CannotRedact):
    """Boxes or terms are not such that they can be carried out."""


class NotSearched(CannotRedact):
    """Terms are to go, and nobody has looked at the pages (`facts["pages"]`) that no program can search."""


class StillReadable(CannotRedact):
    """What came out has not passed the check; `facts["places"]` are `[what, page, text]`, page 0 for the whole file."""


_CLASSES: dict[str, type[CannotRedact]] = {
    **dict.fromkeys(
        ("plan", "box_page", "box_outside", "box_area", "boxes", "terms", "term_length", "nothing"), BadPlan
    ),
    "not_searched": NotSearched,
    "still_readable": StillReadable,
}


def failure(code: str, **facts: Any) -> CannotRedact:
    """Return the error for a key of `SENTENCES`; facts are such that JSON can carry them."""
    return _CLASSES.get(code, CannotRedact)(code, **facts)


def _shown(value: Any) -> Any:
    if not isinstance(value, list):
        return value
    if value and isinstance(value[0], list):
        return _places(value)
    return "、".join(map(str, value))


def _places_in_words(places: list[list[Any]]) -> str:
    return " ".join(place_in_words(*one) for one in places[:SHOWN])


_places = lazy(_places_in_words, str)  # the process that works on a file knows no language
