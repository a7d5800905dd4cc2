"""The progress line: for eyes only."""

import io

from yilan.cli.progress import ProgressLine


class Terminal(io.StringIO):
    def isatty(self):
        return True


def test_a_terminal_sees_how_far_it_is_and_then_nothing():
    terminal = Terminal()
    with ProgressLine(stream=terminal) as progress:
        progress("Importing", 500, 1748)
        progress("Importing", 1748, 1748)
    assert "Importing     500 of 1,748 (28 %)" in terminal.getvalue()
    assert "Importing   1,748 of 1,748 (100 %)" in terminal.getvalue()
    assert terminal.getvalue().endswith("\r\x1b[K")


def test_a_pipe_and_json_see_nothing():
    pipe, terminal = io.StringIO(), Terminal()
    for progress in (ProgressLine(stream=pipe), ProgressLine(stream=terminal, quiet=True)):
        with progress:
            progress("Importing", 500, 1748)
    assert pipe.getvalue() == terminal.getvalue() == ""


def test_a_flood_is_not_drawn():
    terminal = Terminal()
    with ProgressLine(stream=terminal) as progress:
        for done in range(100_000):
            progress("Importing", done, 100_000)
    assert terminal.getvalue().count("Importing") < 1000
