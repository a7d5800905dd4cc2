from yilan.demo.district import District
from yilan.disclosure.classification_loading import load_classification
from yilan.disclosure.models import Column
from yilan.organizations.actions import designate, form_leading_group, found_district, open_agency, seat_member
from yilan.organizations.models import Agency


def build_organisation(district: District) -> None:
    """Found the district: agencies, the leaders and officers designated in each, the leading group, the columns."""
    load_classification()
    found_district(actor=None, name=district.agencies[0].name)
    agencies: dict[str, Agency] = {}
    for entry in district.agencies:
        agencies[entry.code] = open_agency(
            actor=None,
            code=entry.code,
            name=entry.name,
            short_name=entry.short_name,
            level=entry.level,
            parent=agencies.get(entry.parent_code or ""),
            credit_code=entry.uscc,
            organ_code=entry.org_code,
            area_code=entry.area_code,
            index_template=entry.index_template,
            functions=entry.functions,
            office_name=entry.office_name,
            address=entry.address,
            hours=entry.hours,
            phone=entry.phone,
            fax=entry.fax,
            email=entry.email,
            postcode=entry.postcode,
            superior=entry.superior,
            court=entry.court,
            review_site=entry.review_site,
            opened_on=entry.opened_on,
            order=entry.sort_order,
        )
    _designate(district, agencies)
    _seat(district, agencies)
    _columns(district)


def _designate(district: District, agencies: dict[str, Agency]) -> None:
    for entry in district.designations:
        designate(
            actor=None,
            agency=agencies[entry.agency],
            kind=entry.kind,
            person=entry.person,
            post=entry.post,
            phone=entry.phone,
            since=entry.since,
        )


def _seat(district: District, agencies: dict[str, Agency]) -> None:
    entry = district.leading_group
    group = form_leading_group(
        actor=None,
        name=entry.name,
        duties=entry.duties,
        founded_on=entry.founded_on,
        office_agency=agencies[entry.office_agency],
    )
    for order, seat in enumerate(entry.seats):
        seat_member(
            actor=None,
            group=group,
            post=seat.post,
            person=seat.person,
            title=seat.title,
            agency=agencies.get(seat.agency or ""),
            since=seat.since,
            order=order,
        )


def _columns(district: District) -> None:
    made: dict[str, Column] = {}
    for entry in district.columns:
        made[entry.slug] = Column.objects.create(
            slug=entry.slug,
            name=entry.name,
            parent=made.get(entry.parent or ""),
            kind=entry.kind,
            description=entry.description,
            keywords=entry.keywords,
            column_type=entry.column_type,
            order=entry.order,
        )
