"""Bringing up Django for a command."""

import gc
import os
from contextlib import suppress


def start_django() -> None:
    """Load the settings and every room. The home folder must stand in `YILAN_HOME` before."""
    import django

    from yilan.core.messages import CannotCompile, compile_messages

    # Commands whose words are English work without; `prepare` insists for those that show pages.
    with suppress(CannotCompile):
        compile_messages()
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "yilan.settings.base")
    django.setup()
    gc.freeze()  # what was loaded stays: looking through it again for garbage took a fifth of a new site's migrating
