from django.apps import AppConfig


class SearchConfig(AppConfig):
    name = "yilan.search"

    def ready(self) -> None:
        """Let records be found, and register the room's tasks."""
        from yilan.search import tasks  # noqa: F401 - registers the room's tasks
        from yilan.search.kinds import register
        from yilan.search.records import RECORDS

        register(RECORDS)
