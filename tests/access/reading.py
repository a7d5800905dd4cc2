"""Reads papers as people do."""

import io

import docx

from yilan.casework.models import CasePaper
from yilan.intake.queries import open_kept


def words_of(paper: CasePaper) -> str:
    """Return the text of a paper's DOCX, a line for each paragraph."""
    document = docx.Document(io.BytesIO(open_kept(paper.document.stored).read()))
    return "\n".join(one.text for one in document.paragraphs)
