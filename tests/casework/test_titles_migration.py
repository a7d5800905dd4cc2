"""Titles of files, proofs of delivery and postcodes of older sites are sealed, and can be given back in clear."""

from datetime import date

import pytest
from django.utils import timezone
from tests.casework.reading import raw
from tests.migrating import as_before, migrated

from yilan.casework.models import CaseFile, CasePaper, Party
from yilan.core.sealing import keyring
from yilan.intake.actions import keep_bytes
from yilan.organizations.models import Agency

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.database]
BEFORE, NOW = ("casework", "0005_only_sealed"), ("casework", "0008_only_sealed_titles_and_proofs")
LABEL, PROOF, POSTCODE = "王五身份证.jpg", "EMS1234567890", "750021"
TABLES = ("casework_casefile", "casework_casepaper", "casework_party")


def begin(old) -> None:
    agency = Agency.objects.create(
        code="mzj", name="西夏区民政局", short_name="民政局", level="department", opened_on=date(2014, 1, 1)
    )
    case = old.get_model("casework", "Case").objects.create(
        number="一号", tracking_code="", tracking_index="a", procedure_code="finding", channel="counter",
        agency_id=agency.pk, title="", created_at=timezone.now(), state="asking",
    )  # fmt: skip
    stored = keep_bytes(b"x", LABEL, "image/jpeg")
    about = {"role": "paper", "added_at": timezone.now()}
    file = old.get_model("casework", "CaseFile").objects.create(case=case, stored_id=stored.pk, label=LABEL, **about)
    paper = {"template": "t", "template_version": "1", "title": "告知书", "number": "1号", "dated": date(2025, 9, 25)}
    old.get_model("casework", "CasePaper").objects.create(case=case, document=file, proof=PROOF, **paper)
    old.get_model("casework", "Party").objects.create(case=case, role="applicant", name="王五", postcode=POSTCODE)


def test_they_are_sealed_forward_and_open_backward(settings, tmp_path):
    settings.HOME = tmp_path
    keyring.current(make=True)  # an older site has its keys
    with as_before(*BEFORE) as old:
        begin(old)
        assert LABEL in raw("casework_casefile")
        migrated(*NOW)
        assert not [one for one in (LABEL, PROOF, POSTCODE) for table in TABLES if one in raw(table)]
        found = (CaseFile.objects.get().label, CasePaper.objects.get().proof, Party.objects.get().postcode)
        assert found == (LABEL, PROOF, POSTCODE)
        back = migrated(*BEFORE)
        names = (("CaseFile", "label"), ("CasePaper", "proof"), ("Party", "postcode"))
        given = tuple(getattr(back.get_model("casework", model).objects.get(), name) for model, name in names)
        assert given == (LABEL, PROOF, POSTCODE)
