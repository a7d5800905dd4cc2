"""Unified social credit codes (GB 32100-2015) and organisation codes (GB 11714-1997) with their check characters."""

_CREDIT = "0123456789ABCDEFGHJKLMNPQRTUWXY"
_ORGAN = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"
_CREDIT_LENGTH, _ORGAN_LENGTH = 18, 9
_CREDIT_WEIGHTS = tuple(3**place % 31 for place in range(17))
_ORGAN_WEIGHTS = (3, 7, 9, 10, 5, 8, 4, 2)


def check_character(first17: str) -> str:
    """Return the 18th character for the first seventeen; `ValueError` for signs that no credit code has."""
    total = sum(_CREDIT.index(sign) * weight for sign, weight in zip(first17.upper(), _CREDIT_WEIGHTS, strict=True))
    return _CREDIT[(31 - total % 31) % 31]


def is_credit_code(text: str) -> bool:
    """Whether the text is a unified social credit code with a right check character."""
    code = text.strip().upper()
    if len(code) != _CREDIT_LENGTH or not set(code) <= set(_CREDIT):
        return False
    return check_character(code[:17]) == code[17]


def organ_check_character(first8: str) -> str:
    """Return the ninth character of an organisation code."""
    total = sum(_ORGAN.index(sign) * weight for sign, weight in zip(first8.upper(), _ORGAN_WEIGHTS, strict=True))
    return "0123456789X0"[11 - total % 11]


def is_organ_code(text: str) -> bool:
    """Whether the text is an organisation code (nine characters, a hyphen before the last allowed)."""
    code = text.strip().upper().replace("-", "")
    if len(code) != _ORGAN_LENGTH or not set(code[:8]) <= set(_ORGAN):
        return False
    return organ_check_character(code[:8]) == code[8]
