#!/usr/bin/env python
"""Draw every procedure of the site into docs/procedures/: `python tools/procedures.py [--check]`."""

import argparse
import os
import sys
from pathlib import Path

FOLDER = Path(__file__).parent.parent / "docs" / "procedures"


def main() -> int:
    """Write the pages, or with --check tell which differ from their data."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--check", action="store_true", help="write nothing; fail when a page is not as its data")
    check = parser.parse_args().check
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "yilan.settings.test")
    import django

    django.setup()
    from yilan.casework.procedures import procedures
    from yilan.casework.procedures.drawing import drawn

    FOLDER.mkdir(exist_ok=True)
    stale = []
    for one in procedures().values():
        page, text = FOLDER / f"{one.code}.md", drawn(one)
        if page.exists() and page.read_text(encoding="utf-8") == text:
            continue
        stale.append(page.name)
        if not check:
            page.write_text(text, encoding="utf-8")
    if check and stale:
        print(f"docs/procedures: {', '.join(stale)} not as the data say; run tools/procedures.py", file=sys.stderr)
    return int(check and bool(stale))


if __name__ == "__main__":
    raise SystemExit(main())
