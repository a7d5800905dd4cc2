"""Places, people and records that many tests begin with, made once for all tests in a row that ask for them.

`@standing` makes a fixture of a function without arguments. What it makes stands in a transaction around those of the
tests: each test changes it at will, and its own transaction takes the changes back. Before a test that does not ask
for it, and before one that commits, it goes. So a test finds what it would find had it been made for it alone.
"""

import shutil
from collections.abc import Callable
from copy import deepcopy
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from django.core.cache import cache
from django.db import transaction
from django.test import override_settings
from pytest_django.fixtures import validate_django_db

Make = Callable[[], Any]


@dataclass
class _Standing:
    make: Make
    made: Any
    home: Path
    around: transaction.Atomic


class Stage:
    """Where at most one of them stands."""

    def __init__(self, folders: pytest.TempPathFactory) -> None:
        self.folders = folders
        self.now: _Standing | None = None

    def set_for(self, item: pytest.Item) -> None:
        """Put up what a test asks for, unless it stands; take down what it does not ask for."""
        nearest = [found[-1].func for found in item._fixtureinfo.name2fixturedefs.values()]
        # Within a transaction nothing is committed: a test that commits makes its own.
        wanted = [] if _commits(item) else [fixture.make for fixture in nearest if hasattr(fixture, "make")]
        if self.now and self.now.make not in wanted:
            self.clear()
        if wanted and not self.now:
            self._put_up(wanted[0])

    def clear(self) -> None:
        """Take down what stands."""
        if self.now:
            gone, self.now = self.now, None
            transaction.set_rollback(True)
            gone.around.__exit__(None, None, None)

    def _put_up(self, make: Make) -> None:
        home = self.folders.mktemp("standing")
        around = transaction.atomic()
        around._from_testcase = True  # within it, what must be outermost may be so, as within a test
        around.__enter__()
        try:
            with override_settings(HOME=home):
                self.now = _Standing(make, make(), home, around)
        except BaseException as error:
            around.__exit__(type(error), error, error.__traceback__)
            raise


def _commits(item: pytest.Item) -> bool:
    """Tell whether a test does without a transaction around it."""
    marker = item.get_closest_marker("django_db")
    asked = {"transactional_db", "live_server"}.intersection(item.fixturenames)
    return bool(asked) or (marker is not None and validate_django_db(marker)[0])


def standing(make: Make) -> Any:
    """Make a fixture of what makes something: it comes as new, in a home of the test's own."""

    def given(stage: Stage, db: None, settings: Any, tmp_path: Path) -> Any:
        settings.HOME = tmp_path
        if stage.now is None or stage.now.make is not make:  # asked for on the way, or beside another one
            return make()
        cache.clear()
        shutil.copytree(stage.now.home, tmp_path, dirs_exist_ok=True)
        return deepcopy(stage.now.made)

    given.make = make
    given.__doc__ = make.__doc__
    return pytest.fixture(given, name=make.__name__)
