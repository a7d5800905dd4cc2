"""Hooks of the disclosure room into Wagtail's admin."""

from collections.abc import Iterator
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.templatetags.static import static
from django.urls import URLPattern, URLResolver, reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from wagtail import hooks
from wagtail.admin.action_menu import ActionMenuItem
from wagtail.admin.widgets import Button

from yilan.disclosure import actions
from yilan.disclosure.actions.editing import note_edit
from yilan.disclosure.models import RecordPage
from yilan.disclosure.queries.drafts import publication_of
from yilan.disclosure.queries.releases import open_release
from yilan.disclosure.staff import urls
from yilan.disclosure.staff.people import actor_of
from yilan.disclosure.staff.publications import may_settle

SUBMIT = "action-submit-review"


@hooks.register("register_admin_urls")
def staff_urls() -> list[URLPattern | URLResolver]:
    """Open the room's screens below the back office."""
    return urls.urlpatterns


@hooks.register("insert_global_admin_css")
def staff_css() -> SafeString:
    """Link the style of the room's screens."""
    return format_html('<link rel="stylesheet" href="{}">', static("disclosure/staff.css"))


@hooks.register("before_edit_page")
def hold_while_on_its_way(request: HttpRequest, page: Any) -> HttpResponse | None:
    """Let nobody edit a text that others are reviewing: a stray key would void their work. Recall it first."""
    if not isinstance(page, RecordPage):
        return None
    if request.GET.get("missing"):
        page.show_what_is_missing = True
    release = open_release(page)
    if release is None:
        return None
    messages.warning(request, _("This text is under review. Recall the submission before you change it."))
    return redirect("disclosure_releases:release", release.pk)


class RecordActions(ActionMenuItem):
    """The two things that a drafter can do: save the draft, submit it for review."""

    name = SUBMIT
    template_name = "disclosure/staff/parts/editor_actions.html"
    order = 0


@hooks.register("construct_page_action_menu", order=1000)
def only_our_actions(menu_items: list[Any], request: HttpRequest, context: dict[str, Any]) -> None:  # noqa: ARG001
    """Leave nothing in the editor's menu of a record that would go around our verbs."""
    page = context.get("page")
    creating = context["view"] == "create"
    if isinstance(page, RecordPage) or creating:
        menu_items[:] = [RecordActions()]


@hooks.register("after_create_page")
def after_create(request: HttpRequest, page: Any) -> HttpResponse | None:
    """Note the new record, and submit it if that was asked."""
    if not isinstance(page, RecordPage):
        return None
    note_edit(actor=actor_of(request), record=page, begun=True)
    return _submit(request, page)


@hooks.register("after_edit_page")
def after_edit(request: HttpRequest, page: Any) -> HttpResponse | None:
    """Note a draft that was saved by hand, and submit it if that was asked."""
    if not isinstance(page, RecordPage):
        return None
    if "application/json" not in request.headers.get("Accept", ""):  # the editor's own saving in between is not noted
        note_edit(actor=actor_of(request), record=page, begun=False)
    return _submit(request, page)


def _submit(request: HttpRequest, page: RecordPage) -> HttpResponse | None:
    if not request.POST.get(SUBMIT):
        return None
    _forget_messages(request)
    try:
        release = actions.submit_record(actor=actor_of(request), record=page)
    except (ValidationError, PermissionDenied) as error:
        told = error.messages if isinstance(error, ValidationError) else [str(error)]
        messages.error(request, _("The draft is saved, but not submitted: %(reasons)s") % {"reasons": " ".join(told)})
        return redirect(f"{reverse('wagtailadmin_pages:edit', args=[page.pk])}?missing=1")
    messages.success(request, _("Submitted for review: %(title)s") % {"title": release.title})
    found = release.hits.count()
    if found:
        messages.warning(
            request,
            _("Screening found %(count)d places. Recall the text and mask them, or a secrecy reviewer lets them stand.")
            % {"count": found},
        )
    return redirect("disclosure_releases:release", release.pk)


def _forget_messages(request: HttpRequest) -> None:
    """Drop Wagtail's own words about saving; ours follow."""
    list(messages.get_messages(request))


@hooks.register("register_page_header_buttons")
def record_buttons(page: Any, user: Any, view_name: str, next_url: str | None = None) -> Iterator[Any]:  # noqa: ARG001
    """Offer what may be done with a record outside its text."""
    if not isinstance(page, RecordPage) or page.pk is None:
        return
    publication = publication_of(page)
    yield Button(
        _("History and differences"), reverse("disclosure_records:history", args=[page.pk]), icon_name="history"
    )
    if publication is None:
        if page.owner_id == user.pk:
            yield Button(
                _("Throw the draft away"), reverse("disclosure_records:discard", args=[page.pk]), icon_name="bin"
            )
        return
    public = reverse("portal:record", kwargs={"index_number": publication.index_number})
    yield Button(_("View the public page"), public, icon_name="view")
    if not may_settle(user, publication):
        return
    yield Button(_("Change the validity"), reverse("disclosure_records:validity", args=[page.pk]), icon_name="date")
    if publication.state == publication.State.STANDING:
        yield Button(
            _("Withdraw the record"), reverse("disclosure_records:withdraw", args=[page.pk]), icon_name="no-view"
        )
    else:
        yield Button(_("Publish it again"), reverse("disclosure_records:restore", args=[page.pk]), icon_name="rotate")
