"""Whatever is drawn and written: nothing under a box is left, and what cannot be proved is not handed out."""

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.redaction.files import Page, pdf
from tests.redaction.looking import brightest, holds, seen

from yilan.redaction.folding import fold
from yilan.redaction.pdf import redacting
from yilan.redaction.pdf.looking import find_terms
from yilan.redaction.plans import Box, Plan

SIGNS = "张三李四王五赵六钱七孙八周吴郑冯陈褚卫蒋沈韩杨朱秦尤许何吕施"
words = st.text(alphabet=SIGNS, min_size=3, max_size=6)
CALM = settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])


@st.composite
def pages(draw) -> Page:
    lines = draw(st.lists(words, min_size=1, max_size=4, unique=True))
    placed = [(word, draw(st.integers(10, 200)), 30 + 40 * at) for at, word in enumerate(lines)]
    return Page(placed, rotate=draw(st.sampled_from([0, 90, 180, 270])))


@CALM
@given(st.lists(pages(), min_size=1, max_size=3), st.data())
def test_a_covered_word_is_nowhere(made: list[Page], data) -> None:
    before = pdf(*made)
    everything = [(number, word[0]) for number, page in enumerate(made, 1) for word in page.words]
    number, word = data.draw(st.sampled_from(everything))
    place = next(box for box in find_terms(before, [word]).boxes if box.page == number)
    box = Box(number, place.left, place.top, place.width, place.height)
    done = redacting.redact(before, Plan((box,)))
    elsewhere = {other for other, text in everything if other != number and word in text}
    assert holds(done.data, word) == bool(elsewhere)
    assert set(done.report.elsewhere.get(word, ())) >= elsewhere
    left, top, right, bottom = (round(edge * 2) for edge in box.rectangle)
    assert brightest(seen(done.data, number).crop((left, top, right, bottom))) == 0


@CALM
@given(st.lists(pages(), min_size=1, max_size=3), st.data())
def test_a_term_is_nowhere(made: list[Page], data) -> None:
    before = pdf(*made)
    word = data.draw(st.sampled_from([word[0] for page in made for word in page.words]))
    start = data.draw(st.integers(0, len(word) - 2))
    term = word[start : data.draw(st.integers(start + 2, len(word)))]
    done = redacting.redact(before, Plan(terms=(term,)))
    assert not holds(done.data, term)
    assert find_terms(done.data, [term]).boxes == ()
    assert done.report.drawn_anew.keys() == {box.page for box in done.report.boxes}


@CALM
@given(st.text(max_size=30), st.text(max_size=30))
def test_folding_goes_piece_by_piece(one: str, other: str) -> None:
    assert fold(one + other).text == fold(one).text + fold(other).text
    assert fold(fold(one).text).text == fold(one).text
    assert len(fold(one).places) == len(fold(one).text)
