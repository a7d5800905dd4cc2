"""Records a second through `import_file`, every check on: `make bench` or `python tools/bench/import_speed.py [N]`.

Uses a home of its own in a temporary folder, on the database that `DATABASE_URL` names or on SQLite.
"""

import json
import os
import sys
import tempfile
import time
from datetime import date, timedelta
from pathlib import Path

COUNT = int(sys.argv[1]) if len(sys.argv) > 1 else 2_000
PARAGRAPH = (
    "为进一步做好全区政务公开工作，各镇、街道和部门要按照职责分工，及时、准确地公开群众关心的信息，接受社会监督。" * 4
)


def rows() -> list[dict[str, object]]:
    """Return rows of the demonstration's usual size: ten paragraphs, a table, three facets."""
    first = date(2014, 1, 2)
    return [
        {
            "key": f"row-{number}",
            "agency": "bench",
            "title": f"关于做好2014年第{number}项工作的通知",
            "columns": ["bench"],
            "genre": "tongzhi",
            "themes": ["02"],
            "statutory_item": "20-11",
            "document_number": f"西政发[2014]{number + 1}号",
            "issuers": ["bench"],
            "written_on": (first + timedelta(days=number % 300)).isoformat(),
            "published_at": (first + timedelta(days=number % 300 + 1)).isoformat(),
            "keywords": ["政务公开", "通知"],
            "body": [{"type": "paragraph", "value": f"{number}：{PARAGRAPH}"} for _ in range(10)]
            + [{"type": "table", "value": {"caption": "", "rows": [["镇", "户数"], *([["兴泾镇", str(number)]] * 9)]}}],
        }
        for number in range(COUNT)
    ]


def main() -> None:
    """Prepare a site, import, print one line."""
    home = Path(tempfile.mkdtemp(prefix="yilan-bench-"))
    os.environ.setdefault("YILAN_HOME", str(home))
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "yilan.settings.base")
    import django

    django.setup()
    from django.core.management import call_command

    call_command("migrate", verbosity=0)
    actor = prepare()
    path = home / "bench.jsonl"
    path.write_text("\n".join(json.dumps(row, ensure_ascii=False) for row in rows()), encoding="utf-8")
    from django.db import connection

    from yilan.disclosure.imports import import_file

    began = time.perf_counter()
    report = import_file(path, actor=actor, statement="bench", check_only=True)
    checked = time.perf_counter() - began
    began = time.perf_counter()
    report = import_file(path, actor=actor, statement="bench")
    took = time.perf_counter() - began
    if not report.ok:
        sys.exit(f"{report.problems[0]}")
    print(
        f"import {connection.vendor}: {COUNT} records in {took:.2f} s = {COUNT / took:.0f} records/s "
        f"(checks alone {COUNT / checked:.0f} records/s)"
    )


def prepare() -> object:
    """Make one agency, one column and one person of the information office."""
    from yilan.accounts.actions import appoint, create_account
    from yilan.accounts.models import Role
    from yilan.disclosure.classification_loading import load_classification
    from yilan.disclosure.models import Column
    from yilan.organizations.actions import found_district, open_agency

    load_classification()
    found_district(actor=None, name="测速区")
    agency = open_agency(
        actor=None,
        code="bench",
        name="测速区人民政府",
        short_name="测速区",
        level="district",
        parent=None,
        organ_code="640105001",
        area_code="640105",
        opened_on=date(2002, 10, 1),
    )
    Column.objects.create(slug="bench", name="测速", description="测速", keywords="测速", column_type="政务动态")
    actor = create_account(actor=None, username="bench", display_name="测速", password="bench-Measure-2014")  # noqa: S106 - of a home that is thrown away
    appoint(actor=None, user=actor, role=Role.INFORMATION_OFFICE, agency=agency)
    return actor


if __name__ == "__main__":
    main()
