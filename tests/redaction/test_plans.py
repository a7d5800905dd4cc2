import json
import math

import pytest

from yilan.redaction.errors import BadPlan
from yilan.redaction.plans import Box, Plan

SIZES = [(300.0, 200.0)]


def test_a_plan_comes_back_from_json() -> None:
    plan = Plan((Box(1, 1.5, 2, 3, 4, "个人隐私", "张三"), Box(2, 0, 0, 9, 9)), ("张三",), frozenset({2, 1}))
    assert Plan.from_json(json.dumps(plan.to_json())) == plan
    assert Plan.from_json(plan.to_json()) == plan


@pytest.mark.parametrize(
    "value",
    [
        "",
        "[]",
        "{",
        '{"boxes": 3}',
        '{"boxes": [{"page": 1}]}',
        '{"boxes": [{"page": 1.5, "left": 1, "top": 1, "width": 1, "height": 1}]}',
        '{"boxes": [{"page": 1, "left": "1", "top": 1, "width": 1, "height": 1}]}',
        '{"boxes": [{"page": 1, "left": true, "top": 1, "width": 1, "height": 1}]}',
        '{"terms": [3]}',
        '{"looked_at": ["1"]}',
        "[" * 100_000,
    ],
)
def test_json_of_another_shape_is_refused_in_words(value: str) -> None:
    with pytest.raises(BadPlan) as refused:
        Plan.from_json(value)
    assert refused.value.messages == ["方框的描述无法读取。"]


@pytest.mark.parametrize(
    ("plan", "code"),
    [
        (Plan(), "nothing"),
        (Plan((Box(2, 0, 0, 1, 1),)), "box_page"),
        (Plan((Box(0, 0, 0, 1, 1),)), "box_page"),
        (Plan((Box(1, 0, 0, 0, 1),)), "box_area"),
        (Plan((Box(1, 0, 0, 1, -1),)), "box_area"),
        (Plan((Box(1, math.nan, 0, 1, 1),)), "box_area"),
        (Plan((Box(1, 0, 0, math.inf, 1),)), "box_area"),
        (Plan((Box(1, 290, 0, 20, 1),)), "box_outside"),
        (Plan((Box(1, 0, -5, 20, 20),)), "box_outside"),
        (Plan((Box(1, 0, 0, 1, 1),) * 5_001), "boxes"),
        (Plan(terms=("张",)), "term_length"),
        (Plan(terms=("张 \u200b-",)), "term_length"),
        (Plan(terms=("张" * 201,)), "term_length"),
        (Plan(terms=("张三",) * 201), "terms"),
    ],
)
def test_what_cannot_be_carried_out_is_refused(plan: Plan, code: str) -> None:
    with pytest.raises(BadPlan) as refused:
        plan.validate(SIZES)
    assert refused.value.code == code


def test_a_hand_may_draw_a_little_beyond_the_edge() -> None:
    Plan((Box(1, -0.9, -0.9, 301.5, 201.5),)).validate(SIZES)
