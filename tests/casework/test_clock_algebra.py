"""What holds of every clock, whatever happened to it."""

from dataclasses import replace
from datetime import date, timedelta

from hypothesis import example, given
from hypothesis import strategies as st

from yilan.casework.clock import ClockRule, Effect, Happening, Kind, State, read_clock
from yilan.casework.clock.trace import DAYS
from yilan.core.calendar import is_working_day

RULE = ClockRule()
FIRST = date(2008, 5, 1)
NEW_LAW = date(2019, 5, 15)
RECEIPTS = st.dates(FIRST, date(2026, 6, 30))
NEW_RECEIPTS = st.dates(NEW_LAW, date(2026, 6, 30))
NAMES = st.sampled_from(["third_party", "third_party:1", "third_party:2", "agency", "correction"])
AFTER = st.integers(0, 90)


@st.composite
def stops(draw, received):
    on = received + timedelta(draw(AFTER))
    until = draw(st.none() | AFTER.map(lambda days: on + timedelta(days)))
    reached = draw(st.none() | st.integers(-3, 20).map(lambda days: on + timedelta(days)))
    limit = draw(st.sampled_from(["third_party", "joint_maker", "payment", ""]))
    return Happening(Effect.STOP, on, draw(NAMES), limit, until=until, reached=reached, lapses=draw(st.booleans()))


@st.composite
def resumes(draw, received):
    return Happening(Effect.RESUME, received + timedelta(draw(AFTER)), draw(NAMES))


@st.composite
def extensions(draw, received):
    return Happening(Effect.EXTEND, received + timedelta(draw(AFTER)), days=draw(st.none() | st.integers(-1, 30)))


@st.composite
def anything(draw, received):
    on = received + timedelta(draw(st.integers(-5, 120)))
    until = draw(st.none() | st.integers(-5, 150).map(lambda days: received + timedelta(days)))
    effect = draw(st.sampled_from([Effect.RESTART, Effect.DELAY, Effect.END]))
    name = draw(st.sampled_from(["", "correction", "third_party"])) if effect is Effect.RESTART else ""
    return draw(
        stops(received) | resumes(received) | extensions(received) | st.just(Happening(effect, on, name, until=until))
    )


@st.composite
def cases(draw, receipts=RECEIPTS, without=(), most=8):
    received = draw(receipts)
    happened = draw(st.lists(anything(received), max_size=most))
    return received, [one for one in happened if one.effect not in without]


def due(received, happenings, **more):
    """Return the due day, the last of all days where none is known."""
    return read_clock(received, RULE, happenings, **more).due or date.max


def every_day(first, last):
    return (first + timedelta(number) for number in range((last - first).days + 1))


@given(cases(), st.randoms(), st.integers(1, 3))
def test_order_and_repetition_do_not_matter(case, random, times):
    received, happened = case
    reading = read_clock(received, RULE, happened)
    again = happened * times
    random.shuffle(again)
    other = read_clock(received, RULE, again)
    assert other == reading
    assert other.trace == reading.trace or [line.text for line in other.trace] == [line.text for line in reading.trace]


@given(cases(without=[Effect.END]), st.data())
def test_one_more_stop_never_brings_the_due_day_nearer(case, data):
    received, happened = case
    assert due(received, [*happened, data.draw(stops(received))]) >= due(received, happened)


@given(NEW_RECEIPTS, st.lists(st.tuples(AFTER, AFTER), min_size=1, max_size=4), st.data())
def test_a_longer_stop_never_brings_it_nearer(received, spans, data):
    def happenings(longer=None):
        for number, (after, length) in enumerate(spans):
            begins = received + timedelta(after)
            yield Happening(Effect.STOP, begins, f"third_party:{number}", "third_party")
            yield Happening(Effect.RESUME, begins + timedelta(length + (number == longer)), f"third_party:{number}")

    longer = data.draw(st.integers(0, len(spans) - 1))
    assert due(received, happenings(longer)) >= due(received, happenings())


@given(cases(without=[Effect.EXTEND, Effect.END]), st.data())
def test_an_extension_never_brings_it_nearer(case, data):
    received, happened = case
    assert due(received, [*happened, data.draw(extensions(received))]) >= due(received, happened)


@given(cases(without=[Effect.DELAY, Effect.END]), st.data())
def test_a_delayed_date_never_brings_it_nearer(case, data):
    received, happened = case
    on, until = (received + timedelta(data.draw(AFTER)) for _ in range(2))
    assert due(received, [*happened, Happening(Effect.DELAY, on, until=until)]) >= due(received, happened)


@given(cases(receipts=NEW_RECEIPTS, without=[Effect.END]), st.integers(0, 60))
def test_what_is_received_later_is_never_due_earlier(case, days):
    received, happened = case
    later = received + timedelta(days)
    happened = [one for one in happened if one.on >= later]
    assert due(later, happened) >= due(received, happened)


@given(RECEIPTS, st.integers(0, 400))
def test_the_new_law_gives_no_less_time_than_the_old(received, days):
    assert due(received + timedelta(days), []) >= due(received, [])


@given(cases())
def test_the_due_day_is_a_working_day_after_the_receipt(case):
    received, happened = case
    reading = read_clock(received, RULE, happened)
    if reading.due is not None:
        assert reading.due > received
        assert is_working_day(reading.due)


@given(cases())
def test_every_day_up_to_the_due_day_is_told_once_and_as_many_count_as_the_law_says(case):
    received, happened = case
    reading = read_clock(received, RULE, happened)
    if reading.due is None:
        return
    lines = list(reading.trace)
    begun = max(number for number, line in enumerate(lines) if line.kind in {Kind.RECEIVED, Kind.RESTARTED})
    days = [line for line in lines[begun:] if line.kind in DAYS]
    told = [one for line in days for one in every_day(line.first, line.last)]
    assert told == list(every_day(reading.started + timedelta(1), reading.due))
    counted = [line for line in days if line.kind in {Kind.COUNTED, Kind.MAKEUP}]
    assert [line.count for line in counted] == list(range(1, reading.limit + reading.extended_by + 1))
    assert all(is_working_day(line.first) for line in counted)
    explained = sum(line.days for line in days)
    assert explained == sum(map(is_working_day, every_day(reading.started + timedelta(1), reading.due)))


@given(cases())
def test_every_happening_is_told(case):
    received, happened = case
    told = {(line.first, line.kind) for line in read_clock(received, RULE, happened).trace}
    kinds = {Kind.HAPPENED, Kind.IGNORED, Kind.RESTARTED, Kind.ENDED}
    assert {one.on for one in happened} == {day for day, kind in told if kind in kinds}


@example(case=(date(2020, 1, 5), [  # the counting below ends on the eve of a holiday
    Happening(Effect.STOP, date(2020, 1, 5), "third_party", "third_party"),
    Happening(Effect.STOP, date(2020, 2, 28), "third_party", "third_party"),
]))  # fmt: skip
@given(cases(without=[Effect.END]))
def test_a_due_day_counts_as_the_law_says_day_by_day(case):
    """Held against the plainest way to count there is, for cases without a new beginning or a delayed date."""
    received, happened = case
    happened = [one for one in happened if one.effect in {Effect.STOP, Effect.RESUME} and one.on >= received]
    reading = read_clock(received, RULE, happened)
    spans = [(pause.since, pause.last or date.max) for pause in reading._told.pauses]
    day, count, latest = received, 0, received + timedelta(1500)
    while day < latest:
        day += timedelta(1)
        if not is_working_day(day):
            continue
        count += not any(begins < day <= ends for begins, ends in spans)
        stands = any(
            begins <= day < ends and (ends == date.max or any(map(is_working_day, every_day(day + timedelta(1), ends))))
            for begins, ends in spans
        )
        if count >= reading.limit and not stands:
            break
    assert reading.due == (day if day < latest else None)


@given(cases(), st.integers(-10, 300))
def test_what_is_known_on_a_day_is_what_had_happened_by_then(case, days):
    received, happened = case
    today = received + timedelta(days)
    reading = read_clock(received, RULE, happened, as_of=today)
    known = read_clock(received, RULE, [one for one in happened if one.on <= today], as_of=today)
    assert reading == known
    assert (reading.state is State.PAUSED) == bool(reading.paused_by)
    assert not (reading.late_by and reading.days_left)


@given(cases(), st.integers(-(10**5), 10**6), st.integers(1, 3))
def test_nothing_odd_raises(case, days, times):
    received, happened = case
    low, high = date.min.toordinal(), date.max.toordinal()

    def moved(one):
        return date.fromordinal(min(max(one.toordinal() + days * times, low), high))

    odd = [replace(one, on=moved(one.on), until=one.until and moved(one.until)) for one in happened]
    for begun in (received, moved(received)):
        reading = read_clock(begun, RULE, [*happened, *odd])
        assert all(line.text for line in (*reading.trace, *reading.summary))
