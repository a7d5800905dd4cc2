from datetime import timedelta

from django.apps import AppConfig


class IntakeConfig(AppConfig):
    name = "yilan.intake"

    def ready(self) -> None:
        """Let the store take part in the rotation of keys, and the quarantine be emptied."""
        from yilan.core.jobs import schedule
        from yilan.core.sealing.holders import register_holder
        from yilan.intake.store import SealedFiles
        from yilan.intake.tasks import sweep

        register_holder(SealedFiles.name, SealedFiles)
        schedule("sweep-intake", sweep, every=timedelta(minutes=15))
