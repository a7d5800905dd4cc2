"""What was charged for requests: noticed, paid, waived, never paid."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from yilan.access.figures.histories import FEE_NOTIFIED, FEE_PAID, FEE_UNPAID, FEE_WAIVED, History, rules
from yilan.casework.folding import unfold

ROWS = ("brought_in", "notified", "paid", "waived", "unpaid", "dropped", "pending")
COLUMNS = ("requests", "amount")
Fees = dict[str, dict[str, int | Decimal]]
SETTLED = {FEE_PAID: "paid", FEE_UNPAID: "unpaid", FEE_WAIVED: "waived"}


@dataclass(slots=True)
class ChargedFee:
    """A fee of a request in yuan: noticed on a day, and how and when that came to an end.

    `how`: a row of the table; `dropped` where the request ended or went on without payment.
    """

    amount: Decimal
    notified_on: date
    settled_on: date | None = None
    how: str = ""

    def rows_in(self, year: int) -> tuple[str, ...]:
        """Return the rows in which it counts in a year: how it came in, and how it went out."""
        if self.notified_on.year > year or (self.settled_on is not None and self.settled_on.year < year):
            return ()
        came = "notified" if self.notified_on.year == year else "brought_in"
        return came, self.how if self.settled_on is not None and self.settled_on.year == year else "pending"


def charged_fees(history: History) -> Iterator[ChargedFee]:
    """Yield the fees of a request. What is waived without a notice was noticed and waived on one day."""
    open_fee: ChargedFee | None = None
    for event, _standing in unfold(rules(), history.events):
        if event.kind == FEE_NOTIFIED or (event.kind == FEE_WAIVED and open_fee is None):
            open_fee = ChargedFee(Decimal(str(event.facts.get("amount") or 0)), event.on)
        if open_fee is not None and event.kind != FEE_NOTIFIED and (how := _settles(event.kind)):
            open_fee.settled_on, open_fee.how = event.on, how
            yield open_fee
            open_fee = None
    if open_fee is not None:
        yield open_fee


def _settles(kind: str) -> str:
    """Return how an event brings an open fee to its end; empty when it leaves it open."""
    return SETTLED.get(kind) or ("dropped" if rules().events[kind].to else "")
