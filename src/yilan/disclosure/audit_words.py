"""The disclosure room's part of the audit grammar."""

from django.utils.translation import gettext_lazy as _

ACTIONS = {
    "disclosure:record:draft": _("began a record"),
    "disclosure:record:revise": _("revised a record"),
    "disclosure:record:discard": _("threw away a draft"),
    "disclosure:record:withdraw": _("withdrew a record"),
    "disclosure:record:restore": _("published a withdrawn record again"),
    "disclosure:record:validity": _("changed a record's validity"),
    "disclosure:record:import": _("imported a historic record"),
    "disclosure:release:submitted": _("submitted a record for review"),
    "disclosure:release:passed": _("passed a release on"),
    "disclosure:release:returned": _("returned a release"),
    "disclosure:release:recalled": _("recalled a release"),
    "disclosure:release:voided": _("voided a release by an edit"),
    "disclosure:release:published": _("published a release"),
    "disclosure:coordination:answer": _("answered a coordination"),
    "disclosure:hit:allow": _("let a screening hit stand"),
    "disclosure:column:add": _("opened a column"),
    "disclosure:column:change": _("changed a column"),
    "disclosure:column:retire": _("retired a column"),
    "disclosure:guide:compile": _("compiled a disclosure guide"),
    "disclosure:catalogue:compile": _("compiled a disclosure catalogue"),
    "disclosure:import:run": _("imported a file of historic records"),
}
EVENTS = (
    "RecordSubmitted",
    "RecordReturned",
    "RecordPublished",
    "RecordWithdrawn",
    "RecordValidityChanged",
    "ColumnChanged",
    "GuideCompiled",
    "CatalogueCompiled",
)
