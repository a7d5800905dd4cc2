"""Amounts of money as notices write them: in figures, and in capitals that nobody can alter.

Source of the capitals: 支付结算办法 (银发〔1997〕393号), 附一 正确填写票据和结算凭证的基本规定, 一 to 三.
"""

from decimal import ROUND_HALF_UP, Decimal

DIGITS = "零壹贰叁肆伍陆柒捌玖"
PLACES = ("", "拾", "佰", "仟")
GROUPS = ("", "万", "亿")
CENT = Decimal("0.01")
MOST = Decimal(10) ** 12


def in_yuan(amount: Decimal | int) -> str:
    """Return 2,740元, or 2,740.50元 where there are cents. Raises `ValueError` for what is no amount of money."""
    value = _checked(amount)
    return f"{value:,.0f}元" if value == value.to_integral_value() else f"{value:,}元"


def in_capitals(amount: Decimal | int) -> str:
    """Return 人民币贰仟柒佰肆拾元整. Raises `ValueError` for what is no amount of money."""
    whole, cents = divmod(int(_checked(amount) * 100), 100)
    tenths, hundredths = divmod(cents, 10)
    yuan = f"{_whole(whole)}元" if whole else ""
    if not cents:
        return f"人民币{yuan or '零元'}整"
    small = (f"{DIGITS[tenths]}角" if tenths else "") + (f"{DIGITS[hundredths]}分" if hundredths else "")
    nought = "零" if yuan and (not tenths or whole % 10 == 0) else ""
    return f"人民币{yuan}{nought}{small}{'' if hundredths else '整'}"


def _checked(amount: Decimal | int) -> Decimal:
    if isinstance(amount, bool) or not isinstance(amount, Decimal | int):
        raise TypeError(f"{amount!r} is no amount: money is Decimal or int")
    value = Decimal(amount)
    if not value.is_finite() or not 0 <= value < MOST:
        raise ValueError(f"{amount} is no amount of a notice")
    rounded = value.quantize(CENT, ROUND_HALF_UP)
    if rounded != value:
        raise ValueError(f"{amount} has parts of a cent")
    return rounded


def _whole(number: int) -> str:
    """Return a whole number above nought in capitals, four digits at a time, noughts between digits told once."""
    groups = [number // 10_000**level % 10_000 for level in range(len(GROUPS))]
    told, empty = "", False
    for level in reversed(range(len(GROUPS))):
        group = groups[level]
        if group:
            told += ("零" if told and (empty or group < 1000) else "") + _four(group) + GROUPS[level]  # noqa: PLR2004 - digits
        empty = not group
    return told


def _four(group: int) -> str:
    told, gap = "", False
    for place in reversed(range(4)):
        digit = group // 10**place % 10
        if digit:
            told += ("零" if gap else "") + DIGITS[digit] + PLACES[place]
        gap = bool(told) and not digit
    return told
