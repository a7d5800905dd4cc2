"""Why a find may stand, and the number that somebody asks for, are sealed on older sites, and can be given back."""

from datetime import date

import pytest
from django.utils import timezone
from tests.casework.reading import raw
from tests.migrating import as_before, migrated

from yilan.access.models import AllowedFinding, Request
from yilan.accounts.models import User
from yilan.casework.models import Case, CaseFile
from yilan.core.sealing import keyring
from yilan.intake.actions import keep_bytes
from yilan.organizations.models import Agency

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.database]
BEFORE, NOW = ("access", "0005_allowed_finding"), ("access", "0008_only_sealed_reasons")
REASONS = ["王五本人同意公开", "李四已去世"]
NUMBER = "王五家的批复"


def begin(old) -> None:
    agency = Agency.objects.create(
        code="mzj", name="西夏区民政局", short_name="民政局", level="department", opened_on=date(2014, 1, 1)
    )
    case = Case.objects.create(
        number="一号", tracking_code="", tracking_index="a", procedure_code="access", channel="counter",
        agency=agency, title="", created_at=timezone.now(), state="handling",
    )  # fmt: skip
    asked = {"description": "", "supply": "paper", "delivery": "post", "sought_number": NUMBER}
    old.get_model("access", "Request").objects.create(case_id=case.pk, **asked)
    file = CaseFile.objects.create(
        case=case, role="original", stored=keep_bytes(b"x", "x.pdf", "application/pdf"), added_at=timezone.now()
    )
    person = User.objects.create(username="baomi", display_name="某某")
    for mark, reason in enumerate(REASONS):
        old.get_model("access", "AllowedFinding").objects.create(
            file_id=file.pk, mark=str(mark), reason=reason, allowed_by_id=person.pk, allowed_at=timezone.now()
        )


def test_they_are_sealed_forward_and_open_backward(settings, tmp_path):
    settings.HOME = tmp_path
    keyring.current(make=True)
    with as_before(*BEFORE) as old:
        begin(old)
        assert REASONS[0] in raw("access_allowedfinding")
        migrated(*NOW)
        lying = raw("access_allowedfinding") + raw("access_request")
        assert not [one for one in (*REASONS, NUMBER) if one in lying]
        assert [one.reason for one in AllowedFinding.objects.order_by("pk")] == REASONS
        assert Request.objects.get().sought_number == NUMBER
        back = migrated(*BEFORE)
        assert [one.reason for one in back.get_model("access", "AllowedFinding").objects.order_by("pk")] == REASONS
        assert back.get_model("access", "Request").objects.get().sought_number == NUMBER
