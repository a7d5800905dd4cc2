"""What the command says: help, one line for every error, exit codes, nothing of Django before it is needed."""

import subprocess
import sys

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from yilan.cli.commands import COMMANDS
from yilan.cli.errors import Refused, words
from yilan.cli.main import main

NAMES = [command.NAME for command in COMMANDS]


def refused(capsys, *arguments):
    """Return the one line of a command line that is refused."""
    with pytest.raises(SystemExit) as ended:
        main(arguments)
    assert ended.value.code == 1
    out, err = capsys.readouterr()
    assert out == ""
    assert err.count("\n") == 1
    return err


def test_the_commands_that_the_readme_knows():
    assert set(NAMES) >= {"demo", "serve", "worker", "figures", "import", "jobs", "manage"}


@pytest.mark.parametrize("name", NAMES)
def test_every_command_has_help(name, capsys):
    with pytest.raises(SystemExit) as ended:
        main([name, "--help"])
    assert ended.value.code == 0
    text = capsys.readouterr().out
    assert text.startswith(f"usage: yilan {name} ")
    assert "--home DIR" in text


def test_the_whole_has_help_that_names_every_command(capsys):
    with pytest.raises(SystemExit) as ended:
        main(["--help"])
    assert ended.value.code == 0
    text = capsys.readouterr().out
    assert all(f"    {name} " in text for name in NAMES)


def test_help_needs_nothing_of_django():
    code = (
        "import sys; from yilan.cli.main import build_parser as it; it().format_help(); print('django' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "False\n"


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        ((), "yilan: the following arguments are required: COMMAND (see yilan --help)"),
        (("serv",), "yilan: argument COMMAND: invalid choice: 'serv'"),
        (("serve", "--port", "0"), "yilan serve: argument --port: 0 is not between 1 and 65535 (see"),
        (("serve", "--port", "http"), "yilan serve: argument --port: http is not a whole number"),
        (("worker", "--lease", "0"), "yilan worker: argument --lease: 0 is less than 1"),
        (("worker", "--once", "--drain"), "yilan worker: argument --drain: not allowed with argument --once"),
        (("figures",), "yilan figures: the following arguments are required: YEAR"),
        (("figures", "20x4"), "yilan figures: argument YEAR: 20x4 is not a whole number"),
        (("import", "x.csv"), "yilan import: the following arguments are required: --as"),
    ],
)
def test_a_wrong_command_line_is_one_line(capsys, arguments, expected):
    assert refused(capsys, *arguments).startswith(expected)


@pytest.mark.parametrize(
    ("error", "expected"),
    [
        (Refused("not so"), "not so"),
        (PermissionDenied("not you"), "not you"),
        (ValidationError("too long"), "too long"),
        (ValidationError({"title": ["missing", "empty"]}), "title: missing empty"),
        (FileNotFoundError(2, "No such file", "x"), "[Errno 2] No such file: 'x'"),
        (ValueError("two\nlines"), "unexpected ValueError: two lines (--debug shows where)"),
        (KeyError(), "unexpected KeyError: KeyError (--debug shows where)"),
    ],
)
def test_every_error_is_one_line(error, expected):
    assert words(error) == expected


def test_an_error_ends_with_code_1_and_no_traceback(capsys):
    assert main(["import", "no-such-file.csv", "--as", "x", "--check"]) == 1
    assert capsys.readouterr() == ("", "yilan import: there is no file no-such-file.csv\n")


@pytest.mark.parametrize("arguments", [["--debug", "import"], ["import", "--debug"]])
def test_debug_shows_where(arguments):
    with pytest.raises(Refused):
        main([*arguments, "no-such-file.csv", "--as", "x", "--check"])


@pytest.mark.parametrize("arguments", [("--home", "{home}", "jobs"), ("jobs", "--home", "{home}")])
def test_the_home_may_be_named_before_and_after_the_command(tmp_path, ground, arguments):
    """A home that cannot be is refused in one line, which shows that it was heard."""
    (tmp_path / "file").touch()
    done = ground.yilan(*(word.format(home=tmp_path / "file") for word in arguments))
    assert done.returncode == 1
    assert done.stdout == ""
    assert done.stderr == f"yilan jobs: [Errno 17] File exists: '{tmp_path}/file'\n"


@pytest.mark.parametrize("command", [["worker"], ["jobs"], ["serve"], ["figures", "2014"]])
def test_a_database_that_is_not_up_to_date_is_named_with_the_remedy(tmp_path, ground, command):
    home = tmp_path / "new"
    done = ground.yilan("--home", str(home), *command, DATABASE_URL="")
    assert done.returncode == 1
    assert "the database is not up to date" in done.stderr
    assert f"run `yilan --home {home} manage migrate`" in done.stderr
    assert done.stderr.count("\n") == 1


def test_django_commands_with_their_options_and_errors(ground):
    done = ground.yilan("manage", "showmigrations", "core", "--plan")
    assert (done.returncode, done.stderr) == (0, "")
    assert "[X]  core.0001_initial" in done.stdout
    assert ground.yilan("manage", "showmigrations", "nothing").returncode != 0
    assert "yilan manage" in ground.yilan("manage").stdout
