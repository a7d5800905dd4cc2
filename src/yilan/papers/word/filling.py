"""A template's DOCX filled with facts."""

import io
from collections.abc import Mapping
from datetime import date
from typing import Any

from django.utils.translation import gettext as _
from docxtpl import DocxTemplate
from jinja2 import TemplateError
from lxml import etree

from yilan.papers.errors import BadTemplate, Unfilled
from yilan.papers.facts import plain
from yilan.papers.word.sandbox import environment, grammar, names_in, with_nothing

ON = "on"  # the day of the paper is a fact of every template


class Filling(DocxTemplate):
    """docxtpl, for the text only: properties of the file are set by us, and there are no footnotes."""

    def render_properties(self, context: Any, jinja_env: Any = None) -> None:
        """Leave the properties alone: an office program writes there what it likes."""

    def render_footnotes(self, context: Any, jinja_env: Any = None) -> None:
        """Leave footnotes alone; `checking` refuses them."""

    def fix_tables(self, xml: str) -> Any:
        """Refuse what a condition has torn apart; docxtpl would mend it by leaving words out."""
        try:
            etree.fromstring(xml)
        except etree.XMLSyntaxError as error:
            told = _("A condition or loop begins in a table and ends outside it, or the other way round.")
            raise BadTemplate(told) from error
        return super().fix_tables(xml)

    def source(self) -> str:
        """Return the text as Jinja will read it."""
        self.init_docx()
        patched: str = self.patch_xml(self.get_xml())
        return patched


def placeholders(docx: bytes) -> set[str]:
    """Return the names of facts that a template's DOCX asks for. Raises `BadTemplate` where it asks for more."""
    return names_in(grammar(Filling(io.BytesIO(docx)).source(), environment(set()))) - {ON}


def fill(docx: bytes, facts: Mapping[str, Any], *, on: date, optional: frozenset[str] = frozenset()) -> bytes:
    """Return the DOCX with every placeholder filled, still with the file's own properties.

    Facts named in `optional` may be left out. Raises `Unfilled` with what is missing, blank where it is printed, or
    left to be filled in; `BadTemplate` for what no template may do; `TypeError` for facts that are not plain.
    """
    missing: set[str] = set()
    made = environment(missing)
    filling = Filling(io.BytesIO(docx))
    grammar(filling.source(), made)
    known = dict.fromkeys(optional) | {ON: on} | plain(facts)
    try:
        filling.render(with_nothing(known, missing), made, autoescape=True)
    except (TemplateError, TypeError, ValueError) as error:
        if not missing:
            raise BadTemplate(str(error)) from error
    if missing:
        raise Unfilled(missing)
    target = io.BytesIO()
    filling.save(target)
    return target.getvalue()
