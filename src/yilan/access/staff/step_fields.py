"""The fields of a step's form, one for every fact that its procedure asks for."""

from collections.abc import Callable

from django import forms
from django.utils.translation import gettext as _

from yilan.access.queries.desk import handlers_for
from yilan.casework.choices import choices_of
from yilan.casework.models import Case, PartyRole
from yilan.casework.personal import masked
from yilan.casework.procedures import EventKind, Fact
from yilan.disclosure.staff.widgets import CheckboxSelectMultiple, RadioSelect

FEW = 7  # choices that are shown at once
DAY = {"type": "date"}


def fields_of(kind: EventKind, case: Case) -> dict[str, forms.Field]:
    """Return the fields by the codes of their facts. What is missing or wrong is said by the verb, at the field."""
    return {fact.code: _field(kind, fact, case) for fact in kind.facts if not fact.computed}


def _field(kind: EventKind, fact: Fact, case: Case) -> forms.Field:
    field = _BUILT[fact.kind](kind, fact, case)
    field.label = fact.label if fact.required else _("%(label)s (optional)") % {"label": fact.label}
    field.help_text = fact.hint
    field.required = False
    return field


def party_roles(kind: EventKind) -> list[str]:
    """Return which parties a step is about: those after whom its stop, or the step itself, is named."""
    if kind.stop in PartyRole.values:
        return [kind.stop]
    return [PartyRole.AGENCY if kind.code.startswith("assistance") else PartyRole.THIRD_PARTY]


def lacks_party(kind: EventKind, case: Case) -> bool:
    """Tell whether a party has to be added before the step can be taken."""
    asks = any(fact.kind == "party" for fact in kind.facts)
    return asks and not case.parties.filter(role__in=party_roles(kind)).exists()


def _text(_kind: EventKind, _fact: Fact, _case: Case) -> forms.Field:
    return forms.CharField(widget=forms.Textarea(attrs={"rows": 3}))


def _date(_kind: EventKind, _fact: Fact, _case: Case) -> forms.Field:
    return forms.DateField(widget=forms.DateInput(attrs=DAY, format="%Y-%m-%d"))


def _number(_kind: EventKind, _fact: Fact, _case: Case) -> forms.Field:
    return forms.IntegerField(min_value=0)


def _days(_kind: EventKind, _fact: Fact, _case: Case) -> forms.Field:
    return forms.IntegerField(min_value=1)


def _money(_kind: EventKind, _fact: Fact, _case: Case) -> forms.Field:
    return forms.DecimalField(min_value=0, decimal_places=2, max_digits=12)


def _choice(_kind: EventKind, fact: Fact, case: Case) -> forms.Field:
    offered = choices_of(fact.choices, case)
    if len(offered) > FEW:
        return forms.ChoiceField(choices=[("", _("Choose one")), *offered])
    return _radio(offered)


def _several(_kind: EventKind, fact: Fact, case: Case) -> forms.Field:
    return forms.MultipleChoiceField(choices=choices_of(fact.choices, case), widget=CheckboxSelectMultiple)


def _flag(_kind: EventKind, _fact: Fact, _case: Case) -> forms.Field:
    return forms.BooleanField()


def _party(kind: EventKind, _fact: Fact, case: Case) -> forms.Field:
    parties = case.parties.filter(role__in=party_roles(kind))
    offered = [(str(one.pk), f"{one.get_role_display()} {masked(one, 'name')}") for one in parties]
    return _radio(offered)


def _person(_kind: EventKind, _fact: Fact, case: Case) -> forms.Field:
    return forms.ChoiceField(choices=[("", _("Choose a person")), *((one.pk, str(one)) for one in handlers_for(case))])


def _radio(offered: list[tuple[str, str]]) -> forms.Field:
    return forms.ChoiceField(choices=offered, widget=RadioSelect)


_BUILT: dict[str, Callable[[EventKind, Fact, Case], forms.Field]] = {
    "text": _text,
    "date": _date,
    "number": _number,
    "days": _days,
    "money": _money,
    "choice": _choice,
    "choices": _several,
    "flag": _flag,
    "party": _party,
    "person": _person,
}
