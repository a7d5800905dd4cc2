"""The stages of a release as data: who acts, and by when."""

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from yilan.accounts.models import Role
from yilan.disclosure.models.release import Release


@dataclass(frozen=True)
class Stage:
    """One stage: its code (a `Release.State`), the role that acts in it, its limit in working days, its source."""

    code: str
    role: str
    working_days: int
    source: str


@cache
def stages() -> dict[str, Stage]:
    """Return the stages in their order; raises `ValueError` where the data names an unknown state or role."""
    path = Path(__file__).parent / "data" / "stages.toml"
    found = [Stage(**entry) for entry in tomllib.loads(path.read_text(encoding="utf-8"))["stage"]]
    for stage in found:
        if stage.code not in Release.State.values or stage.role not in Role.values:
            raise ValueError(f"{path.name}: {stage.code} or {stage.role} does not exist")
    return {stage.code: stage for stage in found}
