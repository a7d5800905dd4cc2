"""Sealing and opening. A token is `v1.<cipher>.<key>.<nonce>.<ciphertext>`; a sealed file has the same head."""

import base64
import binascii
import logging
import secrets
from dataclasses import dataclass
from functools import lru_cache

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from yilan.core.sealing import ciphers, keyring
from yilan.core.sealing.beginning import keys

logger = logging.getLogger(__name__)
VERSION = "v1"
LONGEST_HEAD = 64  # bytes: version, cipher, key and the line's end
_PARTS = 3


class SealBroken(Exception):
    """What was sealed does not open: it was changed, moved to another place, or its key is not here.

    Never caught to go on with something else: whoever asked gets no value.
    """


@dataclass(frozen=True)
class Head:
    """With which cipher and key something was sealed."""

    cipher: str
    kid: str

    def __str__(self) -> str:
        return f"{VERSION}.{self.cipher}.{self.kid}"


def seal(text: str, *, place: str) -> str:
    """Return a token that opens only at its place, for example `casework.party.name:<uuid>`.

    Two tokens of one text differ. `UnicodeEncodeError` for half a character (a lone surrogate).
    """
    head = newest_head()
    nonce = secrets.token_bytes(ciphers.NONCE)
    data = _encrypt(head, nonce, text.encode(), place)
    return f"{head}.{_base64(nonce)}.{_base64(data)}"


def unseal(token: str, *, place: str) -> str:
    """Return the text of a token; `SealBroken` when it was changed, moved, or its key is missing."""
    head = head_of(token)
    parts = token.split(".")[_PARTS:]
    if head is None or len(parts) != _PARTS - 1:
        raise _broken("no sealed value", place)
    return _decrypt(head, _bytes(parts[0], place), _bytes(parts[1], place), place).decode()


def seal_bytes(data: bytes, *, place: str) -> bytes:
    """Return bytes sealed as `seal` does text."""
    head = newest_head()
    nonce = secrets.token_bytes(ciphers.NONCE)
    return f"{head}\n".encode() + nonce + _encrypt(head, nonce, data, place)


def unseal_bytes(data: bytes, *, place: str) -> bytes:
    """Return the bytes that `seal_bytes` sealed; `SealBroken` as `unseal`."""
    head = head_of_bytes(data)
    if head is None:
        raise _broken("no sealed bytes", place)
    start = len(str(head)) + 1
    return _decrypt(head, data[start : start + ciphers.NONCE], data[start + ciphers.NONCE :], place)


def newest_head() -> Head:
    """Return with what is sealed now; a site's first sealing makes its keyring.

    `KeyringMissing` when it is gone or damaged.
    """
    return Head(ciphers.chosen(), keys().newest.kid)


def head_of(token: str) -> Head | None:
    """Return with what a token was sealed, None when it is no token."""
    version, _, rest = token.partition(".")
    cipher, _, rest = rest.partition(".")
    kid = rest.partition(".")[0]
    return Head(cipher, kid) if version == VERSION and cipher in ciphers.CIPHERS and kid else None


def head_of_bytes(data: bytes) -> Head | None:
    """Return with what bytes were sealed, None when they are not sealed. The first `LONGEST_HEAD` are enough."""
    line, end, _ = data[:LONGEST_HEAD].partition(b"\n")
    try:
        return head_of(line.decode("ascii")) if end else None
    except UnicodeDecodeError:
        return None


def _encrypt(head: Head, nonce: bytes, data: bytes, place: str) -> bytes:
    key = keyring.current().find(head.kid)
    if key is None:
        raise _broken(f"the key {head.kid} is not in the keyring", place)
    return _cipher(head.cipher, key.secret).encrypt(nonce, data, _associated(head, place))


def _decrypt(head: Head, nonce: bytes, data: bytes, place: str) -> bytes:
    try:
        key = keyring.current().find(head.kid)
    except keyring.KeyringMissing as error:
        raise _broken(str(error), place) from error
    if key is None:
        raise _broken(f"the key {head.kid} is not in the keyring", place)
    if len(nonce) != ciphers.NONCE:
        raise _broken("it was cut", place)
    try:
        return _cipher(head.cipher, key.secret).decrypt(nonce, data, _associated(head, place))
    except InvalidTag:
        raise _broken("it was changed or belongs elsewhere", place) from None


def _associated(head: Head, place: str) -> bytes:
    return f"{head}\n{place}".encode()


@lru_cache(maxsize=64)
def _cipher(name: str, secret: bytes) -> ciphers.Aead:
    # One secret never serves two ciphers.
    length, make = ciphers.CIPHERS[name]
    return make(HKDF(SHA256(), length, salt=None, info=f"yilan seal {name}".encode()).derive(secret))


def _broken(why: str, place: str) -> SealBroken:
    logger.error("a seal is broken at %s: %s", place, why)
    return SealBroken(f"The seal at {place} is broken: {why}")


def _base64(data: bytes) -> str:
    return base64.urlsafe_b64encode(data).rstrip(b"=").decode()


def _bytes(text: str, place: str) -> bytes:
    try:
        data = base64.b64decode(text + "=" * (-len(text) % 4), altchars=b"-_", validate=True)
    except (binascii.Error, ValueError):
        raise _broken("it was changed", place) from None
    if _base64(data) != text:  # the last character has bits that no byte needs
        raise _broken("it was changed", place)
    return data
