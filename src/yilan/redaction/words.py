"""The room's words for what was checked and for what was found, as screens and the case show them."""

from django.utils.translation import gettext_lazy as _

CHECKS = {
    "pages": _("The number of pages and their sizes are unchanged."),
    "structure": _("The file holds nothing but pages: no annotation, form, script, attachment, bookmark or metadata."),
    "blackened_pages": _("Pages with boxes are pictures without any text."),
    "pixels": _("Every point under every box is black."),
    "text": _("No term can be extracted as text."),
    "bytes": _("Neither terms nor blackened words stand anywhere else in the unpacked file."),
    "fonts": _("No font still knows characters that stood under boxes only."),
    "metadata": _("The picture holds nothing but its points: no metadata, no miniature."),
}

DRAWN_ANEW = {
    "box": _("blackened"),
    "term": _("a term stands there that nobody sees"),
    "annotations": _("notes or form fields are part of what is seen"),
    "layers": _("layers can be switched on and off"),
    "outside": _("something lies beyond the edge of the page"),
    "content": _("the page is made in a way that cannot be cleaned"),
    "picture": _("a picture is packed in a way that cannot be cleaned"),
    "font": _("a font cannot be rid of characters that are blackened"),
    "look": _("the cleaned page did not look the same"),
}

PLACES = {
    "page_count": _("The number of pages has changed."),
    "page_size": _("Page %(page)s: its size has changed."),
    "structure": _("Page %(page)s: something is left that does not belong there (%(text)s)."),
    "file_structure": _("In the file something is left that does not belong there (%(text)s)."),
    "page_text": _("Page %(page)s: text is left on a blackened page."),
    "page_parts": _("Page %(page)s: a blackened page is more than one picture."),
    "not_black": _("Page %(page)s: a box is not wholly black."),
    "term": _("Page %(page)s: the term “%(text)s” can still be extracted."),
    "hidden": _("“%(text)s” stands in a hidden part of the file."),
    "font": _("A font still knows the blackened character “%(text)s”."),
    "unchecked": _("A part of the file could not be checked (%(text)s)."),
}


def place_in_words(what: str, page: int, text: str) -> str:
    """Return one place of StillReadable as a sentence."""
    return str(PLACES[what]) % {"page": page, "text": text}
