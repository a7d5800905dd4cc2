"""What every test may count on."""

import compile_messages
import pytest
from django.utils.translation.reloader import translation_file_changed
from problem import SOURCE


def pytest_configure(config: pytest.Config) -> None:
    """Compile catalogues that have changed; a broken one stops the run with its place."""
    try:
        for catalogue in filter(compile_messages.stale, sorted(SOURCE.rglob("*.po"))):
            compiled = compile_messages.compile_catalogue(catalogue)
            translation_file_changed(None, compiled)  # Django has read the old one while it started
    except ValueError as error:
        raise pytest.UsageError(str(error)) from error
