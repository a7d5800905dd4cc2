"""What the front pages promise is there."""

import re
import tomllib

import pytest
from problem import ROOT

FENCE = re.compile(r"^```sh\n(.*?)^```$", re.DOTALL | re.MULTILINE)


@pytest.mark.parametrize("page", ["README.md", "README.zh-CN.md"])
def test_both_readmes_begin_with_the_same_two_commands(page):
    text = (ROOT / page).read_text(encoding="utf-8")
    assert FENCE.search(text).group(1).splitlines() == ["git clone ADDRESS yilan && cd yilan", "make demo"]


def test_every_make_target_that_the_docs_name_exists():
    targets = set(re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE))
    named = set()
    for page in [*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md")]:
        for words in re.findall(r"`make ([a-z -]+)", page.read_text(encoding="utf-8")):
            named |= set(words.split())
    assert named - targets == set()


def test_every_environment_variable_that_the_settings_read_is_in_operations():
    settings = "\n".join(path.read_text(encoding="utf-8") for path in (ROOT / "src/yilan/settings").glob("*.py"))
    asked = set(re.findall(r'environ(?:\.get\(|\.setdefault\(|\[)"([A-Z_]+)"', settings))
    documented = set(re.findall(r"`([A-Z_]+)`", (ROOT / "docs/operations.md").read_text(encoding="utf-8")))
    assert asked - documented == set()


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
