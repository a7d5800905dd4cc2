"""Files for spreadsheets: Chinese is read as Chinese, numbers as numbers, and no text acts as a formula."""

import csv
from datetime import date
from decimal import Decimal
from io import BytesIO, StringIO

import pytest
from openpyxl import load_workbook

from yilan.core.sheets import as_csv, as_xlsx

LINES = [["名称", "金额"], ["低保资金", Decimal("12.50")], [], [date(2023, 3, 1), None]]
HOSTILE = ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1"]


def test_csv_is_utf8_with_a_mark():
    content = as_csv(LINES)
    assert content.startswith(b"\xef\xbb\xbf")
    assert list(csv.reader(StringIO(content.decode("utf-8-sig")))) == [
        ["名称", "金额"], ["低保资金", "12.50"], [], ["2023-03-01", ""],
    ]  # fmt: skip


@pytest.mark.parametrize("text", HOSTILE)
def test_no_text_acts_as_a_formula(text):
    (line,) = csv.reader(StringIO(as_csv([[text, -5]]).decode("utf-8-sig"), newline=""))
    assert line == [f"'{text}", "-5"]
    cell = load_workbook(BytesIO(as_xlsx({"表": [[text]]}))).worksheets[0]["A1"]
    assert cell.data_type == "s"


def test_a_workbook_has_a_sheet_for_each_name():
    book = load_workbook(BytesIO(as_xlsx({"甲" * 40: LINES, "乙": [["一"]]})))
    assert book.sheetnames == ["甲" * 31, "乙"]
    sheet = book.worksheets[0]
    assert [sheet["A2"].value, sheet["B2"].value] == ["低保资金", 12.5]
    assert sheet.column_dimensions["A"].width > sheet.column_dimensions["B"].width
