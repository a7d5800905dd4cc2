"""Which papers a step sends, to whom, and that they can be taken by the tracking code."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from yilan.access.law.decisions import GroundNotAllowed, NotAnOption
from yilan.access.law.outcomes import facts as outcome_facts
from yilan.access.law.papers import PaperWording, Paragraph, paper_wordings
from yilan.access.law.writing import FactsMissing, chinese_date
from yilan.access.papers.composing import NUMBER, composed
from yilan.access.papers.deciding import outcome_of
from yilan.access.papers.letter import Letter
from yilan.access.settled import settled
from yilan.accounts.models import User
from yilan.casework.actions import issue_paper, show_file
from yilan.casework.folding import fold
from yilan.casework.models import Case, CaseEvent, CasePaper, Party, PartyRole
from yilan.papers.errors import PaperError

DECISION = "decision"  # the paper that the outcome names


@dataclass(frozen=True)
class Draft:
    """A paper before it is issued: whose it is, and the facts that its template will be filled with."""

    letter: Letter
    facts: dict[str, Any]

    @property
    def template(self) -> str:
        """The code of its template."""
        return self.letter.wording.code

    @property
    def title(self) -> str:
        """What it is called."""
        return self.letter.wording.title

    @property
    def text(self) -> list[Paragraph]:
        """Its paragraphs in the shipped wording, with a blank for the number."""
        return self.letter.wording.text({NUMBER: _("(number when issued)"), **self.facts})


def drafts_of(case: Case, events: Sequence[CaseEvent]) -> list[Draft]:
    """Return the papers that the last of the events sends. `ValidationError` where one cannot be written.

    The step's event need not be saved: so a form shows what will go out.
    """
    drafts = []
    for letter in _letters(case, events):
        try:
            drafts.append(Draft(letter, composed(letter)))
        except FactsMissing as error:
            told = _("The paper “%(title)s” cannot be written: %(names)s is missing.")
            names = "、".join(_names(letter.wording, error.names))
            raise ValidationError(told % {"title": letter.wording.title, "names": names}) from error
        except (LookupError, GroundNotAllowed, NotAnOption) as error:
            told = _("The paper “%(title)s” cannot be written: %(why)s.")
            raise ValidationError(told % {"title": letter.wording.title, "why": error}) from error
    return drafts


def send_papers(*, actor: User | None, event: CaseEvent) -> list[CasePaper]:
    """Issue the papers of a step, and let the applicant take those that are theirs for the days that are settled."""
    case = event.case
    issued = []
    for draft in drafts_of(case, list(case.events.all())):
        try:
            paper = issue_paper(
                actor=actor,
                case=case,
                template=draft.template,
                title=draft.title,
                facts=draft.facts,
                to=draft.letter.to,
                event=event,
                on=draft.letter.dated,
            )
        except PaperError as error:
            raise ValidationError(str(error)) from error
        if draft.letter.to.role == PartyRole.APPLICANT:
            show_paper(actor=actor, paper=paper)
        issued.append(paper)
    return issued


def show_paper(*, actor: User | None, paper: CasePaper) -> None:
    """Let the applicant take a paper by the tracking code."""
    until = paper.dated + timedelta(days=settled().shown_days)
    show_file(actor=actor, file=paper.printed or paper.document, until=until)


def wordings_of(events: Sequence[CaseEvent]) -> Iterator[tuple[PaperWording, bool]]:
    """Yield the wordings that the last of the events sends, each with whether it goes to the party of the step."""
    kind = events[-1].definition
    if kind.paper == DECISION:
        yield paper_wordings()[outcome_of(events).paper], False
    elif kind.paper:
        yield paper_wordings()[kind.paper], any(fact.kind == "party" for fact in kind.facts)
    if kind.notice:
        yield paper_wordings()[kind.notice], False


def require_known_to_law(case: Case, events: Sequence[CaseEvent]) -> None:
    """Raise `ValidationError` where the law of the day of receipt knows no such paper, and so no such step."""
    day = fold(case.procedure, events).received_on
    for wording, _to_party in wordings_of(events):
        if day is not None and not wording.exists_on(day):
            told = _("The law of %(day)s, the day of receipt, knows no “%(title)s”.")
            raise ValidationError(told % {"day": chinese_date(day), "title": wording.title})


def _letters(case: Case, events: Sequence[CaseEvent]) -> Iterator[Letter]:
    if fold(case.procedure, events).received_on is None:  # withdrawn before anybody confirmed that it came
        return
    for wording, to_party in wordings_of(events):
        yield Letter(wording, case, events, _addressee(case, events[-1], to_party=to_party))


def _addressee(case: Case, event: CaseEvent, *, to_party: bool) -> Party:
    if to_party:
        return case.parties.get(pk=event.facts["party"])
    return case.parties.filter(role=PartyRole.APPLICANT).order_by("pk")[0]


def _names(wording: PaperWording, names: Sequence[str]) -> list[str]:
    labels = {fact.name: fact.label for fact in wording.facts}
    return [labels.get(name) or (outcome_facts()[name].term if name in outcome_facts() else name) for name in names]
