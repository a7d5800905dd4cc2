"""Reads papers and refusals as people do."""

import io
from collections.abc import Callable
from typing import Any

import docx
import pytest
from django.core.exceptions import ValidationError

from yilan.casework.models import CasePaper
from yilan.intake.queries import open_kept


def words_of(paper: CasePaper) -> str:
    """Return the text of a paper's DOCX, a line for each paragraph."""
    document = docx.Document(io.BytesIO(open_kept(paper.document.stored).read()))
    return "\n".join(one.text for one in document.paragraphs)


def refused(call: Callable[..., Any], **values: Any) -> dict[str, list[str]]:
    """Return what a verb says at which field when it refuses; without a field under an empty name."""
    with pytest.raises(ValidationError) as caught:
        call(**values)
    return caught.value.message_dict if hasattr(caught.value, "error_dict") else {"": caught.value.messages}
