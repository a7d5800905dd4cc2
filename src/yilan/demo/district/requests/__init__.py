"""The requests that people made to the district from 2015 to this year: none of it happened."""

from yilan.demo.district.requests.generating import planned_requests
from yilan.demo.district.requests.types import PlannedRequest, PlannedStep, Subject
from yilan.demo.district.requests.ways import plain

__all__ = ["PlannedRequest", "PlannedStep", "Subject", "plain", "planned_requests"]
