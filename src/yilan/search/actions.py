"""What editors do for the search: words that mean the same, and pages above the results."""

from typing import Any
from urllib.parse import urlsplit

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from yilan.accounts.models import Role, User
from yilan.accounts.queries import governs
from yilan.core import audit
from yilan.core.events import emit
from yilan.search.folding import fold
from yilan.search.models import BestBet, Synonyms

SHORTEST, LONGEST = 2, 40  # characters of a word
MOST = 12  # words of a group


@transaction.atomic
def add_synonyms(*, actor: User, words: list[str], source: str) -> Synonyms:
    """Let words stand for each other. Raises `PermissionDenied` outside the information office, `ValidationError`."""
    require_editor(actor)
    group = Synonyms.objects.create(words=_checked(words), source=source.strip(), edited=True)
    _note(actor, group, "synonyms:add", {"words": group.words})
    return group


@transaction.atomic
def change_synonyms(*, actor: User, group: Synonyms, words: list[str], source: str) -> Synonyms:
    """Change a group; from then on the data that came with the platform leaves it alone."""
    require_editor(actor)
    group = Synonyms.objects.select_for_update().get(pk=group.pk)
    before = group.words
    group.words, group.source, group.edited, group.retired = _checked(words), source.strip(), True, False
    group.save()
    _note(actor, group, "synonyms:change", {"before": before, "words": group.words})
    return group


@transaction.atomic
def retire_synonyms(*, actor: User, group: Synonyms) -> Synonyms:
    """Use a group no longer. It stays on the list and can be taken up again by changing it."""
    require_editor(actor)
    group = Synonyms.objects.select_for_update().get(pk=group.pk)
    group.retired = True
    group.save()
    _note(actor, group, "synonyms:retire", {"words": group.words})
    return group


@transaction.atomic
def set_best_bet(*, actor: User, question: str, title: str, address: str) -> BestBet:
    """Put a page of this site above the results of a question; setting it again changes its title."""
    require_editor(actor)
    if not fold(question):
        raise ValidationError({"question": _("Write what people search for.")})
    if not title.strip():
        raise ValidationError({"title": _("Write what the page is called.")})
    bet, _created = BestBet.objects.update_or_create(
        folded=fold(question)[:100],
        address=_own_address(address),
        defaults={"question": question.strip(), "title": title.strip()},
    )
    _note(actor, bet, "bet:set", {"question": bet.question, "address": bet.address})
    return bet


@transaction.atomic
def remove_best_bet(*, actor: User, bet: BestBet) -> None:
    """Take a page from above the results of a question."""
    require_editor(actor)
    _note(actor, bet, "bet:remove", {"question": bet.question, "title": bet.title, "address": bet.address})
    bet.delete()


def require_editor(actor: User) -> None:
    """Raise `PermissionDenied` unless the actor belongs to the information office of the district."""
    if not edits_search(actor):
        raise PermissionDenied(_("Only the district's information office may change the words of the search."))


def edits_search(user: User) -> bool:
    """Tell whether somebody keeps the words of the search."""
    return governs(user, Role.INFORMATION_OFFICE)


def _checked(words: list[str]) -> list[str]:
    """Return each word once, or raise `ValidationError`."""
    found = list({fold(word): word.strip() for word in words if fold(word)}.values())
    if not 1 < len(found) <= MOST:
        raise ValidationError({"words": _("Write two to %(most)d words, one in a line.") % {"most": MOST}})
    for word in found:
        if not SHORTEST <= len(fold(word)) <= LONGEST:
            told = _("“%(word)s” is too short or too long: a word has %(least)d to %(most)d characters.")
            raise ValidationError({"words": told % {"word": word, "least": SHORTEST, "most": LONGEST}})
    return found


def _own_address(address: str) -> str:
    """Return the path of an address of this site, or raise `ValidationError`."""
    parts = urlsplit(address.strip())
    path = parts.path + (f"?{parts.query}" if parts.query else "")
    whole = parts.scheme in {"http", "https"} and bool(parts.netloc)
    if not path.startswith("/") or path.startswith("//") or not (whole or parts.scheme == parts.netloc == ""):
        raise ValidationError({"address": _("Write the address of a page of this site, such as /contact/.")})
    return path


def _note(actor: User, subject: Any, verb: str, detail: dict[str, Any]) -> None:
    audit.record(actor=actor, action=f"search:{verb}", subject=subject, detail=detail)
    emit("SearchWordsChanged", subject, verb=verb)
