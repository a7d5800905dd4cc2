"""The form behind the record editor."""

from typing import Any, ClassVar

from django import forms
from django.core.exceptions import ValidationError
from django.forms.utils import ErrorDict
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminPageForm

from yilan.core.numbering.document_numbers import normalise
from yilan.disclosure.actions.drafting import free_slug
from yilan.disclosure.completeness import require_complete
from yilan.disclosure.queries import choices
from yilan.disclosure.staff import fields
from yilan.disclosure.staff.widgets import CheckboxSelectMultiple, name_groups


class RecordForm(WagtailAdminPageForm):
    """What a drafter fills in. A draft may be incomplete; what is missing is told when it is submitted."""

    columns: ClassVar[Any] = forms.ModelMultipleChoiceField(
        label=_("Columns"), queryset=None, required=False, widget=CheckboxSelectMultiple
    )
    themes: ClassVar[Any] = forms.ModelMultipleChoiceField(
        label=_("Themes"), queryset=None, required=False, widget=CheckboxSelectMultiple
    )
    issuers: ClassVar[Any] = forms.ModelMultipleChoiceField(
        label=_("Issuing agencies"), queryset=None, required=False, widget=CheckboxSelectMultiple
    )
    concerned: ClassVar[Any] = forms.ModelMultipleChoiceField(
        label=_("Other agencies concerned"), queryset=None, required=False, widget=CheckboxSelectMultiple
    )
    genre: ClassVar[Any] = forms.ModelChoiceField(label=_("Genre"), queryset=None, required=False)
    statutory_item: ClassVar[Any] = forms.ModelChoiceField(label=_("Statutory item"), queryset=None, required=False)
    community: ClassVar[Any] = forms.ModelChoiceField(label=_("Community"), queryset=None, required=False)
    interprets = fields.RecordNumberField(
        label=_("Interprets"), required=False, help_text=_("Index number of the document that this record explains.")
    )
    supersedes = fields.RecordNumbersField(
        label=_("Supersedes or repeals"),
        required=False,
        help_text=_("Index numbers, one a line. These records are marked as repealed when this one is published."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._offer("columns", choices.columns_to_choose(), fields.grouped_columns)
        self._offer("genre", choices.genres_to_choose(), fields.grouped_genres)
        self._offer("statutory_item", choices.items_to_choose(), fields.grouped_items)
        self._offer("issuers", choices.agencies_to_choose(), fields.grouped_agencies)
        self._offer("concerned", choices.agencies_to_choose(), fields.grouped_agencies)
        if "themes" in self.fields:
            self.fields["themes"].queryset = choices.themes_to_choose()
        if "community" in self.fields:
            self.fields["community"].queryset = choices.communities_to_choose()
        if self.instance.pk is None and "issuers" in self.fields and hasattr(self.parent_page, "agency_id"):
            self.initial.setdefault("issuers", [])
            self.initial["issuers"] = [self.parent_page.agency_id]
        name_groups(self)
        if not self.is_bound and getattr(self.instance, "show_what_is_missing", False):
            self._errors = self.missing()

    def _offer(self, name: str, queryset: Any, group: Any) -> None:
        if name in self.fields:
            self.fields[name].queryset = queryset
            self.fields[name].choices = group(queryset)

    def missing(self) -> ErrorDict:
        """Return what the saved draft still needs, so that a refused submission shows it at the fields."""
        errors = ErrorDict()
        try:
            require_complete(self.instance)
        except ValidationError as error:
            for name, messages in error.message_dict.items():
                errors[name if name in self.fields else "title"] = self.error_class(messages)
        return errors

    def clean_document_number(self) -> str:
        """Bring the number into its normal form; an unusual one stays as typed."""
        typed: str = self.cleaned_data["document_number"].strip()
        return normalise(typed) or typed

    def clean(self) -> dict[str, Any]:
        """Give a new record the slug that nobody sees."""
        values: dict[str, Any] = super().clean()
        if not self.instance.slug:
            self.instance.slug = free_slug()
        return values
