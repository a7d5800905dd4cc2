"""Every paper that a procedure names has a template, and every template is filled by the step that sends it."""

from datetime import date

import pytest
from tests.access.reading import refused
from tests.factories.access import RECEIVED, make_request

from yilan.access.law.outcomes import outcomes
from yilan.access.law.papers import paper_wordings
from yilan.access.papers.composing import OWN
from yilan.access.papers.letter import COMMON
from yilan.access.papers.sending import DECISION
from yilan.casework.procedures import procedures
from yilan.intake.queries import open_kept
from yilan.papers.registry import all_shipped, shipped

ROOM = [procedures()[code] for code in ("access", "records_correction", "disclosure_complaint")]
NAMED = {paper for rules in ROOM for kind in rules.events.values() for paper in (kind.paper, kind.notice) if paper}
DECIDING = {outcome.paper for outcome in outcomes().values()}
BY_VERB = {"delivery-receipt"}


def test_every_paper_of_a_procedure_has_a_template_and_every_wording_a_step():
    assert NAMED - {DECISION} <= set(all_shipped())
    assert (NAMED - {DECISION}) | DECIDING | BY_VERB == set(paper_wordings())


def test_every_wording_is_composed_by_its_own_or_as_a_decision():
    assert set(paper_wordings()) - set(OWN) == DECIDING | BY_VERB


@pytest.mark.parametrize("code", sorted(paper_wordings()))
def test_a_template_says_what_the_wording_says(code):
    wording, template = paper_wordings()[code], shipped(code)
    assert template.name == wording.title
    assert [line.partition("] ")[2] for line in template.text.splitlines()] == [one.text for one in wording.paragraphs]
    assert {fact.name for fact in template.facts} == {fact.name for fact in wording.facts}


def test_what_goes_to_others_never_takes_what_is_known_of_the_applicant():
    others = {kind.paper for rules in ROOM for kind in rules.events.values()
              if kind.paper and any(fact.kind == "party" for fact in kind.facts)}  # fmt: skip
    assert others == {
        "third-party-letter", "third-party-confirmation", "override", "joint-maker", "assistance",
    }  # fmt: skip
    for code in others:
        taken = {fact.name for fact in paper_wordings()[code].facts} & set(COMMON)
        assert taken <= {"agency", "addressee", "you", "request_number", "request_content", "contact", "issued_on"}
    assert "request_content" not in {
        fact.name for code in others - {"assistance"} for fact in paper_wordings()[code].facts
    }


@pytest.mark.django_db
@pytest.mark.database
def test_a_paper_is_filed_as_docx_and_as_pdf(office):
    paper = make_request(office).papers.get()
    assert open_kept(paper.document.stored).read(4) == b"PK\x03\x04"
    assert open_kept(paper.printed.stored).read(5) == b"%PDF-"
    assert paper.printed.shown_until is not None
    assert paper.template_version == shipped("receipt").version


@pytest.mark.django_db
@pytest.mark.database
@pytest.mark.usefixtures("no_pdf")
def test_a_step_whose_paper_cannot_be_written_does_not_happen(office):
    case = make_request(office)
    facts = {"grounds": ["content_unclear"], "items": "（（请填写））", "until": date(2025, 10, 20)}
    assert "请填写" in str(refused(office.step, case=case, kind="correction_asked", on=RECEIVED, **facts))
    case.refresh_from_db()
    assert (case.state, case.events.count(), case.papers.count()) == ("handling", 1, 1)
