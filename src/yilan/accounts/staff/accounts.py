"""Accounts: the list, one account with its appointments, and every verb on it."""

from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from yilan.accounts import actions
from yilan.accounts.authority import keeps
from yilan.accounts.models import Role, User
from yilan.accounts.queries import agencies_where, holds
from yilan.accounts.queries.people import account as account_by_key
from yilan.accounts.queries.people import accounts, appointment, appointments_of, lasts
from yilan.accounts.staff.doors import actor_of, require_administrator, require_reader
from yilan.accounts.staff.forms import (
    AccountFilterForm,
    AppointmentForm,
    DismissalForm,
    NewAccountForm,
    NewPasswordForm,
    PersonForm,
    ReasonForm,
    password_rules,
)
from yilan.organizations.days import today
from yilan.organizations.staff.form_pages import FormPage, act_at_once, form_page

PAGE = 50
form_screen = require_http_methods(["GET", "POST"])


@require_GET
def account_list(request: HttpRequest) -> HttpResponse:
    """List accounts with the roles that they hold today."""
    user = require_reader(request)
    form = AccountFilterForm(request.GET or None)
    wanted = form.cleaned_data if form.is_valid() else {}
    found = accounts(
        words=wanted.get("q", ""),
        role=wanted.get("role", ""),
        agency=wanted.get("agency", ""),
        state=wanted.get("state") or "active",
    )
    query = request.GET.copy()
    query.pop("page", None)
    context = {
        "form": form,
        "page": Paginator(found, PAGE).get_page(request.GET.get("page")),
        "query": query.urlencode(),
        "may_create": holds(user, Role.ADMINISTRATOR),
    }
    return render(request, "accounts/staff/accounts.html", context)


@require_GET
def account(request: HttpRequest, pk: int) -> HttpResponse:
    """Show an account with everything it was appointed to."""
    user = require_reader(request)
    shown = account_by_key(pk)
    rows = list(appointments_of(shown))
    other, administers = user.pk != shown.pk, holds(user, Role.ADMINISTRATOR)
    context = {
        "account": shown,
        "present": [
            (row, other and holds(user, Role.ADMINISTRATOR, row.agency)) for row in rows if lasts(row, today())
        ],
        "past": [row for row in rows if not lasts(row, today())],
        "may_keep": other and administers and keeps(user, shown),
        "may_appoint": other and administers and shown.is_active,
    }
    return render(request, "accounts/staff/account.html", context)


@sensitive_post_parameters("password")
@form_screen
def create(request: HttpRequest) -> HttpResponse:
    """Create an account together with its first appointment."""
    user = require_administrator(request)
    agencies = agencies_where(user, Role.ADMINISTRATOR)
    form = NewAccountForm(request.POST or None, agencies=agencies, initial={"since": today()})
    page = FormPage(
        _("Create an account"),
        _("Create the account"),
        reverse("accounts_people:list"),
        _("Accounts"),
        password_rules(),
    )

    def act() -> tuple[str, str]:
        values = dict(form.cleaned_data)
        term = {name: values.pop(name) for name in ("role", "agency", "since", "until")}
        with transaction.atomic():
            made = actions.create_account(actor=user, must_change_password=True, **values)
            actions.appoint(actor=user, user=made, **term)
        return _("Account created: %(name)s") % {"name": made}, _address(made)

    return form_page(request, form, page, act)


@form_screen
def change(request: HttpRequest, pk: int) -> HttpResponse:
    """Change a person's name, telephone or e-mail."""
    changing = _kept(request, pk)
    known = {name: getattr(changing, name) for name in ("display_name", "phone", "email")}
    form = PersonForm(request.POST or None, initial=known)

    def act() -> tuple[str, str]:
        changed = actions.change_account(actor=actor_of(request), user=changing, **form.cleaned_data)
        return _("Account changed: %(name)s") % {"name": changed}, _address(changed)

    return form_page(request, form, _page(changing, _("Change the account"), _("Save the changes")), act)


@form_screen
def appoint(request: HttpRequest, pk: int) -> HttpResponse:
    """Appoint a person."""
    user = require_administrator(request)
    appointed = account_by_key(pk)
    _require_other(user, appointed)
    agencies = agencies_where(user, Role.ADMINISTRATOR)
    form = AppointmentForm(request.POST or None, agencies=agencies, initial={"since": today()})

    def act() -> tuple[str, str]:
        made = actions.appoint(actor=user, user=appointed, **form.cleaned_data)
        return _("Appointed: %(name)s, %(role)s") % {
            "name": appointed,
            "role": made.get_role_display(),
        }, _address(appointed)

    return form_page(
        request, form, _page(appointed, _("Appoint %(name)s") % {"name": appointed}, _("Appoint the person")), act
    )


@form_screen
def dismiss(request: HttpRequest, pk: int, appointment_pk: int) -> HttpResponse:
    """End an appointment."""
    user = require_administrator(request)
    ending = appointment(pk, appointment_pk)
    _require_other(user, ending.user)
    if not holds(user, Role.ADMINISTRATOR, ending.agency):
        raise PermissionDenied(_("Only the administrator of this person's agencies may do this."))
    form = DismissalForm(request.POST or None)

    def act() -> tuple[str, str]:
        actions.dismiss(actor=user, appointment=ending, **form.cleaned_data)
        return _("Appointment ended: %(name)s") % {"name": ending.user}, _address(ending.user)

    heading = _("End the appointment of %(name)s as %(role)s at %(agency)s") % {
        "name": ending.user,
        "role": ending.get_role_display(),
        "agency": ending.agency.short_name,
    }
    return form_page(request, form, _page(ending.user, heading, _("End the appointment"), serious=True), act)


@sensitive_post_parameters("password")
@form_screen
def reset_password(request: HttpRequest, pk: int) -> HttpResponse:
    """Set a new password for somebody who forgot it or is locked out."""
    changing = _kept(request, pk)
    form = NewPasswordForm(request.POST or None)
    lead = _(
        "All sessions of the account end, and a lock-out is lifted. The person must choose another password at once."
    )

    def act() -> tuple[str, str]:
        actions.reset_password(actor=actor_of(request), user=changing, **form.cleaned_data)
        return _("New password set for %(name)s. Tell it in person.") % {"name": changing}, _address(changing)

    return form_page(request, form, _page(changing, _("Set a new password"), _("Set the password"), lead), act)


@form_screen
def deactivate(request: HttpRequest, pk: int) -> HttpResponse:
    """Close an account."""
    closing = _kept(request, pk)
    form = ReasonForm(request.POST or None)
    lead = _(
        "Its appointments end at once and its sessions with the next click. What the person did stays in the records."
    )

    def act() -> tuple[str, str]:
        actions.deactivate_account(actor=actor_of(request), user=closing, **form.cleaned_data)
        return _("Account deactivated: %(name)s") % {"name": closing}, _address(closing)

    page = _page(closing, _("Deactivate the account"), _("Deactivate the account"), lead, serious=True)
    return form_page(request, form, page, act)


@require_POST
def reactivate(request: HttpRequest, pk: int) -> HttpResponse:
    """Let a deactivated account in again."""
    opening = _kept(request, pk)
    return act_at_once(
        request,
        lambda: actions.reactivate_account(actor=actor_of(request), user=opening),
        _("Account is active again: %(name)s. It holds no appointment yet.") % {"name": opening},
        _address(opening),
    )


def _kept(request: HttpRequest, pk: int) -> User:
    user = require_administrator(request)
    found = account_by_key(pk)
    _require_other(user, found)
    if not keeps(user, found):
        raise PermissionDenied(_("Only the administrator of this person's agencies may do this."))
    return found


def _require_other(user: User, found: User) -> None:
    if user.pk == found.pk:
        raise PermissionDenied(_("Nobody does this to the own account; ask another administrator."))


def _address(shown: User) -> str:
    return reverse("accounts_people:account", args=[shown.pk])


def _page(shown: User, heading: str, verb: str, lead: str = "", *, serious: bool = False) -> FormPage:
    return FormPage(heading, verb, _address(shown), str(shown), lead, serious)
