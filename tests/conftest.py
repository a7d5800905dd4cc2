"""What every test may count on."""

import pytest
from django.utils.translation.reloader import translation_file_changed

from yilan.core.messages import CannotCompile, compile_messages


def pytest_configure(config: pytest.Config) -> None:
    """Compile catalogues that have changed; a broken one stops the run with its place."""
    try:
        for compiled in compile_messages():
            translation_file_changed(None, compiled)  # Django has read the old one while it started
    except CannotCompile as error:
        raise pytest.UsageError(str(error)) from error
