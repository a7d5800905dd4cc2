"""Check the habits of docs/contributing.md that no linter knows."""

import ast
import re
import tomllib
from collections import defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path, PurePosixPath

from problem import ROOT, Problem, relative, report, tracked_files

# Whole words are joined here, so that this file does not name what it forbids.
FOREIGN_HOSTS = tuple(
    ".".join(parts)
    for parts in (
        ("pypi", "org"),
        ("files", "pythonhosted", "org"),
        ("registry", "npmjs", "org"),
        ("deb", "debian", "org"),
        ("proxy", "golang", "org"),
        ("crates", "io"),
    )
)
MACHINE_PATH = re.compile(r"(?:^|[^A-Za-z0-9_.])/(?:work|farm|root|home/[a-z]+)/")
BARE_IGNORE = re.compile(r"#\s*type:\s*ignore(?!\[)")
BARE_NOQA = re.compile(r"#\s*noqa(?!:\s*[A-Z])")
LINK = re.compile(r"\]\((?!https?:|mailto:)([^)\s#]*)(?:#([^)\s]+))?\)")
HEADING = re.compile(r"^#+\s+(.+?)\s*#*$", re.MULTILINE)
FENCE = re.compile(r"^```.*?^```$", re.DOTALL | re.MULTILINE)
NOT_IN_ANCHOR = re.compile(r"[^\w\- ]")


def is_face(path: str) -> bool:
    """Tell whether a module shows things to people, and so reads through `queries.py` only."""
    parts = PurePosixPath(path).parts
    if parts[:2] != ("src", "yilan") or not path.endswith(".py") or parts[-1] == "queries.py":
        return False
    return (
        parts[2] in {"portal", "office"} or parts[-1] == "views.py" or bool({"public", "staff", "views"} & set(parts))
    )


def managers_in_faces(path: str, text: str) -> Iterator[Problem]:
    """Report `.objects` in faces: reads go through queries.py, writes through actions.py."""
    if not is_face(path):
        return
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.Attribute) and node.attr in {"objects", "_default_manager", "_base_manager"}:
            yield Problem(path, node.lineno, f".{node.attr} in a face; ask a function of queries.py or actions.py")


def foreign_places(path: str, text: str) -> Iterator[Problem]:
    """Report hosts of package registries and paths of one machine."""
    for number, line in enumerate(text.splitlines(), 1):
        for host in FOREIGN_HOSTS:
            if host in line:
                yield Problem(path, number, f"names {host}; leave the choice of registry to who installs")
        if MACHINE_PATH.search(line):
            yield Problem(path, number, "names a path of one machine")


def silenced_checks(path: str, text: str) -> Iterator[Problem]:
    """Report ignores that do not say what they ignore, and tests that are left out without a reason."""
    if not path.endswith(".py"):
        return
    for number, line in enumerate(text.splitlines(), 1):
        if BARE_IGNORE.search(line):
            yield Problem(path, number, "type: ignore without the error's code")
        if BARE_NOQA.search(line):
            yield Problem(path, number, "noqa without the rule's code")
    for node in ast.walk(ast.parse(text)):
        if (
            isinstance(node, ast.Attribute)
            and node.attr in {"skip", "xfail"}
            and ast.unparse(node.value) == "pytest.mark"
            and not any(f"mark.{node.attr}(" in line and "reason=" in line for line in near(text, node.lineno))
        ):
            yield Problem(path, node.lineno, f"{node.attr} without a reason")


def near(text: str, line: int, span: int = 4) -> list[str]:
    """Return a line and what follows it, joined, as black-style code breaks a call over lines."""
    return ["".join(text.splitlines()[line - 1 : line - 1 + span])]


def broken_links(path: str, text: str) -> Iterator[Problem]:
    """Report links of a Markdown page to files and headings that do not exist."""
    if not path.endswith(".md"):
        return
    for number, line in enumerate(text.splitlines(), 1):
        for target, anchor in LINK.findall(line):
            place = (ROOT / path).parent / target
            if target and not place.exists():
                yield Problem(path, number, f"links to {target}, which does not exist")
            elif anchor and anchor not in anchors(place.read_text(encoding="utf-8") if target else text):
                yield Problem(path, number, f"links to #{anchor}, and {target or 'this page'} has no such heading")


def anchors(page: str) -> set[str]:
    """Return the anchors of a Markdown page's headings, as code hosts make them."""
    return {
        NOT_IN_ANCHOR.sub("", heading).strip().lower().replace(" ", "-")
        for heading in HEADING.findall(FENCE.sub("", page))
    }


def data_without_source(path: str, text: str) -> Iterator[Problem]:
    """Report data files of rooms that do not say where their law comes from, as a whole or entry by entry."""
    parts = PurePosixPath(path).parts
    if parts[:2] != ("src", "yilan") or "data" not in parts[2:-1] or not path.endswith(".toml"):
        return
    table = tomllib.loads(text)
    lists = [value for value in table.values() if isinstance(value, list)]
    entries = [entry for value in lists for entry in value if isinstance(entry, dict)]
    if not table.get("source") and not (entries and all(entry.get("source") for entry in entries)):
        yield Problem(path, 0, "has no `source` at its top, nor in each of its entries")


def rooms_without_readme(paths: Iterable[str]) -> Iterator[Problem]:
    """Report rooms that have no half page for those who enter."""
    names = set(paths)
    for path in sorted(names):
        parts = PurePosixPath(path).parts
        if parts[:2] == ("src", "yilan") and parts[3:] == ("__init__.py",):
            readme = f"src/yilan/{parts[2]}/README.md"
            if readme not in names:
                yield Problem(readme, 0, "is missing; half a page says what the room is for and where to start")


def twin_tests(paths: Iterable[str]) -> Iterator[Problem]:
    """Report test files of one name: without packages, pytest can load only one of them."""
    named: defaultdict[str, list[str]] = defaultdict(list)
    for path in paths:
        if path.startswith("tests/") and PurePosixPath(path).name.startswith("test_"):
            named[PurePosixPath(path).name].append(path)
    for twins in named.values():
        for path in twins[1:]:
            yield Problem(path, 0, f"has the same name as {twins[0]}")


def words_at_import(path: str, text: str) -> Iterator[Problem]:
    """Report gettext where a module is read: the language of a page is known only when it is made; use gettext_lazy."""
    if not path.startswith("src/yilan/") or not path.endswith(".py"):
        return
    tree = ast.parse(text)
    eager = {
        alias.asname or alias.name
        for node in ast.walk(tree)
        if isinstance(node, ast.ImportFrom) and node.module == "django.utils.translation"
        for alias in node.names
        if alias.name in {"gettext", "ngettext", "pgettext"}
    }
    waiting: list[ast.AST] = list(tree.body)
    for node in waiting:  # grows while it is read
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda):
            continue  # runs later
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in eager:
            yield Problem(path, node.lineno, f"{node.func.id}() runs at import; use its lazy twin")
        waiting += ast.iter_child_nodes(node)


RULES = (managers_in_faces, foreign_places, silenced_checks, broken_links, data_without_source, words_at_import)


def problems(paths: Iterable[Path]) -> Iterator[Problem]:
    """Apply every rule to every text file."""
    names = []
    for path in paths:
        name = relative(path)
        names.append(name)
        try:
            text = path.read_text(encoding="utf-8")
        except UnicodeDecodeError:
            continue  # pictures and films
        for rule in RULES:
            yield from rule(name, text)
    yield from twin_tests(names)
    yield from rooms_without_readme(names)


if __name__ == "__main__":
    report(problems(tracked_files()))
