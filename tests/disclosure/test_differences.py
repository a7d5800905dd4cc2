from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from yilan.disclosure.differences import Kind, compare, mark_text

BASE: dict[str, Any] = {
    "title": "关于春节放假的通知", "document_number": "", "summary": "", "disclosure": "proactive", "columns": ["gsgg"],
    "attachments": [], "duties": [], "interprets": None,
    "body": [
        {"type": "paragraph", "value": "<p>各镇、街道办事处：</p>"},
        {"type": "paragraph", "value": "<p>放假时间为3天。</p>"},
    ],
}  # fmt: skip
NAMES = {"columns": {"gsgg": "公示公告", "cwgk": "财务公开"}, "duties": {"civil": "民政局"}}


def changed(**fields: Any) -> dict[str, Any]:
    return BASE | fields


def texts(marks: Any, kind: Kind) -> list[str]:
    return [mark.text for mark in marks if mark.kind == kind]


def test_equal_contents_have_no_difference() -> None:
    assert compare(BASE, dict(BASE), NAMES) == []


def test_a_changed_title_is_marked_character_by_character() -> None:
    [found] = compare(BASE, changed(title="关于国庆节放假的通知"), NAMES)
    assert (found.field, found.kind) == ("title", Kind.CHANGED)
    assert texts(found.marks, Kind.REMOVED) == ["春"]
    assert texts(found.marks, Kind.ADDED) == ["国庆"]


def test_a_field_filled_for_the_first_time_is_an_addition() -> None:
    [found] = compare(BASE, changed(summary="放假安排"), NAMES)
    assert (found.kind, found.old, found.new) == (Kind.ADDED, "", "放假安排")


def test_codes_and_choices_are_told_by_name() -> None:
    (columns,) = compare(BASE, changed(columns=["gsgg", "cwgk"]), NAMES)
    assert columns.new == "公示公告、财务公开"
    (disclosure,) = compare(BASE, changed(disclosure="on_request"), NAMES)
    assert "on_request" not in disclosure.new


def test_only_the_changed_paragraph_is_marked_and_the_number_as_a_whole() -> None:
    body = [BASE["body"][0], {"type": "paragraph", "value": "<p>放假时间为15天。</p>"}]
    [found] = compare(BASE, changed(body=body), NAMES)
    assert [block.kind for block in found.blocks] == [Kind.SAME, Kind.CHANGED]
    assert texts(found.blocks[1].marks, Kind.REMOVED) == ["3"]
    assert texts(found.blocks[1].marks, Kind.ADDED) == ["15"]


def test_an_inserted_paragraph_leaves_its_neighbours_unmarked() -> None:
    body = [BASE["body"][0], {"type": "paragraph", "value": "<p>请加强值班。</p>"}, BASE["body"][1]]
    [found] = compare(BASE, changed(body=body), NAMES)
    assert [block.kind for block in found.blocks] == [Kind.SAME, Kind.ADDED, Kind.SAME]


def test_a_paragraph_replaced_by_a_table_went_and_the_table_came() -> None:
    table = {"type": "table", "value": {"data": [["项目", "金额"], ["水费", None]], "table_caption": "支出"}}
    [found] = compare(BASE, changed(body=[BASE["body"][0], table]), NAMES)
    assert [block.kind for block in found.blocks] == [Kind.SAME, Kind.REMOVED, Kind.ADDED]
    assert found.blocks[2].marks[0].text == "支出\n项目 │ 金额\n水费 │ "


def test_emphasis_alone_is_a_change_of_form() -> None:
    body = [BASE["body"][0], {"type": "paragraph", "value": "<p>放假时间为<b>3天</b>。</p>"}]
    [found] = compare(BASE, changed(body=body), NAMES)
    assert found.blocks[1].only_form
    assert not found.blocks[0].only_form


def test_another_address_behind_a_link_is_seen() -> None:
    def linked(address: str) -> list[dict[str, str]]:
        return [{"type": "paragraph", "value": f'<p>见<a href="{address}">附件</a>。</p>'}]

    [found] = compare(changed(body=linked("/info/1/")), changed(body=linked("/info/2/")), NAMES)
    assert texts(found.blocks[0].marks, Kind.ADDED) == ["2"]


def test_another_file_under_the_same_name_is_seen() -> None:
    def attached(sha256: str) -> list[dict[str, Any]]:
        return [{"title": "名单", "name": "list.xlsx", "sha256": sha256, "size": 1, "media_type": "x"}]

    [found] = compare(changed(attachments=attached("a" * 64)), changed(attachments=attached("b" * 64)), NAMES)
    assert [block.kind for block in found.blocks] == [Kind.CHANGED]
    assert not found.blocks[0].only_form


def test_a_duty_names_its_holder() -> None:
    [found] = compare(BASE, changed(duties=[{"text": "发放补助", "holder": "civil"}]), NAMES)
    assert found.new == "民政局，发放补助"


def test_long_texts_are_compared_sentence_by_sentence_and_still_marked_finely() -> None:
    sentences = [f"第{number}条规定了一件事情。" for number in range(1500)]
    other = [*sentences]
    other[700] = "第700条规定了两件事情。"
    marks = mark_text("".join(sentences), "".join(other))
    assert texts(marks, Kind.REMOVED) == ["一"]
    assert texts(marks, Kind.ADDED) == ["两"]


@pytest.mark.parametrize("times", [1, 20])
@settings(deadline=None)
@given(old=st.text(alphabet="甲乙ab1。\n", max_size=60), new=st.text(alphabet="甲乙ab1。\n", max_size=60))
def test_marks_give_both_texts_back(times: int, old: str, new: str) -> None:
    old, new = old * times, new * times
    marks = mark_text(old, new)
    assert "".join(mark.text for mark in marks if mark.kind != Kind.ADDED) == old
    assert "".join(mark.text for mark in marks if mark.kind != Kind.REMOVED) == new
