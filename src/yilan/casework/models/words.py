from django.utils.translation import gettext_lazy as _

from yilan.core.sealing import SealedTextField
from yilan.core.sealing.words import SealedWords


class EventWords(SealedWords):
    """What people put in words of their own when something happened to a case: the facts that are words."""

    text = SealedTextField(_("words of an event"))

    class Meta:
        verbose_name = _("words of an event")
        verbose_name_plural = _("words of events")
