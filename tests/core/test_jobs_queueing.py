"""What may be queued: registered tasks, arguments that JSON keeps, keys that are used up once."""

import json
import math
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from yilan.core.jobs import UnknownTask, own_transactions, task
from yilan.core.jobs.actions import queue
from yilan.core.jobs.arguments import require_json
from yilan.core.jobs.models import Job
from yilan.core.jobs.registry import find

JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
    max_leaves=8,
)


@task
def nothing(**_arguments):
    pass


def not_registered():
    pass


@given(value=JSON)
def test_json_is_kept_as_it_is(value):
    assert json.loads(json.dumps(require_json(value, "arguments"))) == value


@given(inner=JSON)
@pytest.mark.parametrize(
    "spoil",
    [
        lambda inner: (inner,),
        lambda inner: {"deep": [{"deeper": (inner, 1)}]},
        lambda inner: {1: inner},
        lambda inner: [math.nan, inner],
        lambda inner: [date(2014, 3, 5), inner],
        lambda inner: {"bytes": b"", "inner": inner},
        lambda inner: {frozenset(): inner},
    ],
)
def test_whatever_json_would_change_is_refused(spoil, inner):
    with pytest.raises(TypeError, match="The arguments of a job must"):
        require_json(spoil(inner), "arguments")


@pytest.mark.django_db
@pytest.mark.database
def test_a_key_is_used_up_once():
    first = queue(nothing, {"number": 1}, unique_key="once")
    assert queue(nothing, {"number": 2}, unique_key="once") == first
    assert Job.objects.get().arguments == {"number": 1}
    assert queue(nothing) != queue(nothing)


@pytest.mark.django_db
@pytest.mark.database
def test_a_wrong_task_is_refused_where_it_is_queued():
    for wrong in (not_registered, "os.getcwd", "no.such.thing"):
        with pytest.raises(UnknownTask):
            queue(wrong)
    with pytest.raises(TypeError):
        queue(nothing, {"day": date(2014, 3, 5)})
    assert not Job.objects.exists()


def test_a_function_within_a_function_is_refused():
    with pytest.raises(TypeError, match="no function of a module"):

        @task
        def inside():
            pass


def test_a_task_stays_a_function_and_knows_how_it_runs():
    @own_transactions
    def by_itself():
        pass

    assert nothing() is None
    assert find(f"{__name__}.nothing").joins_transaction({})
    assert not getattr(nothing, "yilan_own_transactions", False)
    assert by_itself.yilan_own_transactions
