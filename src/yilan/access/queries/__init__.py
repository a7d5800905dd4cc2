"""What is asked of access requests."""

from yilan.access.queries.facts import RequestFacts, request_facts, request_for
from yilan.access.queries.similar import SimilarRequest, similar_requests

__all__ = ["RequestFacts", "SimilarRequest", "request_facts", "request_for", "similar_requests"]
