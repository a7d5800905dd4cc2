"""Tracking codes: what an applicant keeps to come back to a case without an account.

Twelve characters of 23 that nobody takes for another when reading, hearing or copying them (no 0 O, 1 I L, 2 Z, 5 S,
8 B, U V W). Eleven are drawn by chance, 49 bits; the last one checks: as 23 is a prime and every place has its own
weight, one wrong character and two swapped ones never pass.
"""

import secrets
import unicodedata

ALPHABET = "34679ACDEFGHJKMNPQRTVXY"
LENGTH = 12
GROUP = 4
_LOOKS_LIKE = str.maketrans("", "", " -—–－·\u3000\u00a0")


def new_code() -> str:
    """Return a new code, without its hyphens."""
    drawn = "".join(secrets.choice(ALPHABET) for _ in range(LENGTH - 1))
    return drawn + check_character(drawn)


def check_character(drawn: str) -> str:
    """Return the character that makes the weighted sum of all a multiple of 23."""
    total = sum(ALPHABET.index(sign) * (place + 2) for place, sign in enumerate(drawn))
    return ALPHABET[-total % len(ALPHABET)]


def read_code(text: str) -> str | None:
    """Return the code that somebody typed, whatever the case, width and hyphens; None when it is none."""
    code = unicodedata.normalize("NFKC", text).translate(_LOOKS_LIKE).upper()
    if len(code) != LENGTH or not set(code) <= set(ALPHABET):
        return None
    return code if check_character(code[:-1]) == code[-1] else None


def shown(code: str) -> str:
    """Return the code as it is printed: three groups of four."""
    return "-".join(code[start : start + GROUP] for start in range(0, LENGTH, GROUP))
