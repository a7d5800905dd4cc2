"""Personal data at rest: values and files sealed with authenticated encryption, bound to their place."""

from yilan.core.sealing.fields import Sealed, SealedTextField
from yilan.core.sealing.indexing import blind_index
from yilan.core.sealing.tokens import SealBroken, seal, seal_bytes, unseal, unseal_bytes

__all__ = [
    "SealBroken",
    "Sealed",
    "SealedTextField",
    "blind_index",
    "seal",
    "seal_bytes",
    "unseal",
    "unseal_bytes",
]
