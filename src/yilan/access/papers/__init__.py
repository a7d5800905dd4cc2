"""Papers of access requests: composed from the case, issued with the step that sends them."""

from yilan.access.papers.sending import Draft, drafts_of, send_papers

__all__ = ["Draft", "drafts_of", "send_papers"]
