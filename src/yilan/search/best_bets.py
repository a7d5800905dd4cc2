"""Pages that editors put above the results of a question."""

from dataclasses import dataclass

from yilan.search.models import BestBet


@dataclass(frozen=True)
class Bet:
    """One such page."""

    title: str
    address: str


def bets_for(folded: str) -> list[Bet]:
    """Return the pages that editors have chosen for a folded question: one query."""
    rows = BestBet.objects.filter(folded=folded).values_list("title", "address") if folded else []
    return [Bet(title, address) for title, address in rows]
