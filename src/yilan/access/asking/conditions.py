"""Of whom a question is asked: by what they have answered before."""

from collections.abc import Callable, Mapping

from yilan.access.asking.answers import YES, Answers, has_agent, is_person


def _said_yes(name: str) -> Callable[[Answers], bool]:
    return lambda answers: answers.get(name) == YES


def _has_said(name: str) -> Callable[[Answers], bool]:
    return lambda answers: bool(answers.get(name))


# "": everybody.
CONDITIONS: Mapping[str, Callable[[Answers], bool]] = {
    "": lambda _answers: True,
    "matches": _said_yes("matches"),
    "about_oneself": _said_yes("about_oneself"),
    "supply": _has_said("supply"),
    "kind": _has_said("kind"),
    "person": is_person,
    "organisation": lambda answers: bool(answers.get("kind")) and not is_person(answers),
    "agent": has_agent,
}
