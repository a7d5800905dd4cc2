from django.apps import AppConfig


class GroundConfig(AppConfig):
    name = "ground_apps"

    def ready(self):
        """Register the tasks, the event and its consumer."""
        import ground_tasks  # noqa: F401 - it registers on import
