"""What Wagtail itself may do with a record: let its officers write drafts; nothing that would go around our verbs."""

from wagtail.models import PagePermissionTester

from yilan.accounts.models import Role
from yilan.accounts.queries import holds


class RecordPermissions(PagePermissionTester):
    """Closes Wagtail's own publish, unpublish, delete, move, copy, lock and privacy for records, for everyone."""

    def can_edit(self) -> bool:
        """Officers of the owning agency edit its records."""
        return bool(self.user.is_active and holds(self.user, Role.OFFICER, self.page.specific.agency))

    def _closed(self, *_args: object, **_kwargs: object) -> bool:
        return False

    can_delete = can_unpublish = can_publish = can_submit_for_moderation = can_set_view_restrictions = _closed
    can_unschedule = can_lock = can_unlock = can_publish_subpage = can_reorder_children = can_move = can_copy = _closed
    can_move_to = can_copy_to = can_view_revisions = can_add_subpage = _closed
