"""Agencies, the people who answer for them, and the leading group."""

from typing import Any, ClassVar

from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.db import models
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page

SIX_DIGITS = RegexValidator(r"^[0-9]{6}$", _("A postcode has six digits."))
AREA_DIGITS = RegexValidator(r"^(?:[0-9]{6}|[0-9]{9}|[0-9]{12})$", _("An area code has 6, 9 or 12 digits."))


class Agency(models.Model):  # type: ignore[django-manager-missing] # upper rooms point here from untyped bases
    """A government organ or a self-governing community, with the contact set of article 12 of the Regulation."""

    class Level(models.TextChoices):
        DISTRICT = "district", _("district government")
        DEPARTMENT = "department", _("department")
        VERTICAL = "vertical", _("vertically managed agency")
        TOWN = "town", _("town")
        SUBDISTRICT = "subdistrict", _("sub-district")
        VILLAGE = "village", _("village")
        COMMUNITY = "community", _("community")

    COMMUNITIES: ClassVar = (Level.VILLAGE, Level.COMMUNITY)  # they govern themselves

    code = models.SlugField(_("code"), max_length=60, unique=True)
    name = models.CharField(_("name"), max_length=120, unique=True)
    short_name = models.CharField(_("short name"), max_length=40)
    level = models.CharField(_("level"), max_length=12, choices=Level)
    parent = models.ForeignKey(
        "self", verbose_name=_("above it"), null=True, blank=True, on_delete=models.PROTECT, related_name="children"
    )
    credit_code = models.CharField(_("unified social credit code"), max_length=18, blank=True)
    organ_code = models.CharField(_("organ code"), max_length=18, help_text=_("stands in index numbers"))
    area_code = models.CharField(_("area code"), max_length=12, validators=[AREA_DIGITS])
    index_template = models.CharField(_("index number template"), max_length=120, default="{orgcode}/{yyyy}-{seq:5}")
    functions = models.TextField(_("functions"), blank=True)
    office_name = models.CharField(_("disclosure office"), max_length=120, blank=True)
    address = models.CharField(_("postal address"), max_length=200, blank=True)
    hours = models.CharField(_("office hours"), max_length=200, blank=True)
    phone = models.CharField(_("telephone"), max_length=60, blank=True)
    fax = models.CharField(_("fax"), max_length=60, blank=True)
    email = models.EmailField(_("e-mail"), blank=True)
    postcode = models.CharField(_("postcode"), max_length=6, blank=True, validators=[SIX_DIGITS])
    superior = models.CharField(
        _("body above it"),
        max_length=200,
        blank=True,
        help_text=_(
            "Decisions on requests name it, as written, as the body to apply to for review: for the district "
            "government the government one level up, for a branch the body that reviews it."
        ),
    )
    court = models.CharField(
        _("court"),
        max_length=120,
        blank=True,
        help_text=_("Hears lawsuits against its decisions. Empty: papers speak of the court that has jurisdiction."),
    )
    review_site = models.CharField(
        _("where to apply for review online"),
        max_length=200,
        blank=True,
        help_text=_("Name and address. Empty: what the district government has entered."),
    )
    order = models.PositiveIntegerField(_("order"), default=0)
    opened_on = models.DateField(_("opened on"))
    closed_on = models.DateField(_("closed on"), null=True, blank=True)
    community_key = models.CharField(
        _("reading code of the community"),
        max_length=20,
        blank=True,
        help_text=_("posted on the community's notice board; opens its village affairs on the portal"),
    )

    class Meta:
        verbose_name = _("agency")
        verbose_name_plural = _("agencies")
        ordering: ClassVar = ["order", "code"]

    def __str__(self) -> str:
        return self.name

    @property
    def is_community(self) -> bool:
        """Whether it is a self-governing community (村民委员会组织法): no authority, but with affairs of its own.

        Nobody asks it by the Regulations (条例第二十七条).
        """
        return self.level in self.COMMUNITIES

    def clean(self) -> None:
        """Check the credit code's check character and the index number template."""
        from yilan.core.numbering.credit_codes import is_credit_code
        from yilan.core.numbering.index_numbers import IndexTemplate

        errors: dict[str, str | Promise] = {}
        if self.credit_code and not is_credit_code(self.credit_code):
            errors["credit_code"] = _("The check character does not fit; compare the code with the certificate.")
        try:
            IndexTemplate.parse(self.index_template)
        except ValueError:
            errors["index_template"] = _(
                "Use {orgcode}, {uscc}, {area}, {class}, the year {yyyy} or {yyyymm}, and {seq:5} exactly once; "
                "between them only letters, digits and / . _ - may stand."
            )
        if errors:
            raise ValidationError(errors)


class DistrictPage(Page):
    """The root of the ownership tree: one district with its agencies below it."""

    search_auto_update = False  # Wagtail keeps no index here: a job after each save would do nothing
    parent_page_types: ClassVar = ["wagtailcore.Page"]
    subpage_types: ClassVar = ["organizations.AgencyPage"]
    max_count = 1

    class Meta:
        verbose_name = _("district")

    def permissions_for_user(self, user: Any) -> Any:
        """Return what Wagtail's own screens may do with the root: nothing."""
        from yilan.organizations.page_permissions import ClosedToWagtail

        return ClosedToWagtail(user, self)


class AgencyPage(Page):
    """An agency's place in the ownership tree; its records lie below it, and permissions follow it."""

    agency = models.OneToOneField(Agency, verbose_name=_("agency"), on_delete=models.PROTECT, related_name="page")

    search_auto_update = False  # see DistrictPage
    parent_page_types: ClassVar = ["organizations.DistrictPage"]
    subpage_types: ClassVar = ["disclosure.RecordPage"]

    class Meta:
        verbose_name = _("agency page")

    def permissions_for_user(self, user: Any) -> Any:
        """Return what Wagtail's own screens may do with the page: take records of those who write for the agency."""
        from yilan.organizations.page_permissions import AgencyPagePermissions

        return AgencyPagePermissions(user, self)


class Designation(models.Model):
    """The leader who answers for disclosure in an agency, or the staff who do it (专职人员)."""

    class Kind(models.TextChoices):
        LEADER = "leader", _("designated leader")
        OFFICER = "officer", _("disclosure officer")

    agency = models.ForeignKey(Agency, verbose_name=_("agency"), on_delete=models.CASCADE, related_name="designations")
    kind = models.CharField(_("kind"), max_length=10, choices=Kind)
    person = models.CharField(_("full name"), max_length=60)
    post = models.CharField(_("post"), max_length=100, blank=True)
    phone = models.CharField(_("telephone"), max_length=60, blank=True)
    since = models.DateField(_("since"))
    until = models.DateField(_("until"), null=True, blank=True)

    class Meta:
        verbose_name = _("designation")
        verbose_name_plural = _("designations")
        ordering: ClassVar = ["agency", "kind", "id"]

    def __str__(self) -> str:
        return f"{self.person} ({self.get_kind_display()})"


class LeadingGroup(models.Model):
    """A leading group (领导小组) and the office that serves it."""

    name = models.CharField(_("name"), max_length=120, unique=True)
    duties = models.TextField(_("duties"), blank=True)
    founded_on = models.DateField(_("founded on"))
    ended_on = models.DateField(_("ended on"), null=True, blank=True)
    office_agency = models.ForeignKey(Agency, verbose_name=_("office at"), on_delete=models.PROTECT, related_name="+")

    class Meta:
        verbose_name = _("leading group")
        verbose_name_plural = _("leading groups")
        ordering: ClassVar = ["-founded_on"]

    def __str__(self) -> str:
        return self.name


class Seat(models.Model):
    """One person's place in a leading group."""

    class Post(models.TextChoices):
        CHAIR = "chair", _("head of the group")
        DEPUTY = "deputy", _("deputy head")
        MEMBER = "member", _("member")
        OFFICE = "office", _("director of the office")

    group = models.ForeignKey(LeadingGroup, verbose_name=_("group"), on_delete=models.CASCADE, related_name="seats")
    post = models.CharField(_("post in the group"), max_length=10, choices=Post)
    person = models.CharField(_("full name"), max_length=60)
    title = models.CharField(_("office held"), max_length=120)
    agency = models.ForeignKey(
        Agency, verbose_name=_("agency"), null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    order = models.PositiveIntegerField(_("order"), default=0)
    since = models.DateField(_("since"))
    until = models.DateField(_("until"), null=True, blank=True)

    class Meta:
        verbose_name = _("seat")
        verbose_name_plural = _("seats")
        ordering: ClassVar = ["group", "order", "id"]

    def __str__(self) -> str:
        return f"{self.get_post_display()} {self.person}"
