"""Days as papers write them."""

from datetime import date

FIGURES = "〇一二三四五六七八九"


def day_in_figures(day: date) -> str:
    """Return 2025年3月5日: Arabic figures without leading noughts (GB/T 9704-2012, 7.3.5)."""
    return f"{day.year}年{day.month}月{day.day}日"


def day_in_characters(day: date) -> str:
    """Return 二〇二五年三月五日, as papers before the standard of 2012 and contracts write it."""
    year = "".join(FIGURES[int(figure)] for figure in str(day.year))
    return f"{year}年{_counted(day.month)}月{_counted(day.day)}日"


def _counted(number: int) -> str:
    tens, ones = divmod(number, 10)
    return ("" if tens == 0 else "十" if tens == 1 else f"{FIGURES[tens]}十") + (FIGURES[ones] if ones else "")
