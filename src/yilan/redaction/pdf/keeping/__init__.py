"""Keeps pages that need no blackening: written anew from what is drawn, and nothing else comes along.

Whatever is not known to be harmless raises `Unclean`, and the page is drawn anew as a picture.
"""


class Unclean(Exception):
    """A page cannot be cleaned; the reason is a key of `words.DRAWN_ANEW`."""

    @property
    def reason(self) -> str:
        """Return why."""
        return str(self.args[0])
