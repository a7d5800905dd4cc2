"""What is looked at before the site starts: every procedure is whole, and every list that it names is offered."""

from typing import Any

from django.core import checks

from yilan.casework.choices import is_offered
from yilan.casework.procedures import ProcedureDataError, procedures


@checks.register("casework")
def procedures_are_whole(**_options: Any) -> list[checks.CheckMessage]:
    """Report a procedure that contradicts itself or names choices that no room offers."""
    try:
        found = procedures().values()
    except ProcedureDataError as error:
        return [checks.Error(str(error), id="casework.E001")]
    return [
        checks.Error(f"{one.code}: no room offers the choices {fact.choices} of {kind.code}", id="casework.E002")
        for one in found
        for kind in one.events.values()
        for fact in kind.facts
        if fact.choices and not is_offered(fact.choices)
    ]
