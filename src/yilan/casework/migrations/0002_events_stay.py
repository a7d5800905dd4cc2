"""What happened stays: the database itself refuses to change an event of a case, and PostgreSQL to delete one.

On SQLite a trigger against deletion would also stand in the way of emptying a database (`flush`), which deletes row
by row there; the model refuses in both.
"""

from typing import Any

from django.db import migrations

MESSAGE = "an event of a case never changes"
STATEMENTS = {
    "sqlite": [
        f"""CREATE TRIGGER casework_event_stays BEFORE UPDATE ON casework_caseevent
            BEGIN SELECT RAISE(ABORT, '{MESSAGE}'); END""",
    ],
    "postgresql": [
        f"""CREATE FUNCTION casework_event_stays() RETURNS trigger LANGUAGE plpgsql AS $$
            BEGIN RAISE EXCEPTION '{MESSAGE}' USING ERRCODE = 'check_violation'; END $$""",
        """CREATE TRIGGER casework_event_stays BEFORE UPDATE OR DELETE ON casework_caseevent
            FOR EACH ROW EXECUTE FUNCTION casework_event_stays()""",
    ],
}
UNDO = {
    "sqlite": ["DROP TRIGGER casework_event_stays"],
    "postgresql": [
        "DROP TRIGGER casework_event_stays ON casework_caseevent",
        "DROP FUNCTION casework_event_stays",
    ],
}


def run_all(statements: dict[str, list[str]]) -> Any:
    def run(_apps: Any, schema_editor: Any) -> None:
        for statement in statements[schema_editor.connection.vendor]:
            schema_editor.execute(statement)

    return run


class Migration(migrations.Migration):
    dependencies = [("casework", "0001_initial")]
    operations = [migrations.RunPython(run_all(STATEMENTS), run_all(UNDO))]
