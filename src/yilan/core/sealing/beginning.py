"""The keyring of a site that may not have one yet."""

from yilan.core.sealing import keyring
from yilan.core.sealing.keyring import Keyring, KeyringMissing


def keys() -> Keyring:
    """Return the keyring; a site that has sealed nothing yet gets one.

    `KeyringMissing` where something is sealed already: what a second keyring seals would be lost with it as soon as the
    first is brought back.
    """
    ring = keyring.standing()
    if ring is None:
        from yilan.core.sealing.holders import anything_sealed  # holders seal

        if anything_sealed():
            raise KeyringMissing(
                f"{keyring.path()} is missing, but there are sealed values; bring it back from the backup of the keys"
            )
        ring = keyring.current(make=True)
    return ring
