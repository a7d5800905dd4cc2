"""The forms of accounts and appointments."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.contrib.auth.password_validation import password_validators_help_texts
from django.utils.translation import gettext_lazy as _

from yilan.accounts.models import Role, User
from yilan.core.audit import known_actions
from yilan.organizations.models import Agency
from yilan.organizations.queries import agency_tree
from yilan.organizations.staff.fields import INDENT, AgencyField, DayField


def password_rules() -> str:
    """Return the rules for passwords, one a line."""
    return "\n".join(password_validators_help_texts())


class PasswordBox(forms.CharField):
    """A new password, typed so that a browser may propose one."""

    widget = forms.PasswordInput(attrs={"autocomplete": "new-password"}, render_value=False)

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(strip=False, **kwargs)


class PersonForm(forms.Form):
    """What is known of a person."""

    display_name = forms.CharField(label=_("Full name"), max_length=60)
    phone = forms.CharField(label=_("Telephone"), max_length=60, required=False)
    email = forms.EmailField(label=_("E-mail"), required=False)


class AppointmentForm(forms.Form):
    """A role at an agency for a time."""

    role = forms.ChoiceField(label=_("Role"), choices=[("", _("Choose a role")), *Role.choices])
    agency = AgencyField(label=_("Agency"), help_text=_("The role also covers the agencies below it."))
    since = DayField(label=_("First day"))
    until = DayField(label=_("Last day"), required=False, help_text=_("Leave it empty when the end is not known."))

    def __init__(self, *args: Any, agencies: Iterable[Agency], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offered = self.fields["agency"]
        assert isinstance(offered, AgencyField)  # noqa: S101 - for the type checker
        offered.offer(agencies)


class NewAccountForm(AppointmentForm, PersonForm):
    """A new account with its first appointment and a first password."""

    username = forms.CharField(
        label=_("User name"),
        max_length=150,
        help_text=_("For signing in: letters, digits and - . _ only. It stays for good."),
    )
    password = PasswordBox(label=_("First password"), help_text=_("The person must choose another one at once."))

    field_order = ("username", "display_name", "phone", "email", "password", "role", "agency", "since", "until")


class NewPasswordForm(forms.Form):
    """A password that an administrator sets for somebody."""

    password = PasswordBox(label=_("New password"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["password"].help_text = password_rules()


class ReasonForm(forms.Form):
    """Why something is done that is hard to undo."""

    reason = forms.CharField(label=_("Reason"), widget=forms.Textarea(attrs={"rows": 3}))


class DismissalForm(forms.Form):
    """The last day of an appointment."""

    until = DayField(label=_("Last day"), required=False, help_text=_("Leave it empty to end the appointment at once."))


class OwnPasswordForm(forms.Form):
    """The own password, changed by whoever knows the present one."""

    old_password = forms.CharField(
        label=_("Present password"), strip=False, widget=forms.PasswordInput(attrs={"autocomplete": "current-password"})
    )
    new_password = PasswordBox(label=_("New password"))
    again = PasswordBox(label=_("New password once more"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["new_password"].help_text = password_rules()

    def clean_again(self) -> str:
        """Compare both."""
        again: str = self.cleaned_data["again"]
        if again != self.cleaned_data.get("new_password", again):
            raise forms.ValidationError(_("The two new passwords differ."))
        return again


class OwnNameForm(forms.ModelForm):
    """The own name and telephone, in Wagtail's page of the own account."""

    class Meta:
        model = User
        fields = ("display_name", "phone")

    def save(self, commit: bool = True) -> User:  # noqa: ARG002, FBT001, FBT002 - Django's signature
        """Call the verb."""
        from yilan.accounts.actions import change_own_name

        return change_own_name(actor=self.instance, **self.cleaned_data)


class AccountFilterForm(forms.Form):
    """Which accounts."""

    q = forms.CharField(label=_("Name or telephone"), required=False, widget=forms.TextInput(attrs={"type": "search"}))
    role = forms.ChoiceField(label=_("Role"), required=False, choices=[("", _("all")), *Role.choices])
    agency = forms.ChoiceField(label=_("Agency"), required=False)
    state = forms.ChoiceField(
        label=_("State"),
        required=False,
        choices=[("active", _("active")), ("deactivated", _("deactivated")), ("all", _("all"))],
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _choices(self, "agency", agency_choices())


class TrailForm(forms.Form):
    """Which rows of the trail."""

    person = forms.CharField(label=_("Person"), required=False, widget=forms.TextInput(attrs={"type": "search"}))
    action = forms.ChoiceField(label=_("Action"), required=False)
    agency = forms.ChoiceField(label=_("Agency"), required=False)
    since = DayField(label=_("From"), required=False)
    until = DayField(label=_("To"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        actions = sorted(known_actions().items(), key=lambda pair: pair[0])
        _choices(self, "action", [(name, str(words)) for name, words in actions])
        _choices(self, "agency", agency_choices())


def agency_choices() -> list[tuple[str, str]]:
    """Return codes and indented names of all agencies, closed ones included."""
    nodes = [node for top in agency_tree(closed=True) for node in top.walk()]
    return [(node.agency.code, INDENT * node.depth + node.agency.name) for node in nodes]


def _choices(form: forms.Form, name: str, rows: list[tuple[str, str]]) -> None:
    field = form.fields[name]
    assert isinstance(field, forms.ChoiceField)  # noqa: S101 - for the type checker
    field.choices = [("", _("all")), *rows]
