"""Which procedures there are. Rooms above register the folder of their files in `apps.ready()`."""

from functools import cache
from pathlib import Path

from yilan.casework.procedures.definition import Procedure, ProcedureDataError
from yilan.casework.procedures.reading import read_procedure

_FOLDERS: list[Path] = []


def register_procedures(folder: Path) -> None:
    """Add the procedures of a folder; they are read when first asked for, and by the system check at start."""
    if folder not in _FOLDERS:
        _FOLDERS.append(folder)
        procedures.cache_clear()


@cache
def procedures() -> dict[str, Procedure]:
    """Return every procedure by its code."""
    found: dict[str, Procedure] = {}
    for folder in _FOLDERS:
        for path in sorted(folder.glob("*.toml")):
            one = read_procedure(path)
            if one.code in found:
                raise ProcedureDataError(f"{path.name}: there are two procedures {one.code}")
            found[one.code] = one
    return found


def procedure(code: str) -> Procedure:
    """Return a procedure; `LookupError` names those there are."""
    try:
        return procedures()[code]
    except KeyError as error:
        raise LookupError(f"There is no procedure {code}, only {', '.join(procedures())}") from error
