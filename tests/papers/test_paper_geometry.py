"""The PDF is measured against GB/T 9704-2012: type area, grid, page number, red lines."""

import pypdfium2
import pytest
from tests.papers.conftest import DAY, MILLIMETRES, characters, red_rows

from yilan.papers.layout.css import stylesheet
from yilan.papers.layout.measures import LINE, PITCH, name_size, signature_indent
from yilan.papers.layout.styles import Form
from yilan.papers.pdf import html
from yilan.papers.pdf.setting import pdf_of
from yilan.papers.word.reading import Paragraph, Run

TOLERANCE = 0.5  # mm
FULL = "国" * (22 * 28) + "\n" + "界" * 28 * 22 + "\n" + "土" * 28


def rows(found):
    """Return the characters by their lines, from the top."""
    lines: dict[float, list[tuple[str, float]]] = {}
    for one, left, base in found:
        key = next((line for line in lines if abs(line - base) < 1), base)
        lines.setdefault(key, []).append((one, left))
    return sorted(lines.items())


def dash_of(pdf, number, side):
    """Return the left end, the height and the right end of the outer dash beside a page's number."""
    page = pypdfium2.PdfDocument(pdf)[number]
    text = page.get_textpage()
    boxes = [text.get_charbox(one) for one in range(text.count_chars()) if text.get_text_range(one, 1) == "—"]
    left, bottom, right, top = (value * MILLIMETRES for value in boxes[0 if side == "left" else -1])
    return left, page.get_height() * MILLIMETRES - (bottom + top) / 2, right


def ink(pdf, character):
    """Return the upper and the lower end of the first such character on the first page, in millimetres."""
    page = pypdfium2.PdfDocument(pdf)[0]
    text = page.get_textpage()
    place = next(one for one in range(text.count_chars()) if text.get_text_range(one, 1) == character)
    _left, bottom, _right, top = text.get_charbox(place)
    return (page.get_height() - top) * MILLIMETRES, (page.get_height() - bottom) * MILLIMETRES


@pytest.fixture(scope="module")
def full():
    blocks = [Paragraph("主送", (Run(line),)) for line in FULL.split("\n")]  # without indent; one line before the first
    return pdf_of(html.page(blocks, Form.RED_HEAD, on=DAY), stylesheet(Form.RED_HEAD))


def test_the_second_page_holds_22_lines_of_28_characters_in_the_type_area(full):
    lines = [line for line in rows(characters(full, 1)) if len(line[1]) > 10]
    assert [len(line) for _base, line in lines] == [28] * 22
    for _base, line in lines:
        for place, (_one, left) in enumerate(line):
            assert left == pytest.approx(28 + place * PITCH, abs=TOLERANCE)
        assert line[-1][1] + PITCH == pytest.approx(210 - 26, abs=TOLERANCE)
    bases = [base for base, _line in lines]
    for number, base in enumerate(bases):
        assert base == pytest.approx(bases[0] + number * LINE, abs=0.05)
    # the characters stand in the middle of their lines: as much is free above the first as below the last
    assert bases[0] > 37
    assert bases[-1] < 297 - 35


def test_page_numbers_stand_outside_7_mm_below_the_type_area(full):
    for number, (side, place) in enumerate((("right", 210 - 26 - PITCH), ("left", 28 + PITCH))):
        low = [one for one in characters(full, number) if one[2] > 262 + 1]
        text = "".join(one for one, _left, _base in low)
        assert text.replace(" ", "") == f"—{number + 1}—", side
        left, top, right = dash_of(full, number, side)
        assert (left if side == "left" else right) == pytest.approx(place, abs=TOLERANCE)
        assert top == pytest.approx(297 - 35 + 7, abs=TOLERANCE)


LETTER = (
    "[发文机关标志] 西夏区人民政府\n[发文字号] 西政函〔2025〕1号\n[标题] 关于试样的函\n"
    "[主送] 某某：\n国国\n[落款] 西夏区人民政府\n[成文日期] {{ on|day }}"
)


def test_a_letter_has_two_red_double_lines_and_no_number_on_its_first_page(paper):
    pdf = paper(LETTER).pdf
    lines = red_rows(pdf)
    assert len(lines) == 4
    for _middle, left, right in lines:
        assert (left, right) == pytest.approx((20, 190), abs=TOLERANCE)
    name_bottom = 30 + 26 * 25.4 / 72
    assert lines[0][0] == pytest.approx(name_bottom + 4, abs=TOLERANCE)
    assert lines[3][0] == pytest.approx(297 - 20, abs=TOLERANCE)
    assert "—" not in [one for one, _left, _base in characters(pdf)]
    assert characters(pdf)[0][0] == "西"  # also for whoever hears the file read
    top, _bottom = ink(pdf, "西")
    assert top == pytest.approx(30, abs=1)


def test_a_red_head_has_its_name_35_mm_down_and_a_line_4_mm_below_the_number(paper):
    pdf = paper(LETTER, Form.RED_HEAD).pdf
    lines = [line for line in red_rows(pdf) if line[2] - line[1] > 150 and line[0] > 90]
    assert len(lines) == 1
    middle, left, right = lines[0]
    assert (left, right) == pytest.approx((28, 184), abs=TOLERANCE)
    _top, lowest = ink(pdf, "函")
    assert middle == pytest.approx(lowest + 4, abs=TOLERANCE)
    highest, _bottom = ink(pdf, "西")
    assert highest == pytest.approx(37 + 35, abs=1.5)


def test_indents_signature_and_day(paper):
    found = characters(paper(LETTER).pdf)
    body = [left for one, left, _base in found if one == "国"]
    assert body[0] == pytest.approx(28 + 2 * PITCH, abs=TOLERANCE)
    day = [(left, one) for one, left, base in found if one == "日"]
    assert day[-1][0] + PITCH == pytest.approx(184 - 4 * PITCH, abs=TOLERANCE)
    last = max(base for one, _left, base in found if one == "府")
    signature = [left for one, left, base in found if abs(base - last) < 1]
    date_line = [left for one, left, base in found if abs(base - last - LINE) < 1]
    middle = (min(signature) + max(signature) + PITCH) / 2
    assert middle == pytest.approx((min(date_line) + max(date_line) + PITCH) / 2, abs=2)


def test_long_names_become_smaller_and_stay_on_the_page():
    assert name_size("西夏区人民政府", letter=True) == 26
    long = "宁夏回族自治区银川市西夏区政务公开和政务服务领导小组办公室"
    assert name_size(long, letter=True) * len(long) <= 170 / 25.4 * 72 + 0.01
    assert signature_indent("西夏区人民政府", "2025年3月5日") == 4 + (6.0 - 7) / 2
    assert signature_indent(long, "2025年3月5日") == 0
