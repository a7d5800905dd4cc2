"""The grid of GB/T 9704-2012 (5.2, 6): A4, a type area of 156 by 225 mm with 22 lines of 28 characters."""

from math import floor

PAGE = (210.0, 297.0)  # mm
TOP, RIGHT, BOTTOM, LEFT = 37.0, 26.0, 35.0, 28.0  # mm
TYPE_AREA = (PAGE[0] - LEFT - RIGHT, PAGE[1] - TOP - BOTTOM)  # mm
LINES, CHARACTERS = 22, 28

LINE = TYPE_AREA[1] / LINES  # mm from one line to the next
PITCH = TYPE_AREA[0] / CHARACTERS  # mm from one character to the next

SIZE_2, SIZE_3, SIZE_4, SIZE_SMALL_4 = 22.0, 16.0, 14.0, 12.0  # points of 二号, 三号, 四号, 小四
POINT = 25.4 / 72  # mm

# Word's 三号 is 5.644 mm wide and the grid 5.571. Measured with WeasyPrint 70: the exact difference, -0.073, breaks
# after 27 characters; a hundredth of a millimetre more does not show and lets 28 in.
TRACKING = PITCH - SIZE_3 * POINT - 0.01  # mm

# 信函格式 (10.1): the name 30 mm below the edge of the page, a red double line 4 mm below it and another 20 mm above
# the lower edge, both 170 mm wide.
LETTER_NAME_TOP, LETTER_LINE_GAP, LETTER_LINE_BOTTOM, LETTER_LINE_WIDTH = 30.0, 4.0, 20.0, 170.0
LETTER_NAME_SIZE = 26.0  # points
# 文件格式 (7.2.4, 7.2.7): the name 35 mm below the top of the type area, a red line 4 mm below the document number.
HEAD_NAME_TOP, HEAD_LINE_GAP = 35.0, 4.0
HEAD_NAME_SIZE = 44.0  # points
HEAD_NAME_LINES = 5  # lines of the grid from the top of the type area that the name takes
PAGE_NUMBER_GAP = 7.0  # mm from the type area to the dash beside the page number (7.5)


def twips(millimetres: float) -> int:
    """Return millimetres in Word's unit, a twentieth of a point, rounded down: a grid must not grow past its area."""
    return floor(millimetres / POINT * 20)


def width_of(text: str) -> float:
    """Return how many characters of the grid a text takes: Latin letters and digits are half as wide."""
    return sum(0.5 if one.isascii() else 1.0 for one in text)


def name_size(name: str, *, letter: bool) -> float:
    """Return the size in points of an organ's name over its paper: smaller where it would not fit into one line."""
    largest, room = (LETTER_NAME_SIZE, LETTER_LINE_WIDTH) if letter else (HEAD_NAME_SIZE, TYPE_AREA[0])
    return min(largest, floor(2 * room / POINT / max(1.0, width_of(name))) / 2)


def signature_indent(name: str, day: str) -> float:
    """Return by how many characters an organ's name is drawn in from the right to stand centred over the date.

    The date itself is drawn in by four (7.3.5.1, with a seal). A name that is too long ends at the right margin.
    """
    return max(0.0, 4.0 + (width_of(day) - width_of(name)) / 2)
