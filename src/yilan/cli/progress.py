"""One line on the terminal that says how far long work has come."""

import sys
import time
from types import TracebackType
from typing import Self, TextIO

STEP = 0.1  # seconds between two drawings


class ProgressLine:
    """Draws on standard error, and only when a person looks: never into a file or a pipe, never beside `--json`."""

    def __init__(self, *, quiet: bool = False, stream: TextIO | None = None) -> None:
        self.stream = stream or sys.stderr
        self.shown = not quiet and self.stream.isatty()
        self.drawn_at = 0.0
        self.what = ""

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.clear()

    def __call__(self, what: str, done: int = 0, every: int = 0) -> None:
        """Say what is being done, and how much of how much."""
        now = time.monotonic()
        if not self.shown or (what == self.what and now - self.drawn_at < STEP and done != every):
            return
        self.drawn_at, self.what = now, what
        share = f" {done:>7,} of {every:,} ({100 * done // every} %)" if every > 1 else " …"
        self.stream.write(f"\r\x1b[K{what}{share}")
        self.stream.flush()

    def clear(self) -> None:
        """Take the line away."""
        if self.shown and self.what:
            self.stream.write("\r\x1b[K")
            self.stream.flush()
            self.what = ""
