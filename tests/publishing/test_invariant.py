"""The site that was written step by step is, byte for byte, the one that would be built from nothing."""

import tempfile
from pathlib import Path
from unittest.mock import patch

import pytest
from django.db import transaction
from hypothesis import HealthCheck, Phase, example, given, settings
from hypothesis import strategies as st
from tests.publishing.town import VERBS, make_town

from yilan.disclosure.queries.published import archive, maps
from yilan.portal import listing
from yilan.publishing import touching, writing
from yilan.publishing.building import build
from yilan.publishing.models import TouchedAddress
from yilan.publishing.shelves.bucket import writer as bucket_writing
from yilan.publishing.verifying import verify

pytestmark = [pytest.mark.django_db, pytest.mark.database]


class KilledError(BaseException):
    """Stands for SIGKILL: nothing may catch it and go on."""


@pytest.fixture
def short_pages(monkeypatch):
    """Let a page of a list hold two records and a part of the site map three, so that small histories fill many."""
    for module in (archive, listing, touching):
        monkeypatch.setattr(module, "ROWS", 2)
    monkeypatch.setattr(maps, "PART_ROWS", 3)


THING = st.tuples(st.sampled_from(VERBS), st.integers(0, 40))
STEP = st.one_of(THING, st.just(("deliver", 0)), st.tuples(st.just("killed"), st.integers(1, 6)))


HISTORIES = {"before": st.lists(THING, max_size=6), "history": st.lists(STEP, min_size=4, max_size=14)}
OPTIONS = settings(
    max_examples=12,
    deadline=None,
    phases=[Phase.explicit, Phase.reuse, Phase.generate],  # shrinking would build hundreds of sites
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow, HealthCheck.data_too_large],
)


@OPTIONS
@given(**HISTORIES)
def test_no_history_leaves_a_page_that_would_not_be_built(db, short_pages, settings, before, history):
    _try(settings, before, history)


@settings(OPTIONS, max_examples=1)  # every request costs; what is written is the folder's
@example(
    before=[("publish", 3), ("publish", 4)],
    history=[("withdraw", 0), ("publish", 6), ("killed", 6), ("restore", 0), ("killed", 1), ("mark", 1), ("killed", 3)],
)
@given(**HISTORIES)
@pytest.mark.usefixtures("db", "short_pages")
def test_nor_in_a_bucket(settings, bucket, before, history):
    settings.YILAN_SITE_BUCKET = bucket.place()
    _try(settings, before, history)


def _try(settings, before, history):
    point = transaction.savepoint()
    try:
        with tempfile.TemporaryDirectory() as home:
            settings.HOME = Path(home)
            _live(before, history)
    finally:
        transaction.savepoint_rollback(point)


def _live(before, history):
    town = make_town()
    for verb, number in before:
        town.happen(verb, number)
    build()
    for verb, number in history:
        if verb == "deliver":
            town.deliver()
        elif verb == "killed":
            _die(town, number)
        else:
            town.happen(verb, number)
    town.deliver()
    assert not TouchedAddress.objects.exists()
    assert verify() == []


def _die(town, number):
    """Be killed at the n-th point of the writing; what was touched waits for whoever comes next."""
    passes = iter(range(1, 1000))

    def fault_point(_name):
        if next(passes) == number:
            raise KilledError

    with patch.object(writing, "fault_point", fault_point), patch.object(bucket_writing, "fault_point", fault_point):
        try:
            town.deliver()
        except KilledError:
            return
