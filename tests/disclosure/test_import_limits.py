"""What a database would break off at, or nobody meant, is named with its row and field before anything is written."""

from datetime import date

import pytest
from tests.disclosure.test_imports import row, run, write

from yilan.disclosure.actions.indexing import next_index_number
from yilan.disclosure.models import Publication, RecordPage, RuleDuty
from yilan.organizations.models import Agency

pytestmark = [pytest.mark.django_db, pytest.mark.database]

__all__ = ["write"]


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("key", "k" * 121),
        ("title", "题" * 256),
        ("index_number", "1" * 151),
        ("document_number", "文" * 81),
        ("disclosure_reason", "由" * 301),
        ("keywords", ["低保" * 60, "救助" * 60]),
        ("source", "源" * 121),
        ("duties", [{"text": "责" * 301}]),
    ],
)
def test_a_text_that_is_too_long_is_a_problem_of_its_field(scene, write, field, value):
    report = run(scene, write(row(), row(**{field: value})))
    assert [(problem.row, problem.field) for problem in report.problems] == [(2, field)]
    assert "最多" in report.problems[0].message
    assert not RecordPage.objects.exists()


def test_texts_as_long_as_their_columns_come_in(scene, write):
    longest = {"key": "k" * 120, "title": "题" * 255, "source": "源" * 120, "document_number": "文" * 80}
    assert run(scene, write(row(**longest))).ok
    assert RecordPage.objects.get().source == "源" * 120


def test_only_villages_and_communities_have_village_affairs(scene, write):
    affairs = row(audience="community", community="wsj")
    report = run(scene, write(affairs))
    assert [(problem.row, problem.field) for problem in report.problems] == [(1, "community")]
    village = {"level": "village", "parent": scene.civil, "opened_on": date(2002, 10, 1)}
    Agency.objects.create(code="hhc", name="黄花村", short_name="黄花村", **village)
    assert run(scene, write(affairs | {"community": "hhc"})).ok


@pytest.mark.parametrize("number", ["a b", "a?b", "a#b", "a%2Fb", "/a", "a//b", "a/../b", "a/versions/1", "a\\b"])
def test_an_index_number_that_no_address_could_carry_is_named(scene, write, number):
    report = run(scene, write(row(index_number=number)))
    assert [(problem.row, problem.field) for problem in report.problems] == [(1, "index_number")]


@pytest.mark.parametrize("number", ["000014349/2017-00110", "S0X00-0000-2015-00001", "西夏区〔2014〕7", "GS_1.2"])
def test_index_numbers_of_other_systems_are_kept_as_they_are(scene, write, number):
    assert run(scene, write(row(index_number=number))).ok
    assert Publication.objects.get().index_number == number


def test_duties_can_stand_in_a_cell(scene, tmp_path):
    path = tmp_path / "rules.csv"
    path.write_text(
        "机构代码,标题,栏目,体裁,成文日期,发布日期,正文,职责\n"
        "mzj,救助规则,test-services,tongzhi,2014-03-03,2014-03-05,第一条　救助。,西夏区卫生局：及时转介；按月公示\n",
        encoding="utf-8",
    )
    assert run(scene, path).ok
    assert list(RuleDuty.objects.values_list("text", "holder__code")) == [("及时转介", "wsj"), ("按月公示", None)]


@pytest.mark.parametrize("duties", [[{"holder": "wsj"}], [{"text": " "}], [7], [["text"]]])
def test_a_duty_without_words_is_named(scene, write, duties):
    report = run(scene, write(row(duties=duties)))
    assert [(problem.row, problem.field) for problem in report.problems] == [(1, "duties")]


def test_a_line_separator_inside_a_text_does_not_end_the_line(scene, write):
    assert run(scene, write(row(summary="前一句\u2028后一句\x85末句"))).ok
    assert Publication.objects.get().summary == "前一句\u2028后一句\x85末句"


def test_numbers_that_came_in_are_passed_over_without_asking_for_each(scene, write, django_assert_max_num_queries):
    taken = [f"{scene.civil.organ_code}/{year}-{serial:05d}" for year in (2026,) for serial in range(1, 41)]
    rows = [row(index_number=number, title=f"第{place}件") for place, number in enumerate(taken, 1)]
    assert run(scene, write(*rows)).ok

    with django_assert_max_num_queries(20):
        number = next_index_number(scene.civil, {"statutory_item": None}, date(2026, 11, 26))
    assert number == f"{scene.civil.organ_code}/2026-00041"
