"""The yearly tables: what is counted satisfies every rule, and every change of a cell is caught."""

from copy import deepcopy
from datetime import date

import pytest
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from yilan.access.law.reading import LawDataError
from yilan.access.law.tables import (
    CountedCase,
    CountedRemedy,
    as_printed,
    build_table3,
    build_table4,
    check_table,
    empty_table,
    table_definition,
)
from yilan.access.law.tables.definition import definition_from_toml

TABLE3, TABLE4 = table_definition("table3"), table_definition("table4")
KINDS = TABLE3.columns[:-1]
RESULTS = [key for key in TABLE3.keys if key not in {"new", "carried_in", "total", "carried_out"}]
ROUTES, ENDS = TABLE4.keys, TABLE4.columns[:3]
DAYS = st.dates(date(2021, 1, 1), date(2024, 12, 31))
YEAR = 2023


@st.composite
def cases(draw):
    received = draw(DAYS)
    decided = draw(st.none() | st.dates(received, date(2025, 12, 31)))
    row = draw(st.sampled_from(RESULTS)) if decided else None
    return CountedCase(draw(st.sampled_from(KINDS)), received, decided, row)


@st.composite
def contests(draw):
    begun = draw(DAYS)
    ended = draw(st.none() | st.dates(begun, date(2025, 12, 31)))
    return CountedRemedy(draw(st.sampled_from(ROUTES)), begun, ended, draw(st.sampled_from(ENDS)) if ended else None)


MANY = st.lists(cases(), max_size=20)


def test_the_table_has_its_rows_and_columns():
    assert TABLE3.keys == (
        *("new", "carried_in", "open", "partial", "d1", "d2", "d3", "d4", "d5", "d6", "d7", "d8"),
        *("u1", "u2", "u3", "n1", "n2", "n3", "n4", "n5", "o1", "o2", "o3", "total", "carried_out"),
    )
    assert TABLE3.columns == ("natural", "commercial", "research", "welfare", "legal", "other", "total")
    assert TABLE4.keys == ("review", "suit", "suit_after_review")
    assert TABLE4.columns == ("upheld", "corrected", "other", "pending", "total")


@given(MANY, st.integers(2020, 2026))
def test_counted_cases_satisfy_every_rule(many, year):
    table = build_table3(many, year)
    assert check_table(TABLE3, table, previous=build_table3(many, year - 1)) == []


@pytest.mark.parametrize("kind", KINDS)
def test_one_case_of_every_row_and_kind(kind):
    for row in RESULTS:
        table = build_table3([CountedCase(kind, date(YEAR, 3, 1), date(YEAR, 3, 9), row)], YEAR)
        assert check_table(TABLE3, table) == []
        assert {key for key, cells in table.items() if any(cells.values())} == {"new", row, "total"}
        assert {cells[kind] for cells in table.values()} == {0, 1}


@given(st.lists(contests(), max_size=20), st.integers(2020, 2026))
def test_counted_remedies_satisfy_every_rule(many, year):
    assert check_table(TABLE4, build_table4(many, year)) == []


@given(MANY, st.sampled_from(TABLE3.keys), st.sampled_from(TABLE3.columns), st.integers(1, 9))
def test_a_changed_cell_is_caught(many, row, column, more):
    table = build_table3(many, YEAR)
    table[row][column] += more
    broken = check_table(TABLE3, table)
    assert broken
    assert all(violation.difference in {more, -more} for violation in broken)
    assert any(violation.row == row or violation.column == column for violation in broken)


@given(MANY, st.sampled_from(TABLE3.keys), st.sampled_from(TABLE3.columns), st.sampled_from([None, -1, True, 1.0, "3"]))
def test_a_blank_is_not_nought(many, row, column, value):
    table = build_table3(many, YEAR)
    table[row][column] = value
    found = [(violation.rule, violation.row, violation.column) for violation in check_table(TABLE3, table)]
    assert found == [("G-1", row, column)]


@given(MANY)
def test_every_case_of_the_year_is_counted_once(many):
    table = build_table3(many, YEAR)
    alive = [
        one for one in many if one.received_on.year <= YEAR and (not one.decided_on or one.decided_on.year >= YEAR)
    ]
    assert table["new"]["total"] + table["carried_in"]["total"] == len(alive)
    decided = [one for one in alive if one.decided_on and one.decided_on.year == YEAR]
    assert table["total"]["total"] == len(decided)
    assert all(table[row]["total"] == sum(one.row == row for one in decided) for row in RESULTS)


@given(MANY, st.randoms())
def test_the_order_of_the_cases_does_not_matter(many, random):
    shuffled = many[:]
    random.shuffle(shuffled)
    assert build_table3(shuffled, YEAR) == build_table3(many, YEAR)


def test_a_case_over_the_turn_of_the_year():
    case = CountedCase("legal", date(2022, 12, 20), date(2023, 1, 10), "u1")
    before, after = build_table3([case], 2022), build_table3([case], 2023)
    assert (before["new"]["legal"], before["carried_out"]["legal"], before["total"]["legal"]) == (1, 1, 0)
    assert (after["carried_in"]["legal"], after["u1"]["legal"], after["total"]["total"]) == (1, 1, 1)
    assert build_table3([case], 2024) == empty_table(TABLE3)


# --- the examples of the rules


def example(**rows):
    table = empty_table(TABLE3)
    for row, number in rows.items():
        table[row] |= {"natural": number, "total": number}
    return table


def test_first_example():
    rows = {"new": 12, "carried_in": 3, "open": 6, "partial": 2, "d4": 1, "u1": 3, "n2": 1, "o1": 1, "carried_out": 1}
    assert check_table(TABLE3, example(**rows, total=14)) == []
    broken = check_table(TABLE3, example(**rows, total=13))
    assert {violation.rule for violation in broken} == {"T3-a", "T3-b"}
    assert {violation.column for violation in broken} == {"natural", "total"}


def test_second_example():
    table = example(new=12, open=12, total=12)
    for row in ("new", "open", "total"):
        table[row] |= {"natural": 10, "commercial": 2}
    assert check_table(TABLE3, table) == []
    table["open"]["total"] = 11
    broken = [violation for violation in check_table(TABLE3, table) if violation.rule == "T3-c"]
    assert [(violation.row, violation.left, violation.right) for violation in broken] == [("open", 11, 12)]


def test_third_example():
    table = empty_table(TABLE4)
    table["review"] |= {"upheld": 2, "corrected": 1, "pending": 1, "total": 4}
    assert check_table(TABLE4, table) == []
    table["review"]["total"] = 3
    assert [(one.rule, one.row, one.difference) for one in check_table(TABLE4, table)] == [("T4-a", "review", -1)]


def test_last_years_table_is_compared_column_by_column():
    table = example(carried_in=2, open=2, total=2)
    previous = example(new=1, carried_out=1)
    broken = check_table(TABLE3, table, previous=previous)
    assert {(violation.rule, violation.column, violation.difference) for violation in broken} == {
        ("T3-d", "natural", 1),
        ("T3-d", "total", 1),
    }


def test_a_break_says_both_sides():
    broken = check_table(TABLE3, example(new=1))[0]
    with translation.override("zh-hans"):
        assert str(broken) == "natural：左边为1，右边为0，相差1（T3-a）"
        assert "不小于0的整数" in str(check_table(TABLE3, {})[0])


# --- cases that are none


def test_a_case_decided_before_it_was_received_is_refused():
    with pytest.raises(ValueError, match="before it was received"):
        CountedCase("natural", date(2023, 5, 2), date(2023, 5, 1), "open")
    with pytest.raises(ValueError, match="before it began"):
        CountedRemedy("review", date(2023, 5, 2), date(2023, 5, 1), "upheld")


@pytest.mark.parametrize(("day", "row"), [(date(2023, 5, 3), None), (None, "open")])
def test_a_decision_has_both_day_and_row(day, row):
    with pytest.raises(ValueError, match="both"):
        CountedCase("natural", date(2023, 5, 2), day, row)
    with pytest.raises(ValueError, match="both"):
        CountedRemedy("review", date(2023, 5, 2), day, row)


def test_unknown_kinds_are_refused():
    with pytest.raises(KeyError):
        build_table3([CountedCase("martian", date(2023, 5, 2))], 2023)


# --- forms of earlier years


def test_the_form_of_2019_has_one_row_for_other_handling():
    keys = [row.key for row in TABLE3.rows_of(2020) if not row.heading]
    assert len(keys) == 23
    assert {row.key: row.term for row in TABLE3.rows_of(2020)}["o3"] == "（六）其他处理"
    assert TABLE3.rows_of(2021) == TABLE3.rows


@given(MANY)
def test_folding_keeps_the_sums(many):
    table = build_table3(many, 2020)
    printed = as_printed(TABLE3, table, 2020)
    assert set(printed) == {row.key for row in TABLE3.rows_of(2020) if not row.heading}
    for column in TABLE3.columns:
        assert printed["o3"][column] == sum(table[row][column] for row in ("o1", "o2", "o3"))
        assert sum(row[column] for row in printed.values()) == sum(row[column] for row in table.values())


def test_before_2019_there_was_no_such_table():
    assert TABLE3.form_of(2014) is None
    assert TABLE3.rows_of(2014) == TABLE3.rows
    assert as_printed(TABLE3, empty_table(TABLE3), 2014) == empty_table(TABLE3)


# --- definitions that contradict themselves


DEFINITION = {
    "code": "x",
    "title": "x",
    "source": "x",
    "columns": ["a", "b"],
    "row": [{"key": "k", "term": "甲", "label": "k", "level": 1}],
    "rule": [{"code": "R", "along": "columns", "left": ["a"], "right": ["b"], "meaning": "x", "source": "x"}],
    "form": [{"code": "f", "from_year": 2020, "source": "x"}],
}


def test_a_whole_definition_is_taken():
    assert definition_from_toml(DEFINITION).keys == ("k",)


@pytest.mark.parametrize(
    ("key", "field", "value"),
    [
        ("rule", "left", ["z"]),
        ("rule", "along", "diagonals"),
        ("form", "folds", {"z": "k"}),
        ("row", "colour", "red"),
    ],
)
def test_a_definition_that_contradicts_itself_is_refused(key, field, value):
    table = deepcopy(DEFINITION)
    table[key][0][field] = value
    with pytest.raises(LawDataError):
        definition_from_toml(table)


def test_a_row_that_stands_twice_is_refused():
    with pytest.raises(LawDataError, match="twice"):
        definition_from_toml({**DEFINITION, "row": DEFINITION["row"] * 2})
