"""The documents that the demonstration hands over: made once each, blackened once each."""

import re
from datetime import date
from functools import cache

from yilan.demo.district.requests import Subject
from yilan.papers.errors import PdfUnavailable
from yilan.papers.rendering import render
from yilan.redaction.asking import redact
from yilan.redaction.plans import Plan
from yilan.redaction.results import Redacted
from yilan.screening import scan_text

WRITTEN_ON = date(2024, 3, 5)
PERSONAL = re.compile(r"\d{17}[\dX]|1\d{10}|09\d\d-?\d{7}|人民币[\d.]+万元")
# The smallest PDF there is: a machine without Pango still shows how files are handed over.
BLANK = (
    b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n"
    b"3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]>>endobj\ntrailer<</Root 1 0 R>>\n"
)


@cache
def document(subject: Subject, *, whole: bool) -> bytes:
    """Return the document that answers a subject, as PDF; one that is given `whole` names nobody by numbers."""
    lines = [line for line in subject.lines if not (whole and scan_text(line))]
    facts = {
        "organ": "西夏区人民政府",
        "number": "西夏〔2024〕5号",
        "title": subject.document,
        "addressee": "各有关单位",
        "text": "\n".join(lines),
        "attachments": [],
    }
    try:
        return render("letter", facts, on=WRITTEN_ON).pdf
    except PdfUnavailable:
        return BLANK


@cache
def blackened(data: bytes, subject: Subject) -> Redacted:
    """Return the document without what tells who somebody is, checked."""
    found = tuple(dict.fromkeys(PERSONAL.findall("\n".join(subject.lines)))) or (subject.lines[-1],)
    return redact(data, "application/pdf", Plan(terms=found))
