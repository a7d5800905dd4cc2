"""The casework room's part of the audit grammar."""

from django.utils.translation import gettext_lazy as _

ACTIONS = {
    "casework:case:open": _("opened a case"),
    "casework:case:event": _("entered an event of a case"),
    "casework:case:read": _("opened a case to read it"),
    "casework:case:hand_over": _("handed a case over"),
    "casework:case:export": _("took a case out as one file"),
    "casework:list:export": _("exported a list of cases"),
    "casework:party:add": _("added a party to a case"),
    "casework:party:reveal": _("opened personal data of a party"),
    "casework:file:add": _("added a file to a case"),
    "casework:file:open": _("opened a file of a case"),
    "casework:file:show": _("changed until when an applicant may take a file"),
    "casework:file:remove": _("took a file out of a case that was added by mistake"),
    "casework:paper:issue": _("issued a paper of a case"),
    "casework:paper:deliver": _("entered the delivery of a paper"),
}
EVENTS = ("CaseOpened", "CaseMoved")
