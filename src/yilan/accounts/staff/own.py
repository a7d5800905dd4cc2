"""The own account: the password page, and Wagtail's page of the own account speaking through our verbs."""

from typing import Any

from django.contrib.auth import update_session_auth_hash
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods
from wagtail.admin.views import account

from yilan.accounts.actions import change_own_password
from yilan.accounts.staff.doors import actor_of
from yilan.accounts.staff.forms import OwnNameForm, OwnPasswordForm
from yilan.organizations.staff.form_pages import FormPage, form_page


@sensitive_post_parameters()
@require_http_methods(["GET", "POST"])
def password(request: HttpRequest) -> HttpResponse:
    """Choose another password; the present session goes on, all others end."""
    user = actor_of(request)
    form = OwnPasswordForm(request.POST or None)
    lead = (
        _("Somebody else set your present password. Choose one that only you know; then your work opens.")
        if user.must_change_password
        else _("All other sessions of your account end.")
    )
    page = FormPage(
        _("Choose a password"), _("Change the password"), reverse("wagtailadmin_account"), _("My account"), lead
    )

    def act() -> tuple[str, str]:
        changed = change_own_password(
            actor=user,
            old_password=form.cleaned_data["old_password"],
            new_password=form.cleaned_data["new_password"],
        )
        update_session_auth_hash(request, changed)
        return _("Password changed."), reverse("wagtailadmin_home")

    return form_page(request, form, page, act)


def speak_through_verbs() -> None:
    """Let Wagtail's page of the own account change names by our verb; passwords have their own page, pictures none."""
    account.NameEmailSettingsPanel.form_class = OwnNameForm
    account.AvatarSettingsPanel.is_active = _never
    account.ChangePasswordPanel.is_active = _never


def _never(_panel: Any) -> bool:
    return False
