from django.apps import AppConfig


class PublishingConfig(AppConfig):
    name = "yilan.publishing"

    def ready(self) -> None:
        """Listen to everything that changes what the public reads."""
        from yilan.core.events import subscribe
        from yilan.publishing import tasks  # noqa: F401 - registers the room's tasks
        from yilan.publishing.touching import CONSUMER, EVENTS

        for event in EVENTS:
            subscribe(event, CONSUMER)
