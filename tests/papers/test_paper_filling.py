"""What fills a template, what is refused because something is missing, and what no template may do."""

from datetime import date, datetime
from decimal import Decimal

import pytest
from tests.papers.conftest import words_of

from yilan.papers.errors import BadTemplate, Unfilled
from yilan.papers.facts import Quoted
from yilan.papers.layout.styles import Form
from yilan.papers.word.building import build
from yilan.papers.word.filling import placeholders


def test_everything_that_is_missing_is_told_at_once(paper):
    with pytest.raises(Unfilled) as refused:
        paper(
            "{{ one }}{{ request.number }}{% for item in many %}{{ item }}{% endfor %}{{ blank }}", blank="", request={}
        )
    assert refused.value.names == ("blank", "many", "one", "request.number")
    assert "request.number" in str(refused.value)


def test_a_missing_fact_is_missing_in_conditions_and_filters_too(paper):
    for text in (
        "{% if reason %}甲{% endif %}",
        "{{ reason|day }}",
        "{{ reason|length }}",
        "{% if reason == '甲' %}乙{% endif %}",
        "{% if reason.kind %}甲{% endif %}",
    ):
        with pytest.raises(Unfilled, match="reason"):
            paper(text)


def test_what_may_be_absent_may_be_asked_for_but_not_printed(paper):
    text = "国{% if reason %}因为{{ reason }}{% endif %}{% for one in many %}{{ one }}{% endfor %}"
    assert words_of(paper(text, Form.LETTER, ("reason", "many")).pdf) == "国"
    assert words_of(paper(text, Form.LETTER, ("reason", "many"), reason="甲").pdf) == "国因为甲"
    assert words_of(paper(text, reason=None, many=[]).pdf) == "国"
    with pytest.raises(Unfilled, match="reason"):
        paper("国{{ reason }}", Form.LETTER, ("reason",))


def test_blocks_that_somebody_forgot_to_fill_in_hold_the_paper_back(paper):
    for left in ("因((写明理由))", "因（（写明理由））", "因{{ reason }}", "{% if a %}"):
        with pytest.raises(Unfilled):
            paper("{{ text }}", text=left)


def test_the_words_of_a_stranger_hold_nothing_back(paper):
    typed = "我要((全部)){{ secrets }}{% x %}\x00\x0b资料"
    assert words_of(paper("“{{ text }}”", text=Quoted(typed)).pdf) == "“我要((全部)){{secrets}}{%x%}资料”"


def test_days_and_amounts_are_written_as_papers_do(paper):
    text = "{{ on|day }}{{ on|hanzi_day }}{{ fee|yuan }}{{ fee|capitals }}"
    told = words_of(paper(text, fee=Decimal("2740.50")).pdf)
    assert told == "2025年3月5日二〇二五年三月五日2,740.50元人民币贰仟柒佰肆拾元零伍角整"
    with pytest.raises(BadTemplate):
        paper("{{ name|capitals }}", name="张三")


def test_facts_are_plain(paper):
    class Person:
        name = "张三"

    for wrong in (Person(), datetime(2025, 3, 5, 12), 1.5, {"a": Person()}, [Person()], b"a"):
        with pytest.raises(TypeError):
            paper("{{ fact }}", fact=wrong)
    assert words_of(paper("{{ a.b }}{{ c|join('、') }}{{ d|day }}", a={"b": 3}, c=["甲", "乙"], d=date(2024, 1, 1)).pdf)


@pytest.mark.parametrize(
    "escape",
    [
        "{{ ''.__class__.__mro__ }}",
        "{{ fact.__class__ }}",
        "{{ fact|attr('__class__') }}",
        "{{ fact['__class__'] }}",
        "{{ fact.format('a') }}",
        "{{ self }}{{ self._TemplateReference__context }}",
        "{{ cycler.__init__.__globals__.os }}",
        "{{ lipsum() }}",
        "{{ range(1000000000) }}",
        "{{ 'a' * 1000000000 }}",
        "{{ 9 ** 9 ** 9 }}",
        "{{ [1, 2] }}",
        "{% include '/etc/passwd' %}",
        "{% import 'os' as os %}",
        "{% from 'os' import path %}",
        "{% extends 'base' %}",
        "{% set a = 1 %}",
        "{% macro a() %}{% endmacro %}",
        "{% call a() %}{% endcall %}",
        "{% filter upper %}a{% endfilter %}",
        "{% autoescape false %}a{% endautoescape %}",
        "{% for a in fact %}{% for b in fact %}{% for c in fact %}c{% endfor %}{% endfor %}{% endfor %}",
        "{% for a in fact recursive %}{{ loop(a) }}{% endfor %}",
        "{{ fact|safe }}",
        "{{ fact|tojson }}",
        "{{ fact is mapping }}",
        "{{ fact",
        "{% if fact %}",
    ],
)
def test_no_template_reaches_what_is_not_a_fact(paper, escape):
    with pytest.raises((BadTemplate, Unfilled)):
        paper(escape, fact="甲")


def test_a_condition_that_tears_a_table_apart_is_refused(paper):
    text = "甲{% if a %}\n| 乙 | 丙 |\n|--|--|\n| {% endif %} | 丁 |"
    with pytest.raises(BadTemplate, match="表格"):
        paper(text, Form.LETTER, ("a",))


def test_the_names_that_a_template_asks_for_are_known():
    text = "{{ a }}{% for b in c %}{{ b.d }}{{ loop.index }}{% endfor %}{{ on|day }}{% if e is defined %}{% endif %}"
    assert placeholders(build(text, Form.LETTER)) == {"a", "c", "e"}


def test_markup_in_facts_stays_words(paper):
    typed = "<w:p>&amp;</w:p>]]>"
    assert words_of(paper("{{ text }}", text=typed).pdf) == typed
