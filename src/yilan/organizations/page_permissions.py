"""What Wagtail itself may do with the pages of the ownership tree: take new records below an open agency."""

from wagtail.models import PagePermissionTester


class ClosedToWagtail(PagePermissionTester):
    """Closes every door of Wagtail's page screens, for everyone: districts and agencies change through verbs only."""

    def _closed(self, *_args: object, **_kwargs: object) -> bool:
        return False

    can_edit = can_delete = can_unpublish = can_publish = can_submit_for_moderation = can_set_view_restrictions = (
        _closed
    )
    can_unschedule = can_lock = can_unlock = can_publish_subpage = can_reorder_children = can_move = can_copy = _closed
    can_move_to = can_copy_to = can_view_revisions = _closed

    def can_add_subpage(self) -> bool:
        """Refuse new pages below."""
        return False


class AgencyPagePermissions(ClosedToWagtail):
    """Lets those who write for an open agency begin records below it."""

    def can_add_subpage(self) -> bool:
        """Ask who writes for the agency today; Wagtail's groups follow the appointments, but not to the hour."""
        from yilan.organizations.authority import may_write

        agency = self.page.specific.agency
        return bool(self.user.is_active and agency.closed_on is None and may_write(self.user, agency))
