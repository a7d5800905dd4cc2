"""The yearly tables, counted from cases that the engine made."""

from datetime import date

import pytest

from yilan.access.figures import Cell
from yilan.access.figures.fees import ROWS
from yilan.access.figures.shapes import FEE_ROWS, shapes
from yilan.access.queries.figures import broken_rules, counted, figures_of, histories
from yilan.casework.models import Case

pytestmark = [pytest.mark.django_db, pytest.mark.database]


def cells(table, row):
    """Return the cells of a row that are not 0, without their total."""
    return {column: value for column, value in table[row].items() if value and column != "total"}


def totals(table):
    """Return the totals of the rows that are not 0."""
    return {row: columns["total"] for row, columns in table.items() if columns["total"]}


def test_a_year_is_counted_row_by_row_and_kind_by_kind(years):
    table = figures_of(2023).table3
    assert totals(table) == {
        "new": 17, "carried_in": 1, "open": 6, "partial": 1, "d4": 1, "d5": 1, "u1": 2, "n2": 1, "o1": 1, "o2": 1,
        "o3": 2, "total": 16, "carried_out": 2,
    }  # fmt: skip
    assert cells(table, "open") == {"natural": 4, "commercial": 1, "welfare": 1}
    assert cells(table, "carried_out") == {"natural": 1, "commercial": 1}
    assert (cells(table, "carried_in"), cells(table, "partial")) == ({"natural": 1}, {"legal": 1})


def test_what_is_answered_again_in_a_later_year_changes_no_table_of_the_years_before(years):
    """A request counts once; what a court has it answered anew in the next year is told beside the tables."""
    before, after = figures_of(2023), figures_of(2024)
    assert before.table3["d5"]["legal"] == 1
    assert totals(after.table3) == {"carried_in": 2, "carried_out": 2}
    assert after.value(Cell("beside", "reopened", "total")) == 1


def test_what_is_answered_again_in_the_same_year_counts_with_the_last_answer(years):
    found = figures_of(2023)
    contested = Case.objects.get(events__kind="reopened", events__on=date(2023, 9, 4))
    assert contested.pk in {one.case for one in found.listed(Cell("table3", "open", "natural"))}
    assert found.table3["d1"]["total"] == 0
    (line,) = [one for one in found.listed(Cell("clearance", "answered", "total")) if one.case == contested.pk]
    assert line.days == 5, "counted from the day on which it was taken up again"


def test_reviews_and_lawsuits_count_in_every_year_in_which_they_are_under_way(years):
    assert figures_of(2023).table4 == {
        "review": {"upheld": 1, "corrected": 1, "other": 0, "pending": 0, "total": 2},
        "suit": dict.fromkeys(["upheld", "corrected", "other", "pending", "total"], 0),
        "suit_after_review": {"upheld": 0, "corrected": 0, "other": 0, "pending": 1, "total": 1},
    }
    assert figures_of(2024).table4["suit_after_review"] == {
        "upheld": 0, "corrected": 1, "other": 0, "pending": 0, "total": 1,
    }  # fmt: skip


def test_a_lawsuit_without_a_review_stands_in_its_own_row(offices):
    case = offices.request(date(2023, 3, 1))
    offices.answer(case, date(2023, 3, 20), "not_existing")
    offices.step(case, "lawsuit_lodged", date(2023, 4, 3))
    assert figures_of(2023).table4["suit"]["pending"] == 1
    offices.step(case, "lawsuit_decided", date(2023, 5, 4), result="other")
    assert figures_of(2023).table4["suit"] == {"upheld": 0, "corrected": 0, "other": 1, "pending": 0, "total": 1}


def test_a_result_without_its_beginning_counts_from_its_own_day(offices):
    case = offices.request(date(2023, 3, 1))
    offices.answer(case, date(2023, 3, 20))
    offices.step(case, "review_decided", date(2023, 5, 4), result="upheld")
    assert figures_of(2023).table4["review"]["upheld"] == 1


def test_fees_by_what_became_of_them(years):
    found = figures_of(2023).fees
    assert {row: values for row, values in found.items() if values["requests"]} == {
        "notified": {"requests": 4, "amount": 6100},
        "paid": {"requests": 1, "amount": 200},
        "unpaid": {"requests": 1, "amount": 200},
        "dropped": {"requests": 1, "amount": 200},
        "pending": {"requests": 1, "amount": 5500},
    }
    assert figures_of(2024).fees["brought_in"] == {"requests": 1, "amount": 5500}


def test_a_list_of_fees_shows_the_day_that_put_each_into_its_row(years):
    for row, days in {
        "paid": [date(2023, 4, 20)],
        "pending": [date(2023, 12, 26)],
        "unpaid": [date(2023, 7, 3)],
    }.items():
        assert [line.on for line in figures_of(2023).listed(Cell("fees", row, "amount"))] == days, row
    assert [one.on for one in figures_of(2024).listed(Cell("fees", "brought_in", "amount"))] == [date(2023, 12, 26)]


def test_how_long_answers_took(years):
    found = figures_of(2023)
    speed = found.clearance
    assert (speed.answered, speed.in_time, speed.median, speed.slow) == (12, 11, 13, 35)
    rows = {row: found.value(Cell("clearance", row, "total")) for row in ("late", "extended", "to10", "to15", "over30")}
    assert rows == {"late": 1, "extended": 1, "to10": 1, "to15": 7, "over30": 2}


def test_a_request_that_nobody_confirmed_is_in_no_table_and_told_beside_them(years):
    found = figures_of(2023)
    assert found.value(Cell("beside", "dropped", "total")) == 1
    dropped = {one.case for one in found.listed(Cell("beside", "dropped", "total"))}
    assert not dropped & {one.case for one in found.listed(Cell("table3", "new", "total"))}


def test_every_agency_has_tables_of_its_own_that_add_up_to_the_districts(years):
    whole = figures_of(2023)
    parts = [counted(2023, agency.code).figures for agency in (years.bureau, years.other)]
    for cell in whole.entries:
        assert whole.value(cell) == sum(part.value(cell) for part in parts), cell
    assert all(part.entries for part in parts)


@pytest.mark.parametrize("year", [2014, 2021, 2022, 2023, 2024, 2025])
def test_every_rule_of_the_tables_holds_in_every_year(years, year):
    assert broken_rules(year) == []


def test_lists_are_as_long_as_the_cells_say(years):
    for year in (2022, 2023, 2024):
        found = figures_of(year)
        for name, table in (("table3", found.table3), ("table4", found.table4)):
            for row, columns in table.items():
                for column, value in columns.items():
                    assert len(found.listed(Cell(name, row, column))) == value, (year, name, row, column)


def test_2014_had_no_request(years):
    found = figures_of(2014)
    assert not found.entries
    assert {value for columns in found.table3.values() for value in columns.values()} == {0}


def test_a_year_that_has_not_begun_has_no_figures(years):
    assert not figures_of(9998).entries


def test_the_running_year_stands_as_of_today(offices):
    today = counted(2023).closing
    assert today == date(2023, 12, 31)
    this = counted(9000)
    assert this.closing < date(9000, 1, 1)


def test_several_applicants_are_counted_as_the_first_kind_of_the_table(offices):
    from yilan.casework.actions import add_party

    case = offices.request(date(2023, 3, 1), "other")
    officer = offices.people["mzj", "officer"]
    add_party(actor=officer, case=case, role="applicant", kind="legal", fields={"name": "某所"})
    add_party(actor=officer, case=case, role="third_party", kind="natural", fields={"name": "某人"})
    assert cells(figures_of(2023).table3, "new") == {"legal": 1}


def test_all_is_counted_in_two_queries_however_many_there_are(years, django_assert_num_queries):
    with django_assert_num_queries(2):
        figures_of(2023)
    years.request(date(2023, 3, 1))
    with django_assert_num_queries(2):
        broken_rules(2023)


def test_nothing_stored_is_asked(years):
    """What a case repeats of its events is of no account here."""
    before = figures_of(2023).table3
    Case.objects.update(state="handling", received_on=None, ended_on=None, outcome="")
    assert figures_of(2023).table3 == before
    assert len(histories()) == Case.objects.count()


def test_every_row_has_its_words():
    assert tuple(FEE_ROWS) == ROWS
    for shape in shapes():
        assert all(str(row.words) for row in shape.rows)
        assert all(str(words) for words in shape.columns.values())
