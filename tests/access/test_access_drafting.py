"""An answer is drafted whole or not at all: every fact, every file, every paper that has to have gone out before."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import timezone
from tests.access.reading import refused, words_of
from tests.factories.access import (
    RECEIVED,
    WISH,
    drafted_request,
    make_file,
    make_redacted,
    make_request,
    make_third_party,
    sample_facts,
    sign,
)

from yilan.access.actions import draft_answer, sign_answer, take_file, take_step
from yilan.access.answers import drafted_answer
from yilan.access.law.outcomes import outcomes
from yilan.access.settled import settled
from yilan.casework.models import CaseEvent, CaseFile
from yilan.core.audit.models import AuditEntry

pytestmark = [pytest.mark.django_db, pytest.mark.database, pytest.mark.usefixtures("no_pdf")]


def draft(office, case, outcome, given=(), **facts):
    values = {"actor": office.officer, "case": case, "outcome": outcome, "facts": facts, "given": given, "on": RECEIVED}
    return draft_answer(**values)


@pytest.mark.parametrize("code", ["state_secret", "third_party", "other_agency", "repeated", "publication"])
def test_every_fact_is_wanted_at_its_field(office, code):
    case = make_request(office)
    outcome = outcomes()[code]
    problems = refused(draft, office=office, case=case, outcome=code)
    assert set(problems) == {fact.code for fact in (*outcome.facts, *outcome.file_facts)}
    facts = sample_facts(code) | {outcome.facts[0].code: " "}
    problems = refused(draft, office=office, case=case, outcome=code, **facts)
    assert set(problems) == {outcome.facts[0].code}
    assert case.events.count() == 1


def test_choices_and_days_are_read(office):
    case = make_request(office)
    facts = sample_facts("three_securities") | {"danger": "面子"}
    assert set(refused(draft, office=office, case=case, outcome="three_securities", **facts)) == {"danger"}
    facts = sample_facts("repeated") | {"earlier_date": "去年"}
    assert set(refused(draft, office=office, case=case, outcome="repeated", **facts)) == {"earlier_date"}
    draft(
        office,
        case,
        "three_securities",
        **(facts | sample_facts("three_securities") | {"danger": "公共安全、社会稳定"}),
    )


def test_only_outcomes_of_the_law_of_its_day_and_none_that_a_step_makes(office):
    case = make_request(office)
    for code in ("no_special_need", "unclear_2008", "withdrawn", "not_corrected", "nothing"):
        assert "outcome" in refused(draft, office=office, case=case, outcome=code)


def test_what_has_to_go_before_has_gone_before(office):
    case = make_request(office)
    for code in ("third_party", "excessive", "still_unclear"):
        assert "outcome" in refused(draft, office=office, case=case, outcome=code, **sample_facts(code))


def test_a_bare_step_is_held_to_the_same(office):
    case = make_request(office)
    step = {"actor": office.officer, "case": case, "kind": "drafted"}
    assert "search" in refused(take_step, **step, facts={"outcome": "not_existing"})
    assert "given" in refused(take_step, **step, facts={"outcome": "provided"})


def test_full_disclosure_gives_files_and_says_which(office):
    case = make_request(office)
    assert "given" in refused(draft, office=office, case=case, outcome="provided")
    draft(office, case, "provided", given=[make_file(office, case, label="关于资金安排的通知")])
    answer = drafted_answer(case.events.all())
    assert answer.facts == {"documents": "《关于资金安排的通知》", "supply": "电子文件", "delivery": "凭查询码网上下载"}


def test_nothing_is_handed_over_with_other_answers_nor_from_other_cases(office):
    case, other = make_request(office), make_request(office)
    facts = sample_facts("not_existing")
    assert "given" in refused(
        draft, office=office, case=case, outcome="not_existing", given=[make_file(office, case)], **facts
    )
    assert "given" in refused(draft, office=office, case=case, outcome="provided", given=[make_file(office, other)])
    receipt = case.papers.get().document
    assert "given" in refused(draft, office=office, case=case, outcome="provided", given=[receipt])


def test_partial_disclosure_gives_a_checked_copy_and_never_its_original(office):
    case = make_request(office)
    facts = sample_facts("partial")
    original = make_file(office, case)

    def tell(*given):
        return refused(draft, office=office, case=case, outcome="partial", given=given, **facts)

    assert set(tell(original)) == {"given"}
    assert set(tell(make_redacted(office, original, checks=[]))) == {"given"}
    assert set(tell(make_redacted(office, original, sha256_after="0" * 64))) == {"given"}
    assert set(tell(make_redacted(office, original, sha256_before="0" * 64))) == {"given"}
    good = make_redacted(office, original)
    assert set(tell(good, original)) == {"given"}
    draft(office, case, "partial", given=[good, make_file(office, case, label="附件")], **facts)
    sign(office, case, on=RECEIVED)
    written = words_of(case.papers.last())
    assert "《资金安排文件（部分公开）》、《附件》" not in written  # the officer said which documents, and that stands
    assert "（1）第3页的身份证件号码，涉及个人隐私" in written
    assert "第十五条" in written
    original.refresh_from_db()
    assert original.shown_until is None


def test_each_part_has_its_ground_and_facts(office):
    case = make_request(office)
    given = [make_redacted(office, make_file(office, case))]

    def tell(*parts):
        facts = {**sample_facts("partial"), "parts": list(parts)}
        return refused(draft, office=office, case=case, outcome="partial", given=given, **facts)["parts"]

    assert len(tell({"what": " ", "ground": "internal_matter", "facts": {}})) == 2
    assert (
        "2"
        in tell(
            {"what": "第1页", "ground": "not_existing", "facts": {"search": "检索"}},
            {"what": "第2页", "ground": "internal_matter", "facts": {"internal_kind": "家务"}},
        )[0]
    )
    assert tell({"what": "第1页", "ground": "petition", "facts": {}})
    assert tell({"what": "第1页", "ground": "no such ground"})
    assert tell()


def test_partial_disclosure_protects_a_third_party_that_objects(office):
    case = make_request(office)
    party = make_third_party(office, case)
    asked = {"party": party, "relation": "privacy", "matter": "补助申报表"}
    office.step(case, "third_party_asked", on=RECEIVED, **asked)
    office.step(case, "third_party_answered", on=RECEIVED, party=party, answer="agrees_in_part", reason="不含证件号码")
    given = [make_redacted(office, make_file(office, case))]
    parts = [{"what": "第1页", "ground": "internal_matter", "facts": {"internal_kind": "人事管理"}}]
    facts = sample_facts("partial") | {"parts": parts}
    assert "outcome" in refused(draft, office=office, case=case, outcome="partial", given=given, **facts)
    draft(office, case, "partial", given=given, **sample_facts("partial"))


def test_four_people_stand_behind_an_answer(office):
    case = drafted_request(office, outcome="not_existing")
    with pytest.raises(PermissionDenied):
        take_step(actor=office.officer, case=case, kind="checked", facts={"opinion": "同意"}, on=RECEIVED)
    assert refused(sign_answer, actor=office.leader, case=case, on=RECEIVED)
    office.step(case, "checked", on=RECEIVED, opinion="同意")
    office.step(case, "returned", on=RECEIVED, reason="检索范围没有写明")
    assert case.state == "handling"
    drafted_request(office, case=case, outcome="not_existing")
    sign(office, case, on=RECEIVED)
    assert case.papers.filter(template="decision-unavailable").count() == 1


def test_the_applicant_takes_the_answer_until_a_day_and_that_delivers_it_once(office):
    today = timezone.localdate()
    case = drafted_request(office, outcome="provided", received=today)
    file = case.files.get(role=CaseFile.Role.ORIGINAL)
    with pytest.raises(PermissionDenied):
        take_file(file=file)
    sign(office, case)
    file.refresh_from_db()
    paper = case.papers.last()
    until = today + timedelta(days=settled().shown_days)
    assert file.shown_until == paper.document.shown_until == until
    receipt = case.papers.first()
    take_file(file=receipt.document)
    assert not case.events.filter(kind="delivered").exists()  # the receipt is no answer
    assert take_file(file=file) == b"%PDF-1.7 information"
    take_file(file=paper.document)
    (event,) = case.events.filter(kind="delivered")
    assert (event.hand, event.facts) == (CaseEvent.Hand.APPLICANT, {"way": "download"})
    paper.refresh_from_db()
    assert (paper.way, paper.arrived_on) == ("download", today)
    assert AuditEntry.objects.filter(action="casework:file:open", subject_id=str(case.pk)).count() == 3
    file.shown_until = today - timedelta(days=1)
    file.save()
    with pytest.raises(PermissionDenied):
        take_file(file=file)


def test_delivery_by_staff_needs_its_proof_and_is_noted_at_the_paper(office):
    case = drafted_request(office, outcome="not_existing", wish=WISH)
    sign(office, case, on=RECEIVED)
    posted = {"case": case, "kind": "delivered", "on": date(2025, 9, 29), "way": "post"}
    assert "proof" in refused(office.step, **posted)
    office.step(**posted, proof="EMS1234567890")
    paper = case.papers.last()
    assert (paper.way, paper.arrived_on, paper.proof) == ("post", date(2025, 9, 29), "EMS1234567890")


def test_the_officers_own_words_are_no_placeholders(office):
    case = make_request(office)
    facts = sample_facts("not_existing") | {"search": "检索了“{{ agency }}”和（（空））"}
    assert refused(lambda **v: (draft(**v), sign(office, case, on=RECEIVED)), office=office, case=case,
                   outcome="not_existing", **facts)  # fmt: skip
