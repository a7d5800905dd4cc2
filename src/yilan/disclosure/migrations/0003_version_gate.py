"""The gate below the gate: the database itself refuses a version without an approving review, and any change of one."""

from typing import Any

from django.db import migrations

APPROVED = """
    SELECT 1 FROM disclosure_release r
    JOIN disclosure_secrecyreview s ON s.release_id = r.id
    WHERE r.id = NEW.release_id AND r.record_id = NEW.record_id
      AND r.content_hash = NEW.content_hash AND s.content_hash = NEW.content_hash
      AND s.conclusion = 'release' AND r.state IN ('approved', 'published')
"""
MESSAGE = "no approved release has this content"

SQLITE = [
    f"""CREATE TRIGGER disclosure_version_approved BEFORE INSERT ON disclosure_version
        WHEN NOT EXISTS ({APPROVED}) BEGIN SELECT RAISE(ABORT, '{MESSAGE}'); END""",
    """CREATE TRIGGER disclosure_version_frozen
        BEFORE UPDATE OF content, content_hash, release_id, record_id, number, published_at ON disclosure_version
        BEGIN SELECT RAISE(ABORT, 'a published version never changes'); END""",
]
POSTGRESQL = [
    f"""CREATE FUNCTION disclosure_version_approved() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN IF NOT EXISTS ({APPROVED}) THEN RAISE EXCEPTION '{MESSAGE}' USING ERRCODE = 'check_violation'; END IF;
        RETURN NEW; END $$""",
    """CREATE TRIGGER disclosure_version_approved BEFORE INSERT ON disclosure_version
        FOR EACH ROW EXECUTE FUNCTION disclosure_version_approved()""",
    """CREATE FUNCTION disclosure_version_frozen() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN RAISE EXCEPTION 'a published version never changes' USING ERRCODE = 'check_violation'; END $$""",
    """CREATE TRIGGER disclosure_version_frozen
        BEFORE UPDATE OF content, content_hash, release_id, record_id, number, published_at ON disclosure_version
        FOR EACH ROW EXECUTE FUNCTION disclosure_version_frozen()""",
]
UNDO = {
    "sqlite": ["DROP TRIGGER disclosure_version_approved", "DROP TRIGGER disclosure_version_frozen"],
    "postgresql": [
        "DROP TRIGGER disclosure_version_approved ON disclosure_version",
        "DROP FUNCTION disclosure_version_approved",
        "DROP TRIGGER disclosure_version_frozen ON disclosure_version",
        "DROP FUNCTION disclosure_version_frozen",
    ],
}


def build(apps: Any, editor: Any) -> None:
    for statement in {"sqlite": SQLITE, "postgresql": POSTGRESQL}[editor.connection.vendor]:
        editor.execute(statement)


def remove(apps: Any, editor: Any) -> None:
    for statement in UNDO[editor.connection.vendor]:
        editor.execute(statement)


class Migration(migrations.Migration):
    dependencies = [("disclosure", "0002_initial")]
    operations = [migrations.RunPython(build, remove, elidable=False)]
