"""The rulebook: the rules of open government, with the duties that they found."""

from collections import defaultdict
from dataclasses import dataclass

from django.db.models import QuerySet

from yilan.disclosure.models import Publication, RuleDuty, Validity
from yilan.disclosure.queries.published.places import records_in

RULES = "rules"  # the column 政府信息公开制度 of the disclosure platform
LIVING = (Validity.IN_FORCE, Validity.AMENDED, Validity.NOT_YET)


@dataclass(frozen=True)
class Rule:
    """A rule with the duties that it founds."""

    publication: Publication
    duties: list[RuleDuty]


@dataclass(frozen=True)
class Rulebook:
    """The rules that hold, and those that once held."""

    living: list[Rule]
    history: list[Rule]


def rules() -> QuerySet[Publication]:
    """Return the rules: the standing public records in the column of rules, in the order in which they were written."""
    return records_in(RULES).order_by("written_on", "id")


def rulebook() -> Rulebook:
    """Return all rules: two queries."""
    found = list(rules())
    duties = defaultdict(list)
    keys = [publication.record_id for publication in found]
    for duty in RuleDuty.objects.filter(record__in=keys).select_related("holder").order_by("record", "sort_order"):
        duties[duty.record_id].append(duty)
    read = [Rule(publication, duties[publication.record_id]) for publication in found]
    return Rulebook(
        [rule for rule in read if rule.publication.validity in LIVING],
        [rule for rule in read if rule.publication.validity not in LIVING],
    )
