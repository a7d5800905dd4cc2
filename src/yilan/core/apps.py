from datetime import time

from django.apps import AppConfig


class CoreConfig(AppConfig):
    name = "yilan.core"

    def ready(self) -> None:
        """Declare the ground floor's audit actions and its nightly work."""
        from django.utils.translation import gettext_lazy as _

        from yilan.core import audit
        from yilan.core.jobs import schedule
        from yilan.core.jobs.pruning import prune
        from yilan.core.tries import prune as prune_tries

        audit.register({
            "core:job:revive": _("had a job tried again that was given up"),
            "core:job:discard": _("discarded a job that was given up"),
        })  # fmt: skip
        schedule("prune-jobs", prune, daily_at=time(3, 20))
        schedule("prune-tries", prune_tries, daily_at=time(3, 25))
