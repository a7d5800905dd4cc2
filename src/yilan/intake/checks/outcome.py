"""What comes out of looking into a file."""

from dataclasses import dataclass


class Bad(Exception):
    """A file is refused; `code` is one of `refusing.WORDS`."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


@dataclass(frozen=True)
class Outcome:
    """Of which kind a file is now, what was taken out of it, and whether a cleaned copy was written."""

    kind: str
    changes: tuple[str, ...] = ()
    cleaned: bool = False
