"""What files are called, who took a letter and a postcode lie sealed, and cost no query more than in clear."""

from datetime import date

import pytest
from django.db import connection
from tests.casework.reading import raw

from yilan.casework.actions import add_file, add_party, deliver_paper
from yilan.casework.models import Case, CaseFile, CasePaper
from yilan.core.sealing import SealBroken, fields, rotating
from yilan.intake.actions import keep_bytes

pytestmark = [pytest.mark.django_db, pytest.mark.database]
LABEL, PROOF, POSTCODE = "王五身份证.jpg", "EMS1234567890 王五之妻代收", "750021"
TABLES = ("casework_casefile", "casework_casepaper", "casework_party", "core_auditentry")


def filed(office, case: Case, label: str = LABEL) -> CaseFile:
    stored = keep_bytes(label.encode(), label, "image/jpeg")
    return add_file(actor=office.officer, case=case, stored=stored, role="letter", label=label)


def lying(table: str, column: str) -> dict[int, str]:
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT id, {column} FROM {table}")  # noqa: S608 - names of our own
        return dict(cursor.fetchall())


def test_titles_of_files_lie_sealed_and_are_listed_in_one_query(office, django_assert_num_queries):
    case = office.open()
    for number in range(4):
        filed(office, case, f"{number}{LABEL}")
    with django_assert_num_queries(1):
        assert [str(file) for file in case.files.all()] == [f"{number}{LABEL}" for number in range(4)]
    assert not [table for table in TABLES if LABEL in raw(table)]


def test_titles_are_opened_only_when_they_are_read(office, monkeypatch):
    filed(office, office.open())

    def closed(*_about, **_more):
        raise AssertionError("somebody's words were opened for nothing")

    monkeypatch.setattr(fields, "unseal", closed)
    assert [file.role for file in CaseFile.objects.all()] == ["letter"]


def test_a_title_moved_to_another_file_does_not_open(office):
    case = office.open()
    first, second = filed(office, case), filed(office, case, "另一份.pdf")
    tokens = lying("casework_casefile", "label")
    with connection.cursor() as cursor:
        cursor.execute("UPDATE casework_casefile SET label = %s WHERE id = %s", [tokens[first.pk], second.pk])
    assert CaseFile.objects.get(pk=first.pk).label == LABEL
    with pytest.raises(SealBroken):
        _ = CaseFile.objects.get(pk=second.pk).label


def test_a_new_key_seals_all_of_it_anew(office):
    case = office.open()
    filed(office, case)
    fields = {"name": "王五", "postcode": POSTCODE}
    add_party(actor=office.officer, case=case, role="third_party", kind="natural", fields=fields)
    paper = delivered(office, case)
    columns = (("casework_casefile", "label"), ("casework_casepaper", "proof"))
    before = [lying(*column) for column in columns]
    used = sum(use.total for use in rotating.uses())
    rotated = rotating.rotate()
    assert (rotated.sealed, rotated.broken) == (used, 0)
    for column, lay in zip(columns, before, strict=True):
        assert not set(lay.values()) & set(lying(*column).values())
    assert [file.label for file in case.files.all()] == [LABEL, "告知书"]
    assert CasePaper.objects.get(pk=paper.pk).proof == PROOF
    assert case.parties.get(role="third_party").postcode == POSTCODE


def delivered(office, case: Case) -> CasePaper:
    """Return a paper of a case that arrived."""
    about = {
        "template": "notice",
        "template_version": "1",
        "title": "告知书",
        "number": "1号",
        "dated": date(2025, 9, 25),
    }
    paper = CasePaper.objects.create(case=case, document=filed(office, case, "告知书"), **about)
    return deliver_paper(actor=office.officer, paper=paper, way="post", arrived_on=date(2025, 9, 29), proof=PROOF)


def test_who_took_a_letter_lies_sealed(office):
    case = office.open()
    paper = delivered(office, case)
    assert CasePaper.objects.get(pk=paper.pk).proof == PROOF
    assert not [table for table in TABLES if "EMS" in raw(table) or "王五" in raw(table)]
