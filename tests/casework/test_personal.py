"""Personal data lie sealed, show masked, and open one field at a time with a purpose."""

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from tests.casework.reading import raw

from yilan.casework.actions import add_party, reveal
from yilan.casework.models import Party
from yilan.casework.personal import index_of, masked
from yilan.casework.queries import case_by_code
from yilan.casework.tracking import shown
from yilan.core.audit.models import AuditEntry

PLANTED = ("张小明", "13912345678", "640105199001011234")


@pytest.mark.database
def test_nothing_of_a_person_lies_open_in_the_database(office):
    case = office.open()
    code = case.tracking_code
    for table in ("casework_party", "casework_case", "casework_caseevent", "core_auditentry"):
        rows = raw(table)
        assert not [value for value in (*PLANTED, code) if value in rows]
    party = Party.objects.get(case=case)
    assert (party.name, party.phone, party.identity_number) == PLANTED


def test_lists_show_too_little_to_find_anybody(office):
    party = office.open().parties.get()
    assert masked(party, "name") == "张**"
    assert masked(party, "phone") == "139****5678"
    assert masked(party, "identity_number") == "640***********1234"
    party.email, party.address = "xiaoming@example.org", "宁夏银川市西夏区某某巷3号"
    assert masked(party, "email") == "x***@example.org"
    assert masked(party, "address") == "宁夏银川市西****"
    party.address = "怀远西路1号"
    assert masked(party, "address") == "怀远西****"
    assert masked(party, "fax") == ""
    party.kind, party.name = "commercial", "银川某某有限公司"
    assert masked(party, "name") == "银川某某有限公司"
    party.phone = "110"
    assert masked(party, "phone") == "***"


def test_opening_a_field_needs_a_purpose_and_leaves_a_row(office):
    party = office.open().parties.get()
    with pytest.raises(ValidationError) as refused:
        reveal(actor=office.officer, party=party, field="phone", purpose="  ")
    assert "purpose" in refused.value.message_dict
    for actor in (office.inspector, office.stranger):
        with pytest.raises(PermissionDenied):
            reveal(actor=actor, party=party, field="phone", purpose="看看")
    with pytest.raises(ValidationError):
        reveal(actor=office.officer, party=party, field="case_id", purpose="看看")
    assert not AuditEntry.objects.filter(action="casework:party:reveal").exists()
    assert reveal(actor=office.officer, party=party, field="phone", purpose="电话确认收到") == PLANTED[1]
    entry = AuditEntry.objects.get(action="casework:party:reveal")
    assert entry.detail == {"party": str(party.pk), "field": "phone"}
    assert entry.told == {"party": str(party.pk), "field": "phone", "purpose": "电话确认收到"}
    assert not [value for value in PLANTED if value in str(entry.told)]


def test_the_same_person_is_found_again_however_written(office):
    party = office.open().parties.get()
    assert index_of("party.identity", " 640105 19900101 1234") == party.identity_index
    assert index_of("party.phone", "139-1234-5678") == party.phone_index
    assert index_of("party.phone", "13912345679") != party.phone_index
    assert index_of("party.name", "张小明") != index_of("party.phone", "张小明")
    assert index_of("party.phone", "  ") == ""


def test_a_party_needs_a_name(office):
    case = office.open()
    with pytest.raises(ValidationError) as refused:
        add_party(actor=office.officer, case=case, role="third_party", kind="commercial", fields={"name": " "})
    assert "name" in refused.value.message_dict
    with pytest.raises(PermissionDenied):
        add_party(actor=office.stranger, case=case, role="third_party", kind="natural", fields={"name": "某"})


def test_the_code_finds_its_case_and_no_other(office):
    first, second = office.open(), office.open()
    assert case_by_code(shown(first.tracking_code).lower()) == first
    assert case_by_code(second.tracking_code) == second
    assert case_by_code("3333-3333-3333") is None
    assert case_by_code("") is None
