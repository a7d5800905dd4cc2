"""Procedures as data: states, what may happen in each, by whom, on which facts and on which law."""

from yilan.casework.procedures.definition import (
    EventKind,
    Fact,
    Procedure,
    ProcedureDataError,
    State,
)
from yilan.casework.procedures.registry import procedure, procedures, register_procedures

__all__ = [
    "EventKind",
    "Fact",
    "Procedure",
    "ProcedureDataError",
    "State",
    "procedure",
    "procedures",
    "register_procedures",
]
