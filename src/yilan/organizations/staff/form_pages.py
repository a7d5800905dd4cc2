"""One page for one verb: its form, its refusals at the fields with everything typed kept, and the way on."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from django import forms
from django.contrib import messages
from django.core.exceptions import NON_FIELD_ERRORS, PermissionDenied, ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render


@dataclass(frozen=True)
class FormPage:
    """What stands around a form: heading, the button's verb, the way back; `serious` marks what is hard to undo."""

    heading: str
    verb: str
    back: str
    back_words: str
    lead: str = ""
    serious: bool = False


def form_page(
    request: HttpRequest,
    form: forms.BaseForm,
    page: FormPage,
    act: Callable[[], tuple[str, str]],
    names: Mapping[str, str] | None = None,
) -> HttpResponse:
    """Show a form; when it is sent and complete, act. `act` returns the words of success and the address to go to.

    What the verb refuses appears at the field that it names; `names` says which field stands for one of the verb.
    """
    if request.method == "POST" and form.is_valid():
        try:
            words, address = act()
        except (ValidationError, PermissionDenied) as error:
            show_refusal(form, error, names)
        else:
            messages.success(request, words)
            return redirect(address)
    return render(request, "organizations/staff/form.html", {"form": form, **vars(page)})


def act_at_once(request: HttpRequest, act: Callable[[], object], words: str, address: str) -> HttpResponse:
    """Do what needs no form, say how it went, and go to an address."""
    try:
        act()
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
    except PermissionDenied as error:
        messages.error(request, str(error))
    else:
        messages.success(request, words)
    return redirect(address)


def show_refusal(
    form: forms.BaseForm, error: ValidationError | PermissionDenied, names: Mapping[str, str] | None = None
) -> None:
    """Add a verb's refusal to a form: at the field that it names, else above the form."""
    if isinstance(error, PermissionDenied):
        form.add_error(None, str(error))
    elif hasattr(error, "error_dict"):
        for field, told in error.message_dict.items():
            at = (names or {}).get(field, field)
            form.add_error(at if at in form.fields and field != NON_FIELD_ERRORS else None, told)
    else:
        form.add_error(None, error.messages)
