"""Where templates run: no call, no private name, no other file, only the filters that papers need.

Templates are uploaded by offices. Jinja's sandbox alone keeps them from Python's insides; here the grammar itself is
a list of what is allowed, so that what nobody thought of is refused too.
"""

from collections.abc import Callable, Iterator
from datetime import date
from decimal import Decimal
from typing import Any, ClassVar

from django.utils.translation import gettext as _
from jinja2 import TemplateSyntaxError, Undefined, nodes
from jinja2.sandbox import SandboxedEnvironment

from yilan.papers.errors import BadTemplate
from yilan.papers.facts import Quoted, leftover
from yilan.papers.words import day_in_characters, day_in_figures, in_capitals, in_yuan

ALLOWED = (
    nodes.Template, nodes.Output, nodes.TemplateData, nodes.Name, nodes.Getattr, nodes.Const, nodes.If, nodes.For,
    nodes.Filter, nodes.Test, nodes.Compare, nodes.Operand, nodes.And, nodes.Or, nodes.Not, nodes.CondExpr,
    nodes.Tuple,
)  # fmt: skip
FILTERS: dict[str, tuple[type, Callable[[Any], str]]] = {
    "day": (date, day_in_figures),
    "hanzi_day": (date, day_in_characters),
    "yuan": (Decimal | int, in_yuan),  # type: ignore[dict-item]
    "capitals": (Decimal | int, in_capitals),  # type: ignore[dict-item]
}
BUILT_IN = ("default", "length", "join", "first", "last", "trim")
TESTS = ("defined", "undefined", "none", "odd", "even")
DEEPEST = 2  # loops within loops


def environment(missing: set[str]) -> SandboxedEnvironment:
    """Return where one rendering runs; what it finds missing or left over is added to `missing`."""

    def finalize(value: Any) -> Any:
        if isinstance(value, str) and not isinstance(value, Quoted):
            missing.update(leftover(value))
        return value

    made = SandboxedEnvironment(undefined=recording(missing), finalize=finalize, autoescape=True)
    made.globals.clear()
    made.filters = {name: made.filters[name] for name in BUILT_IN} | {
        name: _of_kind(kind, words) for name, (kind, words) in FILTERS.items()
    }
    made.tests = {name: made.tests[name] for name in TESTS}
    return made


def recording(missing: set[str]) -> type[Undefined]:
    """Return the class of what is missing: whoever prints it, asks it or goes through it has its name written down."""

    class Missing(_Missing):
        found = missing

    return Missing


class _Missing(Undefined):
    """A fact that nobody gave."""

    found: ClassVar[set[str]]

    def _note(self) -> str:
        self.found.add(_name(self))
        return ""

    __str__ = __html__ = _note

    def __bool__(self) -> bool:
        return bool(self._note())

    def __iter__(self) -> Iterator[Any]:
        return iter(self._note())

    def __len__(self) -> int:
        return len(self._note())

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__"):
            raise AttributeError(name)
        return type(self)(name=f"{_name(self)}.{name}")

    def __eq__(self, other: object) -> bool:
        self._note()
        return False

    def __hash__(self) -> int:
        return id(self)


class _Nothing(_Missing):
    """A fact that is known to be nothing: it may be asked for, but not printed."""

    def __bool__(self) -> bool:
        return False

    def __iter__(self) -> Iterator[Any]:
        return iter(())

    def __len__(self) -> int:
        return 0

    def __eq__(self, other: object) -> bool:
        return False

    __hash__ = _Missing.__hash__


def nothing(name: str, missing: set[str]) -> Undefined:
    """Return what stands for a fact that is known to be nothing."""

    class Nothing(_Nothing):
        found = missing

    return Nothing(name=name)


class _Known(dict[str, Any]):
    """Facts that know where they stand, so that what they lack can be named."""

    path = ""


def with_nothing(facts: dict[str, Any], missing: set[str], before: str = "") -> dict[str, Any]:
    """Return facts with `nothing` in the place of every blank text and None, whatever their depth."""

    def one(name: str, value: Any) -> Any:
        if value is None or value == "":
            return nothing(name, missing)
        if isinstance(value, dict):
            return with_nothing(value, missing, f"{name}.")
        if isinstance(value, list):
            return [one(name, entry) for entry in value]
        return value

    known = _Known({key: one(before + key, value) for key, value in facts.items()})
    known.path = before
    return known


def grammar(source: str, made: SandboxedEnvironment) -> nodes.Template:
    """Parse a template and return its tree. Raises `BadTemplate` with what it does that no template may do."""
    try:
        tree = made.parse(source)
    except TemplateSyntaxError as error:
        raise BadTemplate(_("A placeholder cannot be read: %(told)s") % {"told": error.message}) from error
    _check(tree, 0)
    return tree


def names_in(tree: nodes.Template) -> set[str]:
    """Return the names of facts that a template asks for, those of loops left out."""
    from jinja2 import meta

    return meta.find_undeclared_variables(tree)


def _check(node: nodes.Node, depth: int) -> None:
    if not isinstance(node, ALLOWED):
        raise BadTemplate(_("A template may not do this: %(what)s") % {"what": type(node).__name__})
    if isinstance(node, nodes.Getattr) and node.attr.startswith("_"):
        raise BadTemplate(_("A template may not do this: %(what)s") % {"what": f".{node.attr}"})
    if isinstance(node, nodes.Filter) and node.name not in (*FILTERS, *BUILT_IN):
        known = "、".join((*FILTERS, *BUILT_IN))
        raise BadTemplate(
            _("There is no filter “%(name)s”; there are %(known)s.") % {"name": node.name, "known": known}
        )
    if isinstance(node, nodes.Test) and node.name not in TESTS:
        raise BadTemplate(_("A template may not do this: %(what)s") % {"what": f"is {node.name}"})
    deeper = depth + isinstance(node, nodes.For)
    if deeper > DEEPEST or (isinstance(node, nodes.For) and node.recursive):
        raise BadTemplate(_("Loops within loops within loops are too much for a template."))
    for child in node.iter_child_nodes():
        _check(child, deeper)


def _name(missing: Undefined) -> str:
    name, of = missing._undefined_name, missing._undefined_obj  # noqa: SLF001 - Jinja documents no other way
    return f"{of.path}{name}" if isinstance(of, _Known) else str(name)


def _of_kind(kind: Any, words: Callable[[Any], str]) -> Callable[[Any], Any]:
    def filtered(value: Any) -> Any:
        if isinstance(value, Undefined):
            return value  # printed, it tells its own name
        if isinstance(value, bool) or not isinstance(value, kind):
            raise BadTemplate(_("“%(value)s” is not what this filter writes.") % {"value": value})
        return words(value)

    return filtered
