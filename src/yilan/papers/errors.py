"""What can go wrong with a paper, each told in words that staff can act on."""

from collections.abc import Iterable

from django.utils.translation import gettext as _


class PaperError(Exception):
    """A paper cannot be made; `str()` says why, in the reader's language."""


class UnknownTemplate(PaperError):
    """No room has registered a template with this code."""

    def __init__(self, code: str) -> None:
        super().__init__(_("There is no paper template “%(code)s”.") % {"code": code})


class Unfilled(PaperError):
    """Facts that the template needs are missing, or a block was left to be filled in; `names` says which."""

    def __init__(self, names: Iterable[str]) -> None:
        self.names = tuple(sorted(set(names)))
        super().__init__(_("Still to be filled in: %(names)s") % {"names": "、".join(self.names)})


class BadTemplate(PaperError):
    """A template asks for what a template may not do, or cannot be read."""


class MissingGlyphs(PaperError):
    """No font here has these characters: a name would vanish from the PDF."""

    def __init__(self, characters: Iterable[str]) -> None:
        self.characters = "".join(sorted(set(characters)))
        shown = "、".join(f"{one}（U+{ord(one):04X}）" for one in self.characters)
        told = _("No font of this site has these characters: %(shown)s. Put one that has them into the fonts folder.")
        super().__init__(told % {"shown": shown})


class PdfUnavailable(PaperError):
    """This machine lacks what PDFs are made with; DOCX still works."""

    def __init__(self) -> None:
        super().__init__(
            _("This server cannot make PDFs: the system packages of Pango are missing. The DOCX file can be had.")
        )
