"""The rows of the staff home: one kind of row for everything that waits."""

from dataclasses import dataclass
from datetime import date, datetime

from django.urls import reverse
from django.utils.translation import gettext as _

from yilan.accounts.models import User
from yilan.disclosure.models import Coordination, Publication, RecordPage, Release
from yilan.disclosure.queries.desk import desk_of
from yilan.disclosure.staff.due import DueWords, due_words


@dataclass(frozen=True)
class Row:
    """One thing on the desk and what to do with it next."""

    title: str
    agency: str
    stage: str
    address: str
    action: str
    due: DueWords | None = None
    at: datetime | None = None
    note: str = ""


@dataclass(frozen=True)
class Section:
    """Rows of one kind; `empty` says what an empty section means, None hides it."""

    code: str
    title: str
    rows: list[Row]
    empty: str | None = None


def sections_of(user: User, today: date) -> list[Section]:
    """Return the sections of the user's desk, what is late or due today first."""
    desk = desk_of(user)
    waiting = sorted(
        [(release.due_on or today, decision_row(release, today)) for release in desk.decisions]
        + [(question.due_on, question_row(question, today)) for question in desk.questions],
        key=lambda pair: pair[0],
    )
    urgent = [row for due_on, row in waiting if due_on <= today]
    calm = [row for due_on, row in waiting if due_on > today]
    return [
        Section("returned", _("Returned to me"), [returned_row(release) for release in desk.returned]),
        Section("urgent", _("Due today and overdue"), urgent),
        Section("waiting", _("Waiting for my decision"), calm, _("Nothing waits for your decision.")),
        Section("drafts", _("My drafts"), [draft_row(record) for record in desk.drafts], _("No drafts.")),
        Section("sent", _("On their way"), [sent_row(release, today) for release in desk.sent]),
        Section("scheduled", _("Signed off, waiting for their hour"), [scheduled_row(row) for row in desk.scheduled]),
        Section(
            "published",
            _("Recently published"),
            [published_row(row) for row in desk.published],
            _("Nothing published."),
        ),
    ]


def decision_verb(state: str) -> str:
    """Return the button's words for the decision that a stage asks for."""
    return {
        Release.State.AGENCY_CHECK: _("Check the text"),
        Release.State.SECRECY_REVIEW: _("Review for secrecy"),
        Release.State.SIGN_OFF: _("Sign off"),
    }.get(Release.State(state), _("Open the release"))


def decision_row(release: Release, today: date) -> Row:
    """Return the row of a release that the user decides on."""
    return Row(
        title=release.title,
        agency=release.agency.short_name,
        stage=release.get_state_display(),
        address=_release(release.pk),
        action=decision_verb(release.state),
        due=due_words(release.due_on, today) if release.due_on else None,
    )


def question_row(question: Coordination, today: date) -> Row:
    """Return the row of a question that another agency has put."""
    return Row(
        title=question.release.title,
        agency=question.release.agency.short_name,
        stage=_("asks %(agency)s") % {"agency": question.agency.short_name},
        address=_release(question.release_id),
        action=_("Answer the question"),
        due=due_words(question.due_on, today),
    )


def returned_row(release: Release) -> Row:
    """Return the row of a release that came back, with the reason."""
    return Row(
        title=release.title,
        agency=release.agency.short_name,
        stage=release.get_state_display(),
        address=reverse("wagtailadmin_pages:edit", args=[release.record_id]),
        action=_("Revise the text"),
        at=release.closed_at,
        note=getattr(release, "reason", None) or "",
    )


def draft_row(record: RecordPage) -> Row:
    """Return the row of a text that the user is writing."""
    return Row(
        title=record.draft_title or record.title,
        agency=record.agency.short_name,
        stage=_("change of a published record") if record.live else _("draft"),
        address=reverse("wagtailadmin_pages:edit", args=[record.pk]),
        action=_("Continue writing"),
        at=record.latest_revision_created_at,
    )


def sent_row(release: Release, today: date) -> Row:
    """Return the row of the user's own release that others decide on."""
    return Row(
        title=release.title,
        agency=release.agency.short_name,
        stage=release.get_state_display(),
        address=_release(release.pk),
        action=_("Follow the release"),
        due=due_words(release.due_on, today) if release.due_on else None,
    )


def scheduled_row(release: Release) -> Row:
    """Return the row of a release that waits for its hour."""
    return Row(
        title=release.title,
        agency=release.agency.short_name,
        stage=release.get_state_display(),
        address=_release(release.pk),
        action=_("Open the release"),
        at=release.goes_out_at,
    )


def published_row(publication: Publication) -> Row:
    """Return the row of what the public reads."""
    return Row(
        title=publication.title,
        agency=publication.agency.short_name,
        stage=publication.get_state_display(),
        address=reverse("portal:record", kwargs={"index_number": publication.index_number}),
        action=_("View the public page"),
        at=publication.updated_at,
    )


def _release(pk: int) -> str:
    return reverse("disclosure_releases:release", args=[pk])
