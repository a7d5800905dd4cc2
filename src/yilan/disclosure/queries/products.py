"""What the back office asks of guides and catalogues."""

from dataclasses import dataclass

from yilan.accounts.models import Role, User
from yilan.disclosure.models import CatalogueVersion, GuideVersion
from yilan.disclosure.queries.reach import reached_agencies
from yilan.organizations.models import Agency

KEEPERS = (Role.OFFICER, Role.LEADER, Role.INFORMATION_OFFICE)


@dataclass(frozen=True)
class Products:
    """An agency with its newest guide and catalogue; None where there is none yet."""

    agency: Agency
    guide: GuideVersion | None
    catalogue: CatalogueVersion | None


def products_of(user: User) -> list[Products]:
    """Return the agencies whose products the user keeps: three queries besides those for the roles."""
    agencies = list(reached_agencies(user, *KEEPERS))
    # In descending order of age the newest comes last and stays in the dictionary.
    guides = {row.agency_id: row for row in GuideVersion.objects.defer("content").order_by("number")}
    catalogues = {row.agency_id: row for row in CatalogueVersion.objects.defer("content").order_by("number")}
    return [Products(agency, guides.get(agency.pk), catalogues.get(agency.pk)) for agency in agencies]
