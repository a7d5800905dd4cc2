"""Numbers in Chinese and in Arabic figures: 第十二条 is 12条, 二〇一四年 is 2014年.

The index keeps texts as they are written; a question is asked in each spelling. So nothing written can be lost, and
quotes still mean exactly.
"""

import re

DIGITS = "零一二三四五六七八九"
_VALUE = {digit: value for value, digit in enumerate(DIGITS)} | {"两": 2}
_UNITS = {"十": 10, "百": 100, "千": 1000}
_CHINESE = re.compile(r"[零一二三四五六七八九两十百千]+")
_FIGURES = re.compile(r"(?<!\d)\d{1,4}(?!\d)")
# What is counted or numbered: a single numeral is a number only beside one of these, for 统一 and 十分 are none.
_COUNTED = "条款项章节编号届次批年月日元万亿岁周期级户名件家个季度%"
YEAR_FIGURES = 4


def spellings(folded: str) -> list[str]:
    """Return the other ways in which the numbers of a folded text may be written, at most three."""
    others = [
        _CHINESE.sub(_to_figures, folded),
        _FIGURES.sub(_to_chinese, folded),
        _FIGURES.sub(lambda found: "".join(DIGITS[int(figure)] for figure in found[0]), folded)
        if _has_year(folded)
        else folded,
    ]
    return [one for one in dict.fromkeys(others) if one != folded]


def value_of(numeral: str) -> int | None:
    """Return the value of a Chinese numeral below ten thousand, read by place or by figure; None if it is none."""
    if not any(unit in numeral for unit in _UNITS):
        return int("".join(str(_VALUE[digit]) for digit in numeral)) if "两" not in numeral or numeral == "两" else None
    total, digit, smallest = 0, None, 10_000
    for letter in numeral:
        if letter in _UNITS:
            unit = _UNITS[letter]
            if unit >= smallest or digit == 0 or (digit is None and (letter != "十" or total)):
                return None
            total, digit, smallest = total + unit * (digit or 1), None, unit
        elif letter == "零":
            if not total or digit is not None:
                return None
        elif digit is not None:
            return None
        else:
            digit = _VALUE[letter]
    return total + (digit or 0)


def numeral_of(value: int) -> str:
    """Return a number from 0 to 9999 as it is written in documents: 12 is 十二, 105 is 一百零五."""
    if value == 0:
        return "零"
    written, gap = "", False
    for size, unit in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit = value // size % 10
        if digit:
            written += ("零" if gap and written else "") + DIGITS[digit] + unit
            gap = False
        else:
            gap = True
    return written.removeprefix("一") if written.startswith("一十") else written


def _to_figures(found: re.Match[str]) -> str:
    numeral = found[0]
    if not _is_number(found):
        return numeral
    value = value_of(numeral)
    if value is None:
        return numeral
    plain = not any(unit in numeral for unit in _UNITS)
    return str(value).zfill(len(numeral)) if plain else str(value)


def _to_chinese(found: re.Match[str]) -> str:
    return found[0] if found[0].startswith("0") and found[0] != "0" else numeral_of(int(found[0]))


def _is_number(found: re.Match[str]) -> bool:
    before, after = found.string[: found.start()], found.string[found.end() :]
    return len(found[0]) > 1 or before.endswith("第") or after[:1] in set(_COUNTED)


def _has_year(folded: str) -> bool:
    return any(len(one) == YEAR_FIGURES for one in _FIGURES.findall(folded))
