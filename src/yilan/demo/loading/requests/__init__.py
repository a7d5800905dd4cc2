"""Loads the demonstration's requests, by the same verbs as everybody's."""

from yilan.demo.loading.requests.loading import load_requests

__all__ = ["load_requests"]
