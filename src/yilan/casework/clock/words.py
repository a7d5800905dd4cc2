"""What a clock says of itself. Whoever reads it is the applicant as much as the officer."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

RECEIVED = _("Received. This day does not count; the period has %(limit)d working days.")
COUNTED = _("Working day %(number)d")
COUNTED_RUN = _("Working days %(first)d to %(number)d")
MAKEUP = _("Working day %(number)d: a weekend day worked to make up for a holiday")
WEEKEND = _("Weekend, not counted")
HOLIDAY = _("Holiday, not counted: %(holiday)s")
PAUSED = ngettext_lazy(
    "The clock stands, %(days)d working day not counted: %(why)s",
    "The clock stands, %(days)d working days not counted: %(why)s",
    "days",
)
PAUSED_OPEN = _("The clock stands until there is an answer: %(why)s")
DELAYED = _("Until the delayed date that was set")

STOPPED = _("The clock stops: %(label)s")
STOPPED_UNTIL = _("The clock stops, until %(until)s at the latest: %(label)s")
STOPPED_OR_LAPSES = _("The clock stops: %(label)s. Without an answer by %(until)s the request counts as abandoned.")
RESUMED = _("The clock goes on after this day: %(label)s")
RESUMED_LATE = _("An answer after the limit: %(label)s. The clock has gone on after %(until)s.")
RESTARTED = _("The period begins anew, and this day does not count: %(label)s")
REOPENED = _("Opened again; the period begins anew, and this day does not count: %(label)s")
EXTENDED = ngettext_lazy(
    "Extended by %(days)d working day: %(label)s", "Extended by %(days)d working days: %(label)s", "days"
)
EXTENDED_AT_MOST = ngettext_lazy(
    "Extended by %(days)d working day, which is all that the law allows: %(label)s",
    "Extended by %(days)d working days, which is all that the law allows: %(label)s",
    "days",
)
DELAYED_TO = _("The answer is delayed to %(until)s: %(label)s")
DUE = _("Last day for the answer")
ENDED = _("Ended in time: %(label)s")
ENDED_LATE = ngettext_lazy(
    "Ended %(days)d working day late: %(label)s", "Ended %(days)d working days late: %(label)s", "days"
)
ENDED_UNDUE = _("Ended while no date was due: %(label)s")

IGNORED = _("Without effect on the clock: %(label)s. %(reason)s")
BEFORE_RECEIPT = _("It lies before the day of receipt.")
AFTER_READING = _("It lies after the day for which the clock is read.")
AFTER_END = _("The case had ended on %(day)s.")
RUN_OUT = _("The period had run out on %(day)s.")
NO_STOP = _("The clock did not stand for this.")
RUNS_ON = _("Under the law of this case that time counts.")
ONE_EXTENSION = _("A period can be extended once.")
NO_EXTENSION = _("The law of this case knows no extension.")
NO_DAYS = _("An extension has at least one working day.")
NO_DATE = _("No date was set.")
NOT_LATER = _("The answer is due no earlier anyway.")

SEPARATOR = _(", ")
NO_LAW = _("No Regulation was in force on this day, so that nothing is due.")
OUT_OF_RANGE = _("These days lie outside the calendar, so that nothing can be counted; check the years.")
PROVISIONAL_YEAR = _("The holidays of %(year)d are not announced yet; the date may change.")
PROVISIONAL_STOP = _("Taken that no answer comes before the limit; the date is nearer when one does.")

FALLBACKS = {
    "restart": _("a new beginning"),
    "stop": _("a question to others"),
    "resume": _("an answer"),
    "extend": _("an extension"),
    "delay": _("a delayed date"),
    "end": _("the answer"),
}
HOLIDAYS = {
    "anti_fascist_70th_day": _("Victory Day, 70 years"),
    "dragon_boat_festival": _("Dragon Boat Festival"),
    "labour_day": _("Labour Day"),
    "mid_autumn_festival": _("Mid-Autumn Festival"),
    "national_day": _("National Day"),
    "new_years_day": _("New Year's Day"),
    "spring_festival": _("Spring Festival"),
    "tomb_sweeping_day": _("Tomb-Sweeping Day"),
}
