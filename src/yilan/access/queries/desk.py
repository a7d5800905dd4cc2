"""What the officer's desk asks: one case with its parts, and the agencies and people that its forms offer."""

from typing import Any
from uuid import UUID

from django.db.models import QuerySet
from django.http import Http404
from django.shortcuts import get_object_or_404

from yilan.access.likeness import same_applicant
from yilan.access.models import Request
from yilan.accounts.models import User
from yilan.accounts.queries import agencies_where, holders
from yilan.casework.authority import READERS, may_read
from yilan.casework.models import Case, CaseFile, CasePaper, Party
from yilan.casework.procedures import Procedure
from yilan.casework.queries import case_for
from yilan.organizations.models import Agency


def case_at(user: User, uuid: UUID, *, noted: bool = False) -> Case:
    """Return a case that the user may open; `Http404` without one, `PermissionDenied` for another agency's.

    `noted`: the reading stands in the audit trail. Forms on a case that was opened are not noted again.
    """
    try:
        return case_for(user, uuid, noted=noted)
    except Case.DoesNotExist as error:
        raise Http404 from error


def case_numbered(user: User, number: str) -> Case | None:
    """Return the case with a number, where the user may open it; None without a number."""
    found = Case.objects.select_related("agency").filter(number=number).first() if number else None
    return found if found is not None and may_read(user, found) else None


def case_of_submission(key: str) -> Case | None:
    """Return the case that a form has made already; None before it was sent."""
    return Case.objects.filter(submission_key=key).first()


def description_of(case: Case) -> Request | None:
    """Return what somebody asks for, in their words; None where nothing was written down."""
    return Request.objects.filter(case=case).first()


def mergeable_with(case: Case) -> list[Case]:
    """Return the other requests of the same applicant at the same agency into which a case can go."""
    taking = case.procedure.events["took_in"].from_
    found = Case.objects.filter(same_applicant(case), agency=case.agency, procedure_code=case.procedure_code)
    return list(found.filter(state__in=taking).exclude(pk=case.pk).distinct())


def party_of(case: Case, uuid: UUID) -> Party:
    """Return a party of a case, or raise `Http404`."""
    return get_object_or_404(Party, case=case, pk=uuid)


def file_of(case: Case, pk: int) -> CaseFile:
    """Return a file of a case, or raise `Http404`."""
    return get_object_or_404(CaseFile.objects.select_related("stored", "case__agency"), case=case, pk=pk)


def files_of(case: Case) -> list[CaseFile]:
    """Return the files of a case in the order in which they came, without its papers, which are listed apart."""
    return list(case.files.exclude(role=CaseFile.Role.PAPER).select_related("stored", "party"))


def paper_of(case: Case, pk: int) -> CasePaper:
    """Return a paper of a case, or raise `Http404`."""
    return get_object_or_404(CasePaper.objects.select_related("case__agency"), case=case, pk=pk)


def papers_of(case: Case) -> list[CasePaper]:
    """Return the papers of a case in their order."""
    return list(case.papers.select_related("to", "document__stored", "printed__stored"))


def readable_agencies(user: Any) -> QuerySet[Agency]:
    """Return the agencies whose cases the user may open, open ones and closed."""
    return _where(user, READERS)


def registering_agencies(user: Any, rules: Procedure) -> QuerySet[Agency]:
    """Return the open agencies for which the user may enter what came in."""
    roles = {role for kind in rules.events.values() if kind.opens for role in kind.roles}
    return _where(user, roles).filter(closed_on=None).exclude(level__in=Agency.COMMUNITIES)


def handlers_for(case: Case) -> QuerySet[User]:
    """Return the people to whom the case can be given."""
    return handlers_at(case.agency, case.procedure.handling_roles)


def handlers_at(agency: Agency, roles: Any) -> QuerySet[User]:
    """Return the people who hold one of the roles for an agency."""
    found = User.objects.none()
    for role in roles:
        found |= holders(role, agency)
    return found.order_by("display_name").distinct()


def person_by_key(pk: int) -> User:
    """Return a person, also one who has gone, or raise `Http404`."""
    return get_object_or_404(User, pk=pk)


def years_of_cases(user: Any, code: str) -> list[int]:
    """Return the years in which cases of a procedure came to the agencies that the user reads, the newest first."""
    found = Case.objects.filter(procedure_code=code, agency__in=readable_agencies(user).values("pk"))
    return [day.year for day in found.dates("received_on", "year", order="DESC")]


def _where(user: Any, roles: Any) -> QuerySet[Agency]:
    agencies = Agency.objects.none()
    for role in roles:
        agencies |= agencies_where(user, role)
    return agencies
