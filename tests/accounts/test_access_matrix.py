"""Every address, asked for by every role and by nobody, answers as the reviewed file says."""

import re
from dataclasses import dataclass
from datetime import date
from typing import Any

import pytest
from access_matrix import HERE, Address, Rule, addresses, rule_for, rules, unknown
from django.core.files.base import ContentFile
from django.core.files.images import ImageFile
from django.db import transaction
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from tests.accounts.conftest import Staff, make_staff
from tests.factories.files import pdf_with
from tests.standing import standing
from wagtail.documents import get_document_model
from wagtail.images import get_image_model
from wagtail.models import Collection

from yilan.access.actions import Wish, register_request
from yilan.accounts.models import Role
from yilan.casework.actions import PartyData, add_file, hand_over
from yilan.casework.models import Case, CaseFile
from yilan.core.jobs.models import Job
from yilan.disclosure import actions
from yilan.disclosure.models import Column, Genre
from yilan.intake.actions import keep_bytes
from yilan.organizations.actions import designate, form_leading_group, seat_member
from yilan.search.models import BestBet, Synonyms

# Wagtail leaves the upload of a rendition to the garbage collector.
pytestmark = [
    pytest.mark.django_db,
    pytest.mark.filterwarnings("ignore:Exception ignored in. <function SpooledTemporaryFile"),
]

NOBODY = "anonymous"
EVERYONE = [NOBODY, *Role.values]
PICTURE = bytes.fromhex("47494638396101000100800000000000ffffff21f90401000000002c00000000010001000002024401003b")


@dataclass
class Samples:
    """One of each thing that addresses name."""

    things: dict[str, str]

    def value(self, told: str) -> str:
        """Return what a rule's `values` stand for: the thing's key, or after `=` the value itself."""
        return told[1:] if told.startswith("=") else self.things[told]


@standing
def prepared() -> tuple[Staff, Samples]:
    """Make everybody and one of each thing."""
    staff = make_staff()
    return staff, make_samples(staff)


@pytest.fixture
def staff(prepared) -> Staff:
    return prepared[0]


@pytest.fixture
def samples(prepared) -> Samples:
    return prepared[1]


def make_samples(staff: Staff) -> Samples:
    """Make one of each: a draft, a release, a published record, files, a group, a job that was given up."""
    collection = Collection.objects.get(name="西夏区民政局")
    document = get_document_model().objects.create(
        title="底稿", file=ContentFile(b"text", "digao.txt"), collection=collection
    )
    image = get_image_model().objects.create(
        title="图", file=ImageFile(ContentFile(PICTURE, "tu.gif"), "tu.gif"), collection=collection
    )
    column = Column.objects.create(
        slug="fuwu", name="公共服务", description="服务", keywords="服务", column_type="政务动态"
    )
    genre = Genre.objects.get_or_create(code="tongzhi", defaults={"name": "通知", "official": True, "source": "条例"})[
        0
    ]
    fields: dict[str, Any] = {
        "genre": genre, "columns": [column], "issuers": [staff.bureau], "written_on": date(2014, 3, 3),
        "body": [("paragraph", "<p>各镇、街道：请按时发放低保金。</p>")],
    }  # fmt: skip
    draft = actions.draft_record(actor=staff.officer, agency=staff.bureau, title="草稿", **fields)
    waiting = actions.draft_record(actor=staff.officer, agency=staff.bureau, title="待审", **fields)
    release = actions.submit_record(actor=staff.officer, record=waiting)
    out = actions.draft_record(actor=staff.officer, agency=staff.bureau, title="已发布", **fields)
    going = actions.submit_record(actor=staff.officer, record=out)
    actions.pass_agency_check(actor=staff.agency_checker, release=going, opinion="属实")
    actions.review_secrecy(
        actor=staff.secrecy_reviewer, release=going, basis="保守国家秘密法", conclusion="release", opinion=""
    )
    going.refresh_from_db()
    actions.sign_off(actor=staff.leader, release=going, opinion="同意")
    out.refresh_from_db()
    made = designate(actor=None, agency=staff.bureau, kind="officer", person="李四", since=date(2014, 1, 1))
    group = form_leading_group(
        actor=None, name="政务公开领导小组", founded_on=date(2014, 1, 1), office_agency=staff.district
    )
    seat = seat_member(actor=None, group=group, post="chair", person="贺立新", title="区长", since=date(2014, 1, 1))
    job = Job.objects.create(task="nowhere", state=Job.State.DEAD)
    case = _case(staff)
    return Samples(
        {
            "agency": "mzj",
            "case_information": str(_information(staff, case).pk),
            "case": str(case.pk),
            "case_file": str(case.files.filter(role="paper")[0].pk),
            "case_paper": str(case.papers.get().pk),
            "party": str(case.parties.get().pk),
            "best_bet": str(BestBet.objects.create(question="低保", title="低保", address="/").pk),
            "column": str(column.pk),
            "column_slug": column.slug,
            "designation": str(made.pk),
            "document": str(document.pk),
            "document_name": document.filename,
            "document_sha256": document.sha256,
            "draft": str(draft.pk),
            "group": str(group.pk),
            "image": str(image.pk),
            "index_number": out.index_number,
            "job": str(job.pk),
            "officer": str(staff.officer.pk),
            "officer_appointment": str(staff.officer.appointments.get().pk),
            "page": str(staff.bureau.page.pk),
            "published": str(out.pk),
            "release": str(release.pk),
            "revision": str(out.latest_revision_id),
            "seat": str(seat.pk),
            "synonyms": str(Synonyms.objects.create(words=["低保", "最低生活保障"], source="条例").pk),
            "village": "huanghua",
        }
    )


def _case(staff) -> Case:
    """Make an access request at the bureau, handled by its officer, with something that can be taken back."""
    wish = Wish(description="低保标准调整的依据", supply="paper", delivery="post")
    case = register_request(
        actor=staff.officer, agency=staff.bureau, channel="counter", received_on=timezone.localdate(),
        parties=[PartyData("applicant", "natural", {"name": "张小明", "address": "怀远西路1号"})], wish=wish,
    )  # fmt: skip
    hand_over(actor=staff.officer, case=case, handler=staff.officer)
    return case


def _information(staff, case: Case) -> CaseFile:
    """Add information as it is held."""
    stored = keep_bytes(pdf_with(["资金安排"]), "资金安排.pdf", "application/pdf")
    return add_file(actor=staff.officer, case=case, stored=stored, role=CaseFile.Role.ORIGINAL)


def address_of(one: Address, rule: Rule, samples: Samples) -> str:
    """Return the address with the rule's samples in it."""
    found = {name: samples.value(told) for name, told in rule.values.items()}
    if "path" in found:
        return found["path"]
    if ":" in one.name or one.name.isidentifier():
        names = re.findall(r"<(?:\w+:)?(\w+)>", one.route)
        positional = [found[key] for key in sorted(found) if key.isdigit()]
        if positional:
            return reverse(one.name, args=positional)
        return reverse(one.name, kwargs={name: found.get(name, "1") for name in names})
    raise AssertionError(f"{one.name} has no name; give its rule in {HERE} a sample address: values = {{path = '=/…'}}")


def ask(client: Client, address: str) -> tuple[str, HttpResponse]:
    """Ask as a script of the back office would, so that refusal is 403; by POST where GET is not for it."""
    cookies = client.cookies.copy()
    for method in (client.get, client.post):
        with transaction.atomic():
            answer = method(address, headers={"x-requested-with": "XMLHttpRequest"})
            transaction.set_rollback(True)
        client.cookies = cookies.copy()
        if answer.status_code != 405:
            break
    if getattr(answer, "streaming", False):
        answer.close()
    return str(answer.status_code), answer


def expected(role: str, rule: Rule) -> bool:
    """Tell whether a rule opens to a role."""
    opened = set(rule.open_to)
    return "anyone" in opened or role in opened or ("office" in opened and role != NOBODY)


def told(answer: HttpResponse) -> str:
    """Return what an answer says: its code, and where it leads."""
    place = answer.headers.get("Location", "")
    return f"{answer.status_code}{f' to {place}' if place else ''}"


def right(answer: HttpResponse, rule: Rule, role: str, *, may: bool) -> bool:
    """Tell whether an answer is what the rule says. Who has not signed in may also be sent to the door or refused."""
    to_login = answer.status_code == 302 and answer.headers["Location"].startswith(reverse("wagtailadmin_login"))
    if may:
        return (answer.status_code < 400 and not to_login) or answer.status_code in rule.open_as
    outside = role == NOBODY and (to_login or answer.status_code == 403)
    return answer.status_code == rule.refused_as or outside


def test_every_address_stands_in_the_file():
    missing = unknown()
    assert not missing, (
        f"New addresses without a reviewed rule: {', '.join(missing)}. Say in {HERE} who may open them; "
        "`python tests/accounts/access_matrix.py` appends a rule for each."
    )


def test_every_rule_is_reviewed_and_speaks_of_something():
    known, names = rules(), [one.name for one in addresses()]
    for rule in known:
        assert rule.reviewed, f"{rule.names} in {HERE} waits for its review"
        assert set(rule.open_to) <= {*Role.values, "office", "anyone"}, rule
        for pattern in rule.names:
            assert any(Rule([pattern], []).fits(name) for name in names), f"{pattern} fits no address any more"
    first = [next(rule for rule in known if rule.fits(name)) for name in names]
    assert all(rule in first for rule in known), "a rule is hidden by those before it"


@pytest.mark.slow
@pytest.mark.parametrize("role", EVERYONE)
def test_every_address_answers_this_role_as_reviewed(staff, samples, role):
    client = Client(raise_request_exception=False)
    if role != NOBODY:
        client.force_login(staff.people[role])
    known, wrong = rules(), []
    for one in addresses():
        rule = rule_for(one.name, known)
        if rule is None:
            continue  # the test above speaks of it
        address = address_of(one, rule, samples)
        _code, answer = ask(client, address)
        may = expected(role, rule)
        if not right(answer, rule, role, may=may):
            wrong.append(f"{one.name} ({address}) {'should open' if may else 'should be closed'}: {told(answer)}")
    assert not wrong, f"{role}:\n" + "\n".join(wrong)


def test_nobody_gets_a_page_of_the_office_without_signing_in(samples):
    allowed = {"wagtailadmin_login", "wagtailadmin_sprite", "wagtailadmin_javascript_catalog"}
    known, seen = rules(), set()
    for one in addresses():
        if not one.route.startswith("office/"):
            continue
        rule = rule_for(one.name, known)
        assert rule is not None, one.name
        _code, answer = ask(Client(raise_request_exception=False), address_of(one, rule, samples))
        if answer.status_code == 200:
            seen.add(one.name)
    assert seen == allowed
