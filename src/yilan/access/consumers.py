"""What the access room does after what happened to a case."""

from uuid import UUID

from yilan.access.actions.notifying import notify_applicant
from yilan.casework.models import CaseEvent
from yilan.core.events.models import Event
from yilan.core.jobs import own_transactions


@own_transactions
def tell_applicant(event: Event) -> None:
    """Tell the applicant by e-mail where they left an address; once, however often it is called."""
    found = CaseEvent.objects.select_related("case__agency").get(
        case=UUID(event.subject_id), sequence=event.payload["sequence"]
    )
    notify_applicant(event=found)
