"""What a request costs its applicant, counted from the requests of the same month."""

from datetime import date

from django.utils import timezone

from yilan.access.law.fees import Fee, fee_methods, methods_for, processing_fee
from yilan.access.likeness import same_applicant
from yilan.access.models import Request
from yilan.casework.models import Case

PROCEDURE = "access"
BY_MONTH = "month"
MERGED = "merged"


def fee_of(case: Case, method: str, count: int, on: date | None = None) -> Fee:
    """Return the fee for so many items or pages of a request, under the law of its day of receipt.

    Items add up over the calendar month in which the applicant asked the agency. `on` counts for a request that has not
    been received. Raises `NotCharged` where that law knows no such fee, KeyError for an unknown method.
    """
    day = case.received_on or on or timezone.localdate()
    before = earlier_in_month(case, day) if fee_methods()[method].adds_up == BY_MONTH else 0
    return processing_fee(method, count, received_on=day, before=before)


def earlier_in_month(case: Case, day: date) -> int:
    """Return how many requests of the same applicant the agency received in the month of a day before this one."""
    month = Case.objects.filter(
        same_applicant(case),
        procedure_code=PROCEDURE,
        agency=case.agency,
        received_on__year=day.year,
        received_on__month=day.month,
        received_on__lte=day,
    ).exclude(outcome=MERGED)
    earlier = [
        one
        for one in month.distinct()
        if one.pk != case.pk and (one.received_on, one.created_at) < (day, case.created_at)
    ]
    return len(earlier)


def fee_choices(case: Case | None) -> list[tuple[str, str]]:
    """Return the methods of which one may be chosen for a request; all without one."""
    day = case.received_on if case else None
    if case is None or day is None:
        return [(one.code, one.term) for one in fee_methods().values()]
    request = Request.objects.filter(case=case).first()
    return [(one.code, one.term) for one in methods_for(day, supply=request.supply if request else "")]
