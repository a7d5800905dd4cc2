"""Staff accounts and the roles they hold at agencies."""

from typing import Any, ClassVar

from django.contrib.auth.models import AbstractUser, UserManager
from django.db import models
from django.utils.translation import gettext_lazy as _

from yilan.organizations.models import Agency


class Accounts(UserManager["User"]):
    """Makes accounts, and never one that stands above the rules."""

    use_in_migrations = False

    def create_superuser(self, *_args: Any, **_options: Any) -> "User":
        """Refuse: rights come from appointments alone."""
        raise TypeError("This system has no superusers; appoint an administrator (accounts.actions.appoint)")


class User(AbstractUser):  # type: ignore[django-manager-missing] # Wagtail points here from untyped bases
    """A member of staff. Citizens have no accounts."""

    display_name = models.CharField(_("full name"), max_length=60)
    phone = models.CharField(_("telephone"), max_length=60, blank=True)
    must_change_password = models.BooleanField(
        _("must choose another password"),
        default=False,
        help_text=_("somebody else knows the present one; nothing else is possible before"),
    )

    objects: ClassVar[Accounts] = Accounts()

    class Meta(AbstractUser.Meta):
        verbose_name = _("account")  # type: ignore[assignment] # the stubs want str
        verbose_name_plural = _("accounts")  # type: ignore[assignment]
        constraints: ClassVar = [
            models.CheckConstraint(condition=models.Q(is_superuser=False), name="account_no_superuser")
        ]

    def __str__(self) -> str:
        return self.display_name or self.username

    @property
    def first_name(self) -> str:  # type: ignore[override] # a Chinese name has no halves
        """The name where Wagtail greets a person."""
        return self.display_name

    @property
    def last_name(self) -> str:  # type: ignore[override]
        """Nothing: the whole name stands in `first_name`."""
        return ""

    def get_full_name(self) -> str:
        """Return the name as Chinese offices write it: one word, family name first."""
        return str(self)


class Role(models.TextChoices):
    """What a person may be at an agency. A role also covers the agencies below."""

    OFFICER = "officer", _("disclosure officer")
    AGENCY_CHECKER = "agency_checker", _("agency checker")
    SECRECY_REVIEWER = "secrecy_reviewer", _("secrecy reviewer")
    INFORMATION_OFFICE = "information_office", _("information office")
    INSPECTOR = "inspector", _("inspector")
    LEADER = "leader", _("leader")
    AUDITOR = "auditor", _("auditor")
    ADMINISTRATOR = "administrator", _("administrator")


class Appointment(models.Model):
    """A person holds a role at an agency for a time."""

    user = models.ForeignKey(User, verbose_name=_("person"), on_delete=models.PROTECT, related_name="appointments")
    role = models.CharField(_("role"), max_length=20, choices=Role)
    agency = models.ForeignKey(Agency, verbose_name=_("agency"), on_delete=models.PROTECT, related_name="appointments")
    since = models.DateField(_("since"))
    until = models.DateField(_("until"), null=True, blank=True)

    class Meta:
        verbose_name = _("appointment")
        verbose_name_plural = _("appointments")
        ordering: ClassVar = ["user", "role"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["user", "role", "agency"], condition=models.Q(until=None), name="appointment_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.user} {self.get_role_display()} {self.agency.short_name}"
