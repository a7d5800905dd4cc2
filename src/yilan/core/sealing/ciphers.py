"""The ciphers that seal. Each is authenticated: what was changed does not open."""

from collections.abc import Callable
from typing import Protocol

from cryptography.exceptions import InvalidTag, UnsupportedAlgorithm
from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.core.exceptions import ImproperlyConfigured

NONCE = 12  # bytes; what GCM is made for
TAG = 16
DEFAULT = "aes-256-gcm"


class Aead(Protocol):
    """Encrypts and decrypts with associated data; `InvalidTag` when anything was changed."""

    def encrypt(self, nonce: bytes, data: bytes, associated_data: bytes) -> bytes:
        """Return the ciphertext with its tag at the end."""

    def decrypt(self, nonce: bytes, data: bytes, associated_data: bytes) -> bytes:
        """Return the clear bytes."""


class Sm4Gcm:
    """SM4 (GB/T 32907-2016) in GCM, in the form of `cryptography`'s own AEADs (RFC 8998 has its vector)."""

    def __init__(self, key: bytes) -> None:
        self.cipher = algorithms.SM4(key)

    def encrypt(self, nonce: bytes, data: bytes, associated_data: bytes) -> bytes:
        """Return the ciphertext with its tag at the end."""
        writing = Cipher(self.cipher, modes.GCM(nonce)).encryptor()
        writing.authenticate_additional_data(associated_data)
        return writing.update(data) + writing.finalize() + writing.tag

    def decrypt(self, nonce: bytes, data: bytes, associated_data: bytes) -> bytes:
        """Return the clear bytes; nothing is returned before the tag was compared."""
        if len(data) < TAG:
            raise InvalidTag
        reading = Cipher(self.cipher, modes.GCM(nonce, data[-TAG:])).decryptor()
        reading.authenticate_additional_data(associated_data)
        return reading.update(data[:-TAG]) + reading.finalize()


# Name in tokens, to the bytes of its key and what makes it.
CIPHERS: dict[str, tuple[int, Callable[[bytes], Aead]]] = {
    DEFAULT: (32, AESGCM),
    "sm4-gcm": (16, Sm4Gcm),
}


def chosen() -> str:
    """Return the name of the cipher that seals on this site; `ImproperlyConfigured` for one that there is not."""
    from django.conf import settings

    name: str = getattr(settings, "YILAN_SEAL", DEFAULT)
    if name not in CIPHERS:
        raise ImproperlyConfigured(f"YILAN_SEAL must be one of {', '.join(CIPHERS)}, not {name}")
    if name != DEFAULT and not works(name):
        raise ImproperlyConfigured(f"YILAN_SEAL is {name}, which the OpenSSL of this machine does not have")
    return name


def works(name: str) -> bool:
    """Tell whether this machine's OpenSSL has a cipher."""
    length, make = CIPHERS[name]
    try:
        make(bytes(length)).encrypt(bytes(NONCE), b"", b"")
    except UnsupportedAlgorithm:
        return False
    return True
