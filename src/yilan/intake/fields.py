"""Form fields for files of strangers. What is wrong with a file stands at the field, in words."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.functional import lazy
from django.utils.translation import gettext

from yilan.intake.kinds import ALL, taken
from yilan.intake.receiving import MEGABYTE, Received, discard, named, receive
from yilan.intake.refusing import Refused


def help_words(kinds: Iterable[str]) -> str:
    """Return what may be sent, for people."""
    most = taken().limits.file // MEGABYTE
    return gettext("%(kinds)s, at most %(most)s MB each.") % {"kinds": named(kinds), "most": most}


class CleanFileField(forms.FileField):
    """One file; cleaned data is a `Received`, or None when none was sent and none is required."""

    widget = forms.FileInput

    def __init__(self, *, kinds: frozenset[str] = ALL, **options: Any) -> None:
        self.kinds = kinds
        options.setdefault("help_text", lazy(help_words, str)(kinds))
        super().__init__(**options)

    def widget_attrs(self, widget: forms.Widget) -> dict[str, Any]:
        """Let the browser offer fitting files only."""
        fitting = (kind for code, kind in taken().kinds.items() if code in self.kinds)
        endings = ",".join(f".{ending}" for kind in fitting for ending in kind.extensions)
        return super().widget_attrs(widget) | {"accept": endings}

    def to_python(self, data: Any) -> Any:
        """Leave names and emptiness to `receive`, whose words say more."""
        return None if data in self.empty_values else data

    def clean(self, data: Any, initial: Any = None) -> Any:
        """Receive the file; `ValidationError` with what to do when it is refused."""
        sent = super().clean(data, initial)
        return receive(sent, kinds=self.kinds) if sent is not None and sent is not initial else sent


class _Several(forms.FileInput):
    allow_multiple_selected = True


class CleanFilesField(CleanFileField):
    """Several files; cleaned data is a list of `Received`. One that is refused refuses all, and each is named."""

    widget = _Several

    def __init__(self, *, most: int = taken().limits.files, **options: Any) -> None:
        self.most = most
        super().__init__(**options)

    def clean(self, data: Any, initial: Any = None) -> list[Received]:  # noqa: ARG002 - Django's signature
        """Receive all; when one is refused, none of the others stays."""
        sent = [one for one in data or () if one not in self.empty_values]
        if self.required and not sent:
            raise ValidationError(self.error_messages["required"], code="required")
        if len(sent) > self.most:
            raise Refused("many", most=self.most)
        good: list[Received] = []
        wrong: list[Refused] = []
        for one in sent:
            try:
                good.append(receive(one, kinds=self.kinds))
            except Refused as refused:
                wrong.append(refused)
        if wrong:
            discard(good)
            raise ValidationError(list(wrong))
        return good
