"""Check that what is imported is locked, that what is asked for is locked, and that docs/dependencies.md says why."""

import ast
import re
import sys
import tomllib
from collections.abc import Iterable, Iterator
from importlib.metadata import packages_distributions
from pathlib import Path

from problem import ROOT, SOURCE, Problem, relative, report

REASONS = ROOT / "docs" / "dependencies.md"
LOCK = re.compile(r"^([A-Za-z0-9_.-]+)==", re.MULTILINE)
OPTIONAL = {
    "opensearchpy": "search/engines/",  # loaded only once YILAN_SEARCH names an OpenSearch
    "psycopg": "",  # imported by Django itself once DATABASE_URL names PostgreSQL
    # Loaded only once YILAN_SITE_BUCKET names a bucket, and there alone.
    "boto3": "publishing/shelves/bucket/",
    "botocore": "publishing/shelves/bucket/",
    "urllib3": "publishing/shelves/bucket/",
}


def normal(name: str) -> str:
    """Return a distribution's name in its normal form (PEP 503), without extras and version."""
    return re.sub(r"[-_.]+", "-", re.split(r"[\[<>=!~; ]", name, maxsplit=1)[0]).lower()


def locked(file: str) -> set[str]:
    """Return the names that a lock file holds."""
    return {normal(name) for name in LOCK.findall((ROOT / "requirements" / file).read_text(encoding="utf-8"))}


def imported(path: Path) -> Iterator[tuple[int, str]]:
    """Yield line and top-level name of each import from outside the standard library and this project."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        names: Iterable[str] = ()
        if isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom) and node.level == 0 and node.module:
            names = [node.module]
        for name in names:
            top = name.partition(".")[0]
            if top not in sys.stdlib_module_names and top != "yilan":
                yield node.lineno, top


def unlocked_imports() -> Iterator[Problem]:
    """Report imports of the platform that a site without the workshop's packages would miss."""
    runtime = locked("runtime.txt")
    bringing = packages_distributions()
    for path in sorted(SOURCE.rglob("*.py")):
        for line, name in imported(path):
            bringers = {normal(bringer) for bringer in bringing.get(name, [])}
            if not bringers & runtime and OPTIONAL.get(name, "nowhere") not in f"{path.as_posix()}/":
                yield Problem(relative(path), line, f"imports {name}, which requirements/runtime.txt does not bring")


def unexplained() -> Iterator[Problem]:
    """Report what pyproject.toml asks for without a lock or without a line in docs/dependencies.md."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    groups = project["dependency-groups"]
    asked = {
        "runtime.txt": [*project["project"]["dependencies"], *groups["build"]],
        **{f"{name}.txt": wishes for name, wishes in project["project"]["optional-dependencies"].items()},
        "test.txt": [wish for wishes in project["project"]["optional-dependencies"].values() for wish in wishes]
        + groups["test"],
        "dev.txt": groups["dev"],
    }
    reasons = REASONS.read_text(encoding="utf-8").lower()
    for file, wishes in asked.items():
        here = locked(file)
        for wish in map(normal, wishes):
            if wish not in here:
                yield Problem("pyproject.toml", 0, f"asks for {wish}; requirements/{file} lacks it (make lock)")
            if f"| {wish} |" not in reasons:
                yield Problem(relative(REASONS), 0, f"has no line for {wish}")


if __name__ == "__main__":
    report([*unlocked_imports(), *unexplained()])
