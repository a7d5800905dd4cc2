"""Numbers that name a person: identity numbers, mobile numbers, bank cards. Check digits and context decide."""

import re
from collections.abc import Iterator
from datetime import date

from yilan.screening.rules import Rules

CONTEXT = 12
_CANDIDATE = re.compile(r"(?<![\dA-Za-z*])(?:\d[\d*]{9,17}[\dXx*]|1[3-9][\d*]{9})(?![\dA-Za-z*])")
_MOBILE = re.compile(r"1[3-9]\d{9}")
_ID18, _ID15, _MOBILE_DIGITS = 18, 15, 11
_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_CARD_LENGTHS = range(16, 20)
_UNION_PAY, _FOREIGN_CARD = "62", 16
_SHOWN = {"identity_number": 14, "mobile_number": 10, "bank_card": 16}

Found = tuple[str, int, int]


def find_numbers(text: str, rules: Rules) -> Iterator[Found]:
    """Yield (kind, start, end) in a text whose numbers stand without gaps."""
    for candidate in _CANDIDATE.finditer(text):
        number, start, end = candidate[0], candidate.start(), candidate.end()
        before = text[max(0, start - CONTEXT) : start]
        kind = _kind(number, before, text[end : end + 2], rules)
        if kind is not None:
            yield kind, start, end


def _kind(number: str, before: str, after: str, rules: Rules) -> str | None:
    if "*" in number:
        return _masked_kind(number)
    if _is_identity(number, before, rules):
        return "identity_number"
    if len(number) == _MOBILE_DIGITS:
        return "mobile_number" if _is_mobile(number, before, after, rules) else None
    return "bank_card" if _is_card(number, before, rules) else None


def _masked_kind(number: str) -> str | None:
    """A masked number still counts when too much of it shows."""
    kinds = {_ID18: "identity_number", _MOBILE_DIGITS: "mobile_number"}
    kind = kinds.get(len(number)) or ("bank_card" if len(number) in _CARD_LENGTHS else None)
    if kind is None:
        return None
    shown = len(number) - number.count("*")
    return kind if shown >= _SHOWN[kind] else None


def _is_identity(number: str, before: str, rules: Rules) -> bool:
    named = any(word in before for word in rules.identity_context)
    if number[:2] not in rules.provinces:
        return False
    if len(number) == _ID18:
        return _is_day(number[6:14]) and (named or identity_check(number[:17]) == number[17].upper())
    return len(number) == _ID15 and named and number.isdigit() and _is_day(f"19{number[6:12]}")


def identity_check(first17: str) -> str:
    """Return the check character of an identity number (GB 11643-1999, ISO 7064 MOD 11-2)."""
    total = sum(int(digit) * weight for digit, weight in zip(first17, _WEIGHTS, strict=True))
    return "10X98765432"[total % 11]


def _is_day(digits: str) -> bool:
    try:
        day = date(int(digits[:4]), int(digits[4:6]), int(digits[6:8]))
    except ValueError:
        return False
    return date(1900, 1, 1) <= day <= date.today()  # noqa: DTZ011 - a birthday, not a moment


def _is_mobile(number: str, before: str, after: str, rules: Rules) -> bool:
    if not _MOBILE.fullmatch(number):
        return False
    amount = any(word in before[-4:] for word in rules.amount_before) or after.startswith(rules.amount_after)
    return not amount


def _is_card(number: str, before: str, rules: Rules) -> bool:
    if len(number) not in _CARD_LENGTHS or not number.isdigit() or not luhn(number):
        return False
    if any(word in before for word in rules.card_context):
        return True
    return number.startswith(rules.card_prefixes) and (len(number) == _FOREIGN_CARD or number.startswith(_UNION_PAY))


def luhn(number: str) -> bool:
    """Whether a card number's last digit is right (ISO/IEC 7812-1)."""
    digits = [int(digit) for digit in reversed(number)]
    return (sum(digits[::2]) + sum(sum(divmod(2 * digit, 10)) for digit in digits[1::2])) % 10 == 0
