"""Requests of the same applicant, found without opening anything."""

from django.db.models import Q

from yilan.casework.models import Case, PartyRole


def same_applicant(case: Case) -> Q:
    """Return the condition for cases whose applicant is that of a case, told by the blind indexes.

    The same document is the same person; where one of them stated none, the same name with the same telephone.
    """
    found = Q(pk__in=[])
    for party in case.parties.filter(role=PartyRole.APPLICANT):
        mine = Q(parties__role=PartyRole.APPLICANT)
        if party.identity_index:
            found |= Q(mine, parties__identity_index=party.identity_index)
        if party.name_index and party.phone_index:
            named = Q(mine, parties__name_index=party.name_index, parties__phone_index=party.phone_index)
            found |= Q(named, parties__identity_index="") if party.identity_index else named
    return found
