from dataclasses import dataclass, field


@dataclass(frozen=True)
class Problem:
    """What is wrong where: the row as a person counts it (the first row of data in a sheet is 2), field and message."""

    row: int
    field: str
    message: str


@dataclass(frozen=True)
class ImportReport:
    """The outcome of an import or of its check."""

    records: int
    problems: list[Problem] = field(default_factory=list)
    run: int | None = None

    @property
    def ok(self) -> bool:
        """Whether nothing was found wrong."""
        return not self.problems
