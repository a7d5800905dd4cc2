"""What a case consists of."""

from yilan.casework.models.case import Case
from yilan.casework.models.event import CaseEvent
from yilan.casework.models.file import CaseFile
from yilan.casework.models.paper import CasePaper
from yilan.casework.models.party import Party, PartyKind, PartyRole
from yilan.casework.models.words import EventWords

__all__ = ["Case", "CaseEvent", "CaseFile", "CasePaper", "EventWords", "Party", "PartyKind", "PartyRole"]
