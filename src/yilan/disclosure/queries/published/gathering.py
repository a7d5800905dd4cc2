"""Reads all that the pages of records say, for any number of them in some fifteen queries."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date
from typing import Any

from django.db.models import Q
from django.db.models.fields.json import KT

from yilan.disclosure.models import (
    Audience,
    Column,
    Publication,
    PublicationColumn,
    RecordPage,
    Release,
    ReleaseStep,
    Theme,
    Version,
)
from yilan.disclosure.queries.published.shown import Duty, Relations, Shown, Trail
from yilan.disclosure.queries.published.visible import STANDING_COMMUNITY, STANDING_PUBLIC
from yilan.organizations.models import Agency

SHOWN_OUTCOMES = (ReleaseStep.Outcome.PASSED, ReleaseStep.Outcome.PUBLISHED)


def gather(index_numbers: Iterable[str]) -> list[Shown]:
    """Return the records with these index numbers; unknown and internal ones are left out."""
    publications = _publications(Q(index_number__in=list(index_numbers)))
    if not publications:
        return []
    versions = Version.objects.in_bulk([one.version_id for one in publications])
    nearby = Nearby(publications)
    contents = [version.content for version in versions.values()]
    agencies = _agencies(_codes(contents), [*publications, *nearby.others.values()])
    themes = {theme.code: theme for theme in _themes(contents)}
    places = _places(publications)
    trails = _trails(publications, versions)
    shown = []
    for one in publications:
        content = versions[one.version_id].content
        shown.append(
            Shown(
                publication=one,
                version=versions[one.version_id],
                places=places[one.pk],
                issuers=_in_order(agencies, content["issuers"]),
                themes=[themes[code] for code in sorted(content["themes"]) if code in themes],
                duties=[Duty(duty["text"], _name(agencies, duty["holder"])) for duty in content["duties"]],
                relations=nearby.relations_of(one),
                trail=trails[one.pk],
            )
        )
    return shown


def _publications(condition: Q) -> list[Publication]:
    """Return publications without their agencies, which are read once for all."""
    found = Publication.objects.filter(condition).exclude(audience=Audience.INTERNAL)
    return list(found.select_related("genre", "statutory_item").order_by())


def _codes(contents: list[dict[str, Any]]) -> set[str]:
    issuers = {code for content in contents for code in content["issuers"]}
    return issuers | {duty["holder"] for content in contents for duty in content["duties"] if duty["holder"]}


def _agencies(codes: set[str], publications: list[Publication]) -> dict[str, Agency]:
    """Give publications their agencies and return these and those with the codes, by code."""
    keys = {one.agency_id for one in publications} | {one.community_id for one in publications} - {None}
    found = list(Agency.objects.filter(Q(pk__in=keys) | Q(code__in=codes)))
    by_key = {agency.pk: agency for agency in found}
    for one in publications:
        one.agency = by_key[one.agency_id]
        one.community = by_key.get(one.community_id or 0)
    return {agency.code: agency for agency in found}


def _in_order(agencies: dict[str, Agency], codes: list[str]) -> list[Agency]:
    """Return agencies in their own order, whatever order a content has them in."""
    return [agency for agency in agencies.values() if agency.code in codes]


def _name(agencies: dict[str, Agency], code: str | None) -> str:
    agency = agencies.get(code or "")
    return agency.name if agency else ""


def _themes(contents: list[dict[str, Any]]) -> list[Theme]:
    codes = {code for content in contents for code in content["themes"]}
    return list(Theme.objects.filter(code__in=codes)) if codes else []


def _places(publications: list[Publication]) -> dict[int, list[Column]]:
    found = PublicationColumn.objects.filter(publication__in=publications).order_by()
    pairs = list(found.values_list("publication", "column"))
    columns = Column.objects.select_related("parent").filter(pk__in={column for _publication, column in pairs})
    order = {column.pk: column for column in sorted(columns, key=lambda one: one.kind != Column.Kind.PORTAL)}
    stands = set(pairs)
    return {one.pk: [column for key, column in order.items() if (one.pk, key) in stands] for one in publications}


def _trails(publications: list[Publication], versions: dict[int, Version]) -> dict[int, Trail]:
    releases = {one.pk: versions[one.version_id].release_id for one in publications}
    kinds = dict(Release.objects.filter(pk__in=releases.values()).values_list("pk", "kind"))
    steps: defaultdict[int, list[ReleaseStep]] = defaultdict(list)
    passed = ReleaseStep.objects.filter(release__in=kinds, outcome__in=SHOWN_OUTCOMES)
    for step in passed.defer("opinion").order_by("id"):
        steps[step.release_id].append(step)
    visible = _visible_versions(publications)
    return {
        key: Trail(kinds[release] == Release.Kind.IMPORT, steps[release], visible[key])
        for key, release in releases.items()
    }


def _visible_versions(publications: list[Publication]) -> dict[int, list[Version]]:
    """Return by publication what `visible.visible_versions` returns for each."""
    by_record: defaultdict[int, list[Version]] = defaultdict(list)
    kept = Version.objects.filter(record__in=[one.record_id for one in publications])
    kept = kept.annotate(audience=KT("content__audience"), community=KT("content__community"))
    for version in kept.defer("content").order_by("-number"):
        by_record[version.record_id].append(version)
    return {one.pk: [version for version in by_record[one.record_id] if _sees(one, version)] for one in publications}


def _sees(publication: Publication, version: Any) -> bool:
    if version.audience != publication.audience:
        return False
    community = publication.audience == Audience.COMMUNITY and publication.community is not None
    return not community or version.community == publication.community.code  # type: ignore[union-attr] # see above


class Nearby:
    """The records around some records, none of them internal or withdrawn."""

    def __init__(self, publications: list[Publication]) -> None:
        keys = [one.record_id for one in publications]
        self.changed = _changed(keys)
        links = RecordPage.supersedes.through.objects.filter(Q(from_recordpage__in=keys) | Q(to_recordpage__in=keys))
        self.links: list[tuple[int, int]] = list(links.order_by("pk").values_list("from_recordpage", "to_recordpage"))
        named = {key for pair in self.links for key in pair} | {one.interprets_id for one in publications}
        named |= {by for _on, by in self.changed.values()}
        near = Q(record__in=named - {None}) | Q(interprets__in=keys)
        found = _publications((STANDING_PUBLIC | STANDING_COMMUNITY) & near)
        self.others = {one.record_id: one for one in sorted(found, key=lambda one: one.published_at)}

    def relations_of(self, publication: Publication) -> Relations:
        """Return what is around one of the records."""
        record, others = publication.record_id, self.others
        changed_on, changed_by = self.changed[record]
        return Relations(
            interprets=others.get(publication.interprets_id or 0),
            interpretations=[one for one in others.values() if one.interprets_id == record],
            supersedes=[others[new] for old, new in self.links if old == record and new in others],
            superseded_by=[others[old] for old, new in self.links if new == record and old in others],
            changed_by=others.get(changed_by or 0),
            changed_on=changed_on,
        )


def _changed(records: list[int]) -> dict[int, tuple[date | None, int | None]]:
    """Return by record since when it is no longer in force and by which record."""
    rows = RecordPage.objects.filter(pk__in=records).order_by()
    return {key: (on, by) for key, on, by in rows.values_list("pk", "validity_changed_on", "validity_changed_by")}
