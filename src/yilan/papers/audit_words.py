"""The papers room's part of the audit grammar, and the events that it emits."""

from django.utils.translation import gettext_lazy as _

ACTIONS = {
    "papers:template:upload": _("brought a new version of a paper template"),
    "papers:template:restore": _("went back to the shipped paper template"),
}
EVENTS = ("PaperTemplateChanged",)
