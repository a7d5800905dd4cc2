"""The history of a case as data that outlives the platform."""

import json
from dataclasses import asdict
from typing import Any

from django.utils import timezone

from yilan.casework.models import Case
from yilan.casework.personal import SEALED
from yilan.casework.queries import removed_files, staff_history
from yilan.casework.queries.history import HistoryLine
from yilan.core.sheets import as_csv

HEAD = ("序号", "日期", "录入时间", "事项", "经办", "内容", "有效")


def history_json(case: Case) -> bytes:
    """Return case, parties, events, papers and what is known of files that were removed, as JSON."""
    told = {
        "number": case.number,
        "procedure": case.procedure_code,
        "agency": case.agency.name,
        "channel": case.channel,
        "state": case.state,
        "outcome": case.outcome,
        "parties": [_party(party) for party in case.parties.all()],
        "request": _request(case),
        "events": [_event(line) for line in staff_history(case)],
        "papers": [
            {"number": paper.number, "title": paper.title, "dated": paper.dated, "way": paper.way,
             "sent_on": paper.sent_on, "arrived_on": paper.arrived_on, "proof": paper.proof,
             "template": paper.template, "template_version": paper.template_version}
            for paper in case.papers.all()
        ],
        "removed_files": [asdict(one) for one in removed_files(case)],
    }  # fmt: skip
    return json.dumps(told, ensure_ascii=False, indent=2, default=str).encode()


def history_csv(case: Case) -> bytes:
    """Return the events as a table that office programs open: one row each, with who, when and what."""
    return as_csv([HEAD, *map(_row, staff_history(case))])


def _row(line: HistoryLine) -> tuple[str, ...]:
    facts = "；".join(f"{label}：{value}" for label, value in line.facts)
    entered = timezone.localtime(line.event.at).isoformat(timespec="seconds")
    stands = "是" if line.stands else "否"
    return str(line.event.sequence), str(line.on), entered, str(line.text), actor_of(line), facts, stands


def actor_of(line: HistoryLine) -> str:
    """Return who did it: the person's name, or whose hand."""
    actor = line.event.actor
    return (actor.display_name or actor.username) if actor else str(line.event.get_hand_display())


def _party(party: Any) -> dict[str, Any]:
    values = {name: getattr(party, name) for name in (*SEALED, "identity_kind")}
    return {"role": party.role, "kind": party.kind, **{name: value for name, value in values.items() if value}}


def _request(case: Case) -> dict[str, Any]:
    from yilan.access.models import Request

    request = Request.objects.filter(case=case).first()
    names = ("description", "sought_number", "about_oneself", "supply", "delivery", "accepts_other")
    return {name: getattr(request, name) for name in names} if request else {}


def _event(line: HistoryLine) -> dict[str, Any]:
    event = line.event
    return {
        "sequence": event.sequence, "kind": event.kind, "label": line.text, "on": event.on, "at": event.at,
        "hand": event.hand, "by": actor_of(line), "facts": dict(event.facts), "stands": line.stands,
    }  # fmt: skip
