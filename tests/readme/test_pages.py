"""What the front pages promise is there."""

import re
import tomllib

import pytest
from problem import ROOT

from yilan.cli.commands import COMMANDS
from yilan.disclosure.imports.bodies import BodyReader
from yilan.disclosure.imports.fields import HEADINGS

FENCE = re.compile(r"^```sh\n(.*?)^```$", re.DOTALL | re.MULTILINE)


def pages():
    """Return every page of documentation: at the root, below docs/, and in the rooms."""
    return [*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md"), *ROOT.glob("src/yilan/**/*.md")]


@pytest.mark.parametrize("page", ["README.md", "README.zh-CN.md"])
def test_both_readmes_begin_with_the_same_two_commands(page):
    text = (ROOT / page).read_text(encoding="utf-8")
    assert FENCE.search(text).group(1).splitlines() == ["git clone ADDRESS yilan && cd yilan", "make demo"]


def test_every_make_target_that_the_docs_name_exists():
    targets = set(re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE))
    named = set()
    for page in pages():
        for words in re.findall(r"`make ([a-z -]+)", page.read_text(encoding="utf-8")):
            named |= set(words.split())
    assert named - targets == set()


def test_every_environment_variable_that_the_code_reads_is_in_the_docs():
    code = "\n".join(path.read_text(encoding="utf-8") for path in (ROOT / "src/yilan").rglob("*.py"))
    asked = set(re.findall(r'os[.]environ(?:\.get\(|\.setdefault\(|\[)"([A-Z_]+)"', code)) - {"DJANGO_SETTINGS_MODULE"}
    operations = (ROOT / "docs/operations.md").read_text(encoding="utf-8")
    tests_only = re.findall(r"`(YILAN_[A-Z_]+)`", (ROOT / "docs/contributing.md").read_text(encoding="utf-8"))
    assert asked - set(re.findall(r"`([A-Z_]+)`", operations)) - set(tests_only) == set()
    assert set(re.findall(r"^\| `([A-Z_]+)` \|", operations, re.MULTILINE)) <= asked


def test_every_command_is_in_its_readme_and_in_the_tree():
    names = {command.NAME for command in COMMANDS}
    readme = (ROOT / "src/yilan/cli/README.md").read_text(encoding="utf-8")
    assert set(re.findall(r"^\| `([a-z]+)` \|", readme, re.MULTILINE)) == names
    (tree,) = re.findall(r"`yilan ([a-z |]+)`", (ROOT / "docs/architecture.md").read_text(encoding="utf-8"))
    assert set(tree.split(" | ")) == names


def test_every_command_that_the_docs_name_exists():
    known = {command.NAME for command in COMMANDS}
    for page in pages():
        for name in re.findall(r"(?:`|bin/)yilan (?:--home \S+ )?([a-z_]+)", page.read_text(encoding="utf-8")):
            assert name in known, f"{page.relative_to(ROOT)} names yilan {name}"


def test_the_tree_of_the_house_is_the_house():
    """Each line of the annotated tree is there, and each room has its line."""
    text = (ROOT / "docs/architecture.md").read_text(encoding="utf-8")
    above: list[str] = []
    rooms = set()
    for depth, name in re.findall(
        r"^    ( *)([\w/.]+)(?:  +\S.*)?$", text[text.index("    src/yilan/") :], re.MULTILINE
    ):
        above[len(depth) // 2 :] = [name.rstrip("/")]
        assert ROOT.joinpath(*above).exists(), "/".join(above)
        if above[0] == "src/yilan" and len(above) > 1:
            rooms.add(above[1])
    assert rooms == {path.name for path in (ROOT / "src/yilan").iterdir() if path.is_dir()} - {"__pycache__"}


def test_every_path_that_the_docs_name_exists():
    """A path in backticks with a folder in it lies below the root, the package, a room, or the page itself."""
    path = re.compile(r"`([\w.-]+/[\w./-]+\.(?:py|toml|md|html|sh|css|js|po))`")
    places = [ROOT, ROOT / "src/yilan", *(folder for folder in (ROOT / "src/yilan").iterdir() if folder.is_dir())]
    named = {(page, name) for page in pages() for name in path.findall(page.read_text(encoding="utf-8"))}
    missing = {
        f"{page.relative_to(ROOT)}: {name}"
        for page, name in named
        if "YYYY" not in name and not any((place / name).exists() for place in (page.parent, *places))
    }
    assert not missing


def test_both_readmes_lead_to_the_same_pages_and_say_as_many_things():
    english, chinese = (
        (ROOT / page).read_text(encoding="utf-8").replace("README.zh-CN.md", "README.md")
        for page in ("README.md", "README.zh-CN.md")
    )
    for what in (r"\]\(([^)]+)\)", r"^(#+) ", r"^(-) \*\*", r"^(\|)", r"`(make [a-z ]+|yilan [^`]+|/[a-z]+/)`"):
        assert sorted(re.findall(what, english, re.MULTILINE)) == sorted(re.findall(what, chinese, re.MULTILINE)), what


def test_the_import_format_names_every_field_with_its_heading():
    text = (ROOT / "docs/import-format.md").read_text(encoding="utf-8")
    for field, heading in HEADINGS.items():
        assert f"`{field}`" in text, field
        assert heading in text, heading
    assert set(re.findall(r'"type": "([a-z]+)"', text)) == set(BodyReader._readers)


def test_the_page_of_dependencies_names_the_locked_versions():
    text = (ROOT / "docs/dependencies.md").read_text(encoding="utf-8")
    locks = "\n".join(path.read_text(encoding="utf-8") for path in sorted((ROOT / "requirements").glob("*.txt")))
    locked = set(re.findall(r"^([a-z0-9-]+)(?:\[[^]]*\])?==([^ ;\\]+)", locks, re.MULTILINE))
    told = re.findall(r"^\| ([a-z0-9-]+) \|[^|]*\|[^|]*\| ([^ ,|]+), \d{4}-\d{2} \|", text, re.MULTILINE)
    assert len(told) == len(re.findall(r"^\| (?!package )[a-z]", text, re.MULTILINE))
    assert set(told) - locked == set()


def test_the_licence_is_the_one_that_the_package_names():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert project["license"] == "Apache-2.0"
    text = (ROOT / "LICENSE").read_text(encoding="utf-8")
    assert "Apache License" in text
    assert "Version 2.0, January 2004" in text


def test_every_decision_is_listed_and_dated():
    folder = ROOT / "docs" / "decisions"
    listing = (folder / "0001-record-architecture-decisions.md").read_text(encoding="utf-8")
    for page in sorted(folder.glob("*.md"))[1:]:
        assert page.name in listing
        assert re.search(
            r"^\d{4}-\d{2}\. (Accepted|Proposed|Replaced by .+)\.$", page.read_text(encoding="utf-8"), re.MULTILINE
        )
