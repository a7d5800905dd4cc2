from pathlib import Path

from django.apps import AppConfig


class AccessConfig(AppConfig):
    name = "yilan.access"

    def ready(self) -> None:
        """Bring the room's procedures and lists to the engine, and its tasks to the worker."""
        from yilan.access import tasks  # noqa: F401 - registers the room's tasks
        from yilan.access.offering import offer_choices
        from yilan.casework.procedures import register_procedures

        register_procedures(Path(__file__).parent / "data" / "procedures")
        offer_choices()
