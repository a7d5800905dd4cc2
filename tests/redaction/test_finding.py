"""Terms are found however they are written, and where a reader sees them."""

import pytest
from tests.redaction.files import Page, pdf, picture

from yilan.redaction.folding import fold
from yilan.redaction.pdf.looking import find_terms, pages, texts
from yilan.redaction.pictures import looking as pictures_looking


@pytest.mark.parametrize(
    ("written", "term"),
    [
        ("张三", "张三"),
        ("张 三", "张三"),
        ("张三", "张　三"),
        ("张\u200b三", "张三"),
        ("１３８０013 8000", "13800138000"),
        ("138-0013-8000", "13800138000"),
        ("Zhang SAN", "zhang san"),
        ("ＡＢＣ", "abc"),
        ("⻢⻓⻩", "马长黄"),
        ("⼀⼆", "一二"),
        ("𠮷野", "𠮷野"),
        ("José", "Jose"),
    ],
)
def test_a_term_is_found_however_it_is_written(written: str, term: str) -> None:
    (box,) = find_terms(pdf(Page([(f"甲{written}乙", 40, 100)])), [term]).boxes
    assert (box.page, box.term) == (1, term)
    assert box.left == pytest.approx(52, abs=0.5)
    assert box.left + box.width == pytest.approx(52 + 12 * len(written), abs=0.5)


def test_a_term_over_the_end_of_a_line_has_a_box_on_each() -> None:
    found = find_terms(pdf(Page([("住址在幸福", 200, 150), ("大街五号院", 40, 130)])), ["幸福大街"])
    first, second = found.boxes
    assert (first.left, second.left) == (pytest.approx(236, abs=0.5), pytest.approx(40, abs=0.5))
    assert first.top < second.top


def test_a_term_over_the_end_of_a_page_is_found() -> None:
    found = find_terms(pdf(Page([("申请人张", 40, 20)]), Page([("三的住址", 40, 180)])), ["张三"])
    assert [(box.page, box.width) for box in found.boxes] == [(1, pytest.approx(12)), (2, pytest.approx(12))]


def test_a_term_whose_signs_stand_in_another_order_in_the_file_is_found() -> None:
    (box,) = find_terms(pdf(Page([("三李四", 64, 100), ("甲张", 40, 100)])), ["张三李"]).boxes
    assert (box.left, box.width) == (pytest.approx(52), pytest.approx(36))


def test_signs_without_extent_are_read_by_their_codes() -> None:
    found = find_terms(pdf(Page([("张", 40, 100), ("三", 52, 100)]), Page([("张三", 40, 100)])), ["张三"])
    assert [box.page for box in found.boxes] == [2], "pdfium passes over single signs without an outline"
    assert found.unsearchable == (1,)


def test_neighbours_in_a_table_are_no_term() -> None:
    assert find_terms(pdf(Page([("三", 200, 100), ("张", 40, 100)])), ["张三"]).boxes == ()


def test_every_place_is_found() -> None:
    page = Page([("张三和张三", 40, 100), ("张三", 40, 50)])
    assert len(find_terms(pdf(page, page), ["张三", "三和"]).boxes) == 8


@pytest.mark.parametrize(
    ("rotate", "crop", "place"),
    [
        (0, None, (60, 90)),
        (0, (20, 10, 280, 190), (40, 80)),
        (90, (20, 10, 280, 190), (90, 40)),
        (180, (20, 10, 280, 190), (196, 90)),
        (270, (20, 10, 280, 190), (80, 196)),
        (-90, (20, 10, 280, 190), (80, 196)),
    ],
)
def test_places_are_those_that_a_reader_sees(rotate: int, crop, place: tuple[float, float]) -> None:
    data = pdf(Page([("张三", 60, 100)], crop=crop, rotate=rotate))
    (box,) = find_terms(data, ["张三"]).boxes
    (page,) = pages(data, 300, [])
    wide, high = (24, 12) if rotate % 180 == 0 else (12, 24)
    assert (page.width, page.height) == ((300, 200) if crop is None else (260, 180) if wide == 24 else (180, 260))
    assert box.left + box.width / 2 == pytest.approx(place[0] + wide / 2, abs=7)
    assert box.top + box.height / 2 == pytest.approx(place[1] + high / 2, abs=7)


def test_pages_that_hold_pictures_are_told() -> None:
    curves = "10 10 m 50 50 l S"
    found = find_terms(pdf(Page([("张三", 60, 100)]), Page(before=curves), Page()), ["张三"])
    assert found.unsearchable == (2,)
    assert pictures_looking.find_terms(picture(), "image/png", ["张三"]).unsearchable == (1,)


def test_signs_that_a_font_does_not_tell_are_unsearchable() -> None:
    def forget(file) -> None:
        del file.pages[0].Resources.Font.F1.ToUnicode

    assert find_terms(pdf(Page([("张三", 60, 100)]), change=forget), ["张三"]).unsearchable == (1,)


def test_hidden_text_is_text_too() -> None:
    data = pdf(Page([("张三", 60, 100)], before="3 Tr"), Page([("李四", 900, 100)]))
    assert ["".join(text.split()) for text in texts(data)] == ["张三", "李四"]
    assert [box.term for box in find_terms(data, ["张三", "李四"]).boxes] == ["张三"], "outside of the page is no box"


def test_previews_have_the_width_that_was_asked_for() -> None:
    found = pages(pdf(Page([("张三", 60, 100)], rotate=90), Page()), 400, [1])
    assert [(page.number, page.width, page.height) for page in found] == [(1, 200, 300), (2, 300, 200)]
    assert found[0].png.startswith(b"\x89PNG")
    assert int.from_bytes(found[0].png[16:20]) == 400
    assert found[1].png == b""


def test_folding_tells_where_each_sign_stood() -> None:
    folded = fold("Ａ ﬁ—张")
    assert (folded.text, folded.places) == ("afi张", (0, 2, 2, 4))
