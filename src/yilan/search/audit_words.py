"""The search room's part of the audit grammar, and the events that it emits."""

from django.utils.translation import gettext_lazy as _

ACTIONS = {
    "search:synonyms:add": _("added synonyms for the search"),
    "search:synonyms:change": _("changed synonyms of the search"),
    "search:synonyms:retire": _("retired synonyms of the search"),
    "search:bet:set": _("recommended a page for a search"),
    "search:bet:remove": _("took back a page recommended for a search"),
}
EVENTS = ("SearchWordsChanged",)
