"""The record editor: panels in the order in which a drafter thinks."""

from functools import cache
from typing import Any

from django.forms import Select
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import (
    CommentPanel,
    FieldPanel,
    HelpPanel,
    InlinePanel,
    MultiFieldPanel,
    ObjectList,
    TabbedInterface,
)

from yilan.disclosure.models.record import RecordPage
from yilan.disclosure.staff.forms import RecordForm
from yilan.disclosure.staff.widgets import RadioSelect

NOTICE = "disclosure/staff/parts/notice.html"


@cache
def edit_handler() -> Any:
    """Return the editor's panels, bound to the record."""
    # One tab, because Wagtail's comments look for the frame that tabs give; everything stands on one page.
    sheet = ObjectList(_panels(), heading=_("Record text"))
    return TabbedInterface([sheet], base_form_class=RecordForm).bind_to_model(RecordPage)


def _panels() -> list[Any]:
    return [
        HelpPanel(template=NOTICE),
        FieldPanel("title", heading=_("Title"), help_text=_("In full, as it stands on the document.")),
        FieldPanel(
            "document_number",
            heading=_("Document number"),
            help_text=_("For example 西政发〔2014〕12号; other brackets are put right."),
        ),
        FieldPanel(
            "body",
            heading=_("Body"),
            help_text=_("Add paragraphs with +, or paste from a word processor; tables keep their cells."),
        ),
        InlinePanel(
            "attachments",
            heading=_("Attachments"),
            label=_("Attachment"),
            panels=[FieldPanel("file", heading=_("File")), FieldPanel("title", heading=_("Title"))],
        ),
        MultiFieldPanel(
            [
                FieldPanel("disclosure", heading=_("Disclosure"), widget=RadioSelect),
                FieldPanel(
                    "disclosure_reason",
                    heading=_("Reason when not proactive"),
                    help_text=_("Law and article, and why it applies."),
                ),
                FieldPanel("audience", heading=_("Audience"), widget=RadioSelect),
                FieldPanel("community", heading=_("Community"), help_text=_("Only for village affairs.")),
            ],
            heading=_("Disclosure and audience"),
        ),
        MultiFieldPanel(
            [
                FieldPanel("columns", heading=_("Columns"), help_text=_("At least one; the record appears in each.")),
                FieldPanel("genre", heading=_("Genre"), widget=Select),
                FieldPanel("themes", heading=_("Themes")),
                FieldPanel(
                    "statutory_item",
                    heading=_("Statutory item"),
                    widget=Select,
                    help_text=_("Which duty of articles 20 and 21 of the Regulation this record fulfils."),
                ),
            ],
            heading=_("Classification"),
        ),
        MultiFieldPanel(
            [
                FieldPanel("issuers", heading=_("Issuing agencies")),
                FieldPanel(
                    "concerned",
                    heading=_("Other agencies concerned"),
                    help_text=_("They are asked before release; the release waits for their consent."),
                ),
            ],
            heading=_("Agencies"),
            classname="collapsed",
        ),
        MultiFieldPanel(
            [
                FieldPanel("written_on", heading=_("Written on"), help_text=_("The date under the document.")),
                FieldPanel("in_force_from", heading=_("In force from")),
                FieldPanel("in_force_until", heading=_("In force until"), help_text=_("Empty when it does not end.")),
            ],
            heading=_("Dates"),
        ),
        MultiFieldPanel(
            [
                FieldPanel("summary", heading=_("Summary"), help_text=_("Two or three sentences in plain words.")),
                FieldPanel("keywords", heading=_("Keywords"), help_text=_("Separated by commas.")),
                FieldPanel(
                    "source", heading=_("Source"), help_text=_("Where the text comes from, if not from the agency.")
                ),
            ],
            heading=_("Summary and keywords"),
        ),
        MultiFieldPanel(
            [
                FieldPanel("interprets", heading=_("Interprets")),
                FieldPanel("supersedes", heading=_("Supersedes or repeals")),
            ],
            heading=_("Relations"),
            classname="collapsed",
        ),
        InlinePanel(
            "duties",
            heading=_("Duties that this rule founds"),
            label=_("Duty"),
            panels=[FieldPanel("text", heading=_("Duty")), FieldPanel("holder", heading=_("Held by"))],
            classname="collapsed",
        ),
        FieldPanel(
            "goes_out_at",
            heading=_("Release not before"),
            help_text=_("Empty: at once after sign-off."),
        ),
        CommentPanel(),
    ]
