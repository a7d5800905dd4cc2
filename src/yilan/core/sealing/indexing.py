"""Finding what is sealed, by equality only."""

import hashlib
import hmac
import unicodedata

from yilan.core.sealing.beginning import keys

LENGTH = 32  # hex digits


def blind_index(value: str, *, purpose: str) -> str:
    """Return 32 hex digits that equal values share and from which nobody without the key gets the value.

    Compared is what remains after NFKC, without white space and in one case. Values of different `purpose` (for example
    `party.identity_number`) never meet. Rotation does not change it: its key lies apart. Empty stays empty.
    """
    plain = normalised(value)
    if not plain:
        return ""
    secret = keys().index_secret
    own = hmac.digest(secret, f"yilan index {purpose}".encode(), hashlib.sha256)
    return hmac.digest(own, plain.encode(), hashlib.sha256).hex()[:LENGTH]


def normalised(value: str) -> str:
    """Return what of a value counts when two are compared."""
    return "".join(unicodedata.normalize("NFKC", value).split()).casefold()
