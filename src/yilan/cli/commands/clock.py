import argparse
import json
import re
import sys
from collections.abc import Mapping
from datetime import date
from typing import TYPE_CHECKING, Any

from yilan.cli.errors import Refused

if TYPE_CHECKING:
    from yilan.casework.clock import Happening, KindOfEvent, Reading, TraceLine

NAME = "clock"
HELP = "print when an answer is due, and how the working days were counted"
MOST_PARTS = 2  # after the kind: a date, and what belongs to it
DAYS = re.compile(r"[1-9]\d{0,3}", re.ASCII)
DAY = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
WRONG = 2


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add what was received and what has happened."""
    parser.add_argument("--received", metavar="DATE", required=True, help="day of receipt, for example 2025-09-25")
    parser.add_argument(
        "--law", metavar="PROCEDURE", default="access", help="the procedure that sets the limits (default access)"
    )
    parser.add_argument(
        "--event",
        metavar="KIND:DATE",
        action="append",
        default=[],
        help="what has happened, by its code in the procedure; may be given again. A third part is the day on which a "
        "letter with a limit of law arrived, the last day of any other stop, the working days of an extension "
        "(extended:2025-10-20:10), or the date of a delay (delayed:2025-10-20:2025-12-31)",
    )
    parser.add_argument("--as-of", metavar="DATE", help="read the clock as it stood on a day")
    parser.add_argument("--days", action="store_true", help="give every day a line, also without --json")
    parser.add_argument("--json", action="store_true", help="print JSON: due date, state, and a line for every day")


def run(options: argparse.Namespace) -> int:
    """Read the clock and print it. What is not understood ends with exit code 2."""
    from yilan.cli.starting import start_django

    start_django()
    try:
        reading = _reading(options)
    except Refused as error:
        print(f"yilan clock: {error}", file=sys.stderr)
        return WRONG
    if options.json:
        print(json.dumps(_plain(reading), ensure_ascii=False, indent=2))
    else:
        _print(reading, every_day=options.days)
    return 0


def _reading(options: argparse.Namespace) -> "Reading":
    from yilan.casework.clock import read_clock
    from yilan.casework.procedures import procedure
    from yilan.core.regimes import NoRegime, regime_on

    try:
        law = procedure(options.law)
    except LookupError as error:
        raise Refused(str(error.args[0] if error.args else error)) from None
    received = _day(options.received)
    try:
        regime_on(received)
    except NoRegime as error:
        raise Refused(str(error)) from None
    moving: Mapping[str, KindOfEvent] = {code: kind for code, kind in law.events.items() if _moves(kind)}
    happenings = [_happening(text, moving, received) for text in options.event]
    return read_clock(received, law.clock, happenings, as_of=_day(options.as_of) if options.as_of else None)


def _moves(kind: "KindOfEvent") -> bool:
    from yilan.casework.clock import Effect

    return kind.clock in set(Effect)


def _happening(text: str, moving: "Mapping[str, KindOfEvent]", received: date) -> "Happening":
    from yilan.casework.clock import Effect, happening_of

    code, *parts = text.split(":")
    if code not in moving:
        raise Refused(f"--event {text}: there is no event {code} that moves the clock; there are {', '.join(moving)}")
    kind = moving[code]
    least = {Effect.EXTEND: 0, Effect.DELAY: 2}.get(Effect(kind.clock), 1)
    if not least <= len(parts) <= MOST_PARTS:
        raise Refused(f"--event {text}: write {code}:DATE{_third(kind)} with dates as 2025-09-25")
    on = _day(parts[0]) if parts else received
    return happening_of(kind, on, _facts(kind, parts[1], text) if len(parts) > 1 else {})


def _third(kind: "KindOfEvent") -> str:
    return {"extend": "[:DAYS]", "delay": ":DATE", "stop": "[:DATE]"}.get(kind.clock, "")


def _facts(kind: "KindOfEvent", more: str, text: str) -> dict[str, Any]:
    if kind.clock == "extend":
        if not DAYS.fullmatch(more):
            raise Refused(f"--event {text}: {more} is no number of working days")
        return {"days": int(more)}
    if kind.clock == "delay":
        return {"until": _day(more)}
    if kind.clock == "stop":
        return {"reached" if kind.limit else "until": _day(more)}
    raise Refused(f"--event {text}: {kind.code} takes one date and nothing more")


def _day(text: str) -> date:
    from yilan.core.calendar import CalendarRangeError, next_working_day

    try:
        day = date.fromisoformat(text) if DAY.fullmatch(text) else None
    except ValueError:
        day = None
    if day is None:
        raise Refused(f"{text or 'nothing'} is no date; write it as 2025-09-25")
    try:
        next_working_day(day)
    except CalendarRangeError as error:
        raise Refused(str(error)) from None
    return day


def _plain(reading: "Reading") -> dict[str, Any]:
    return {
        "due": _iso(reading.due),
        "provisional": reading.provisional,
        "regime": reading.regime,
        "state": reading.state.value,
        "paused_by": [
            {"name": pause.stop.name, "since": _iso(pause.since), "until": _iso(pause.until)}
            for pause in reading.paused_by
        ],
        "received": _iso(reading.received),
        "started": _iso(reading.started),
        "limit": reading.limit,
        "extended_by": reading.extended_by,
        "ended_on": _iso(reading.ended_on),
        "days_left": reading.days_left,
        "late_by": reading.late_by,
        "calendar": reading.calendar_version,
        "trace": [_plain_line(line) for line in reading.trace],
    }


def _plain_line(line: "TraceLine") -> dict[str, Any]:
    return {
        "from": _iso(line.first),
        "to": _iso(line.last),
        "kind": line.kind.value,
        "text": line.text,
        "count": line.count,
        "days": line.days,
        "article": line.article,
    }


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _print(reading: "Reading", *, every_day: bool) -> None:
    due = reading.due.isoformat() if reading.due else "none"
    print(f"due {due}{' (provisional)' if reading.provisional else ''}, {reading.state.value}, {reading.regime}")
    for line in reading.trace if every_day else reading.summary:
        article = f"  ({line.article})" if line.article else ""
        print(f"{_span(line):<24}  {line.text}{article}")


def _span(line: "TraceLine") -> str:
    if line.last == line.first:
        return line.first.isoformat()
    return f"{line.first} .. {line.last or ''}".rstrip()
