"""What the screens of editors read."""

from django.db.models import QuerySet
from django.shortcuts import get_object_or_404

from yilan.search.models import BestBet, Synonyms


def synonym_groups(words: str = "") -> list[Synonyms]:
    """Return the groups with a word that holds a text, the newest first: one query."""
    groups = Synonyms.objects.order_by("retired", "-changed_at", "-id")
    return [group for group in groups if any(words in word for word in group.words)]


def group_by_key(pk: int) -> Synonyms:
    """Return a group, or raise `Http404`."""
    return get_object_or_404(Synonyms, pk=pk)


def best_bets() -> QuerySet[BestBet]:
    """Return all recommended pages by their questions."""
    return BestBet.objects.order_by("folded", "id")


def bet_by_key(pk: int) -> BestBet:
    """Return a recommended page, or raise `Http404`."""
    return get_object_or_404(BestBet, pk=pk)
