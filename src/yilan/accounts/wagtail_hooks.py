"""Hooks of the accounts room into Wagtail's admin: its screens, its menu items, and the files of drafts."""

from typing import Any

from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.templatetags.static import static
from django.urls import URLPattern, URLResolver, reverse, reverse_lazy
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.documents.permissions import permission_policy

from yilan.accounts.queries import may_enter_office
from yilan.accounts.staff import urls
from yilan.accounts.staff.doors import may_read
from yilan.accounts.staff.own import speak_through_verbs

speak_through_verbs()


class ReaderItem(MenuItem):
    """A link for administrators and auditors."""

    def is_shown(self, request: HttpRequest) -> bool:
        """Show the link to those whom its page admits."""
        return may_read(request)


@hooks.register("register_admin_urls")
def staff_urls() -> list[URLPattern | URLResolver]:
    """Open the room's screens below the back office."""
    return urls.urlpatterns


@hooks.register("insert_global_admin_css")
def staff_css() -> SafeString:
    """Link the style of the room's lists."""
    return format_html('<link rel="stylesheet" href="{}">', static("accounts/people.css"))


@hooks.register("register_people_menu_item")
def accounts_item() -> MenuItem:
    """Link the accounts."""
    return ReaderItem(_("Accounts"), reverse_lazy("accounts_people:list"), "accounts", icon_name="user", order=30)


@hooks.register("register_people_menu_item")
def trail_item() -> MenuItem:
    """Link the audit trail."""
    return ReaderItem(_("Audit trail"), reverse_lazy("accounts_trail:list"), "trail", icon_name="history", order=40)


@hooks.register("register_account_menu_item")
def password_item(request: HttpRequest) -> dict[str, Any]:  # noqa: ARG001 - a hook
    """Link the password page from the page of the own account."""
    return {
        "url": reverse("accounts_own:password"),
        "label": _("Change the password"),
        "help_text": _("All other sessions of your account end."),
    }


@hooks.register("before_serve_document")
def only_those_in_office(document: Any, request: HttpRequest) -> HttpResponse | None:
    """Give out a draft's file only to those who may choose it; Wagtail alone would give it to anybody with its address.

    What is published is read from the portal, what is under review from the release's page.
    """
    if not request.user.is_authenticated or not may_enter_office(request.user):
        return redirect_to_login(request.get_full_path(), reverse("wagtailadmin_login"))
    verbs = ["add", "change", "delete", "choose"]
    if not permission_policy.user_has_any_permission_for_instance(request.user, verbs, document):
        raise PermissionDenied
    return None
