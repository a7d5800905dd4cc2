"""The access room's part of the audit grammar."""

from django.utils.translation import gettext_lazy as _

ACTIONS = {
    "access:information:screen": _("let information of a case be screened"),
    "access:finding:allow": _("let finds of screening in a file stand"),
    "access:notice:send": _("told the applicant by e-mail"),
    "access:notice:refuse": _("could not tell the applicant by e-mail: the address takes no mail"),
    "access:redaction:save": _("saved what is to be blackened in a file"),
    "access:redaction:refuse": _("a copy with parts blackened was refused by the check"),
}
