from typing import Any

from django.contrib.auth.models import Group
from django.db import transaction
from wagtail.models import Page, Site

from yilan.core import audit
from yilan.organizations.authority import require_keeper
from yilan.organizations.models import DistrictPage

WAGTAILS_GROUPS = ("Moderators", "Editors")  # its migrations let them publish from the root down


@transaction.atomic
def found_district(*, actor: Any | None, name: str) -> DistrictPage:
    """Make the root of the ownership tree and let the site begin there; Wagtail's welcome page and groups go.

    May be called again at every start: with the same name it changes nothing, with another it renames the root.
    """
    require_keeper(actor, None)
    home = DistrictPage.objects.first()
    changed = home is None or home.title != name
    if home is None:
        home = DistrictPage(title=name, slug="district")
        Page.get_first_root_node().add_child(instance=home)
    elif changed:
        DistrictPage.objects.filter(pk=home.pk).update(title=name, draft_title=name)
        home.refresh_from_db()
    _begin_site_at(home, name)
    _remove_welcome_page(home)
    Group.objects.filter(name__in=WAGTAILS_GROUPS).delete()
    if changed:
        audit.record(actor=actor, action="organizations:district:found", subject=home)
    return home


def _begin_site_at(home: DistrictPage, name: str) -> None:
    """Let the default site begin at the district; other sites are none of ours."""
    site = Site.objects.filter(is_default_site=True).first()
    if site is None:
        Site.objects.create(hostname="localhost", port=80, site_name=name, root_page=home, is_default_site=True)
    elif (site.root_page_id, site.site_name) != (home.pk, name):
        site.root_page, site.site_name = home, name
        site.save()


def _remove_welcome_page(home: DistrictPage) -> None:
    """Remove plain pages beside the district that no site begins at: Wagtail's migrations leave one."""
    beside = home.get_siblings(inclusive=False)
    kept = set(Site.objects.values_list("root_page", flat=True))
    for page in beside:
        if page.specific_class is Page and page.pk not in kept and not page.get_children().exists():
            page.delete()
