"""Records, their way through review, what the public sees of them, and the products made from them."""

from yilan.disclosure.models.classification import Column, Genre, StatutoryItem, Theme
from yilan.disclosure.models.files import RecordFile, RecordImage, RecordRendition
from yilan.disclosure.models.imports import ImportRun
from yilan.disclosure.models.products import CatalogueVersion, GuideVersion
from yilan.disclosure.models.publication import Publication, PublicationColumn, PublishedFile, Version
from yilan.disclosure.models.record import Audience, Disclosure, RecordAttachment, RecordPage, RuleDuty, Validity
from yilan.disclosure.models.release import Coordination, Release, ReleaseStep, ScreeningHit, SecrecyReview

__all__ = [
    "Audience",
    "CatalogueVersion",
    "Column",
    "Coordination",
    "Disclosure",
    "Genre",
    "GuideVersion",
    "ImportRun",
    "Publication",
    "PublicationColumn",
    "PublishedFile",
    "RecordAttachment",
    "RecordFile",
    "RecordImage",
    "RecordPage",
    "RecordRendition",
    "Release",
    "ReleaseStep",
    "RuleDuty",
    "ScreeningHit",
    "SecrecyReview",
    "StatutoryItem",
    "Theme",
    "Validity",
    "Version",
]
