"""Reads the command line, finds the command, and turns every error into one line and exit code 1."""

import argparse
import os
import sys
from collections.abc import Sequence
from importlib.metadata import version
from pathlib import Path

from yilan.cli.commands import COMMANDS
from yilan.cli.errors import words
from yilan.cli.parsing import Parser

EPILOG = "Each command has its own --help. Everything that a site owns lies in its home folder."


def build_parser() -> Parser:
    """Return the parser of the whole command line. It imports nothing of Django, so that --help comes at once."""
    common = Parser(add_help=False)
    common.add_argument(
        "--home", metavar="DIR", type=Path, default=argparse.SUPPRESS, help="the site's home folder (default ./var)"
    )
    common.add_argument(
        "--debug", action="store_true", default=argparse.SUPPRESS, help="show where an error arose, not only what it is"
    )
    parser = Parser(prog="yilan", description="Yilan (一览), open government.", epilog=EPILOG, parents=[common])
    parser.add_argument("--version", action="version", version=f"yilan {version('yilan')}")
    commands = parser.add_subparsers(dest="command", metavar="COMMAND", required=True, parser_class=Parser)
    for command in COMMANDS:
        sub = commands.add_parser(command.NAME, help=command.HELP, description=command.HELP, parents=[common])
        command.add_arguments(sub)
        sub.set_defaults(run=command.run)
    return parser


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and return its exit code."""
    options = build_parser().parse_args(arguments)
    if "home" in options:
        os.environ["YILAN_HOME"] = str(options.home)
    try:
        code: int = options.run(options)
        sys.stdout.flush()
    except BrokenPipeError:  # whoever read our output has gone; nothing is to be said to nobody
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 1
    except KeyboardInterrupt:
        return 130
    except Exception as error:
        if "debug" in options:
            raise
        print(f"yilan {options.command}: {words(error)}", file=sys.stderr)
        return 1
    return code


if __name__ == "__main__":
    sys.exit(main())
