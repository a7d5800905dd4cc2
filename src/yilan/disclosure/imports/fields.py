"""The fields of the import format: names, Chinese headings, and how a cell's text becomes a value."""

import re
from datetime import date, datetime, time
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

HEADINGS = {
    "key": "导入键",
    "agency": "机构代码",
    "title": "标题",
    "columns": "栏目",
    "genre": "体裁",
    "themes": "主题分类",
    "statutory_item": "法定事项",
    "document_number": "发文字号",
    "issuers": "发文机关",
    "written_on": "成文日期",
    "published_at": "发布日期",
    "in_force_from": "生效日期",
    "in_force_until": "失效日期",
    "validity": "有效性",
    "validity_changed_on": "有效性变更日期",
    "validity_changed_by": "变更依据",
    "disclosure": "公开属性",
    "disclosure_reason": "不主动公开理由",
    "audience": "公开范围",
    "community": "村社区",
    "summary": "内容概述",
    "keywords": "关键词",
    "source": "信息来源",
    "index_number": "索引号",
    "interprets": "解读",
    "supersedes": "替代",
    "body": "正文",
    "attachments": "附件",
    "duties": "职责",
    "screening_reason": "保留理由",
}
LISTS = {"columns", "themes", "issuers", "keywords", "supersedes", "attachments"}
DAYS = {"written_on", "in_force_from", "in_force_until", "validity_changed_on"}
CHOICES = {
    "validity": {"有效": "in_force", "尚未生效": "not_yet", "已修改": "amended", "失效": "lapsed", "废止": "repealed"},
    "disclosure": {"主动公开": "proactive", "依申请公开": "on_request", "不予公开": "withheld"},
    "audience": {"社会公众": "public", "本村社区": "community", "内部": "internal"},
}
DEFAULTS = {"validity": "in_force", "disclosure": "proactive", "audience": "public"}
DAY = re.compile(r"(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?$")


def field_of(heading: str) -> str:
    """Return the field that a heading names; the heading itself when it names none."""
    by_heading = {words: name for name, words in HEADINGS.items()}
    return by_heading.get(heading.strip(), heading.strip())


def read_day(value: Any) -> date:
    """Read a day; `ValueError` with words for people otherwise."""
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, date):
        return value
    found = DAY.match(str(value).strip())
    try:
        if found:
            return date(*map(int, found.groups()))
    except ValueError:
        pass
    raise ValueError(_("“%(value)s” is not a day; write it as 2014-03-05.") % {"value": value})


def read_moment(value: Any) -> datetime:
    """Read a day or a moment as an aware moment; a bare day means nine in the morning of the district."""
    if isinstance(value, datetime):
        moment = value
    elif len(str(value).strip()) > len("2014年03月05日"):
        try:
            moment = datetime.fromisoformat(str(value).strip())
        except ValueError as error:
            raise ValueError(
                _("“%(value)s” is not a moment; write it as 2014-03-05T10:30+08:00.") % {"value": value}
            ) from error
    else:
        moment = datetime.combine(read_day(value), time(9))
    return moment if timezone.is_aware(moment) else timezone.make_aware(moment)


def read_list(value: Any) -> list[Any]:
    """Read several values: a JSON list, or a cell's text separated by semicolons."""
    if value is None or value == "":
        return []
    if isinstance(value, list):
        return value
    return [part.strip() for part in re.split(r"[；;]", str(value)) if part.strip()]


def read_choice(field: str, value: Any) -> str:
    """Read a choice by its code or its Chinese word."""
    words = CHOICES[field]
    text = str(value).strip() if value not in (None, "") else DEFAULTS[field]
    code = words.get(text, text)
    if code not in words.values():
        raise ValueError(_("“%(value)s” is none of: %(choices)s.") % {"value": value, "choices": "、".join(words)})
    return code
