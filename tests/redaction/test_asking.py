"""The door: every file is worked on in a process of its own."""

import subprocess
import sys

import pytest
from tests.redaction.files import Page, pdf, picture

from yilan.redaction import asking
from yilan.redaction.errors import BadPlan, CannotRedact, NotSearched
from yilan.redaction.plans import Box, Plan
from yilan.screening.scanning import scan_text

PDF = "application/pdf"
SECRET = "张三丰"
NUMBERS = [("身份证号330102199003", 40, 60), ("071234，电话", 40, 40), ("1３8 0013 8000", 40, 20)]
FILE = pdf(Page([(SECRET, 60, 100), *NUMBERS]), Page([("另一页", 60, 100)]))


def test_a_file_goes_through_the_door_and_comes_back_redacted() -> None:
    done = asking.redact(FILE, PDF, Plan((Box(2, 50, 80, 60, 30, "商业秘密"),), (SECRET,)))
    assert asking.texts(done.data, PDF)[1] == ""
    assert SECRET not in asking.texts(done.data, PDF)[0]
    assert done.report.grounds == ("商业秘密",)
    assert done.report.drawn_anew == {1: "box", 2: "box"}


def test_a_picture_goes_through_the_door() -> None:
    done = asking.redact(picture(), "image/png", Plan((Box(1, 5, 5, 20, 20),)))
    assert [(page.number, page.width, page.height) for page in asking.pages(done.data, "image/png")] == [(1, 200, 120)]
    assert asking.texts(picture(), "image/png") == [""]
    assert asking.find_terms(picture(), "image/png", [SECRET]).unsearchable == (1,)
    assert asking.read(picture(), "image/png") == ([""], (1,))


def test_pages_come_with_previews_of_those_that_were_asked_for() -> None:
    pages = asking.pages(FILE, PDF, width=90, previews=[2])
    assert [(page.width, page.height, bool(page.png)) for page in pages] == [(300, 200, False), (300, 200, True)]


def test_what_screening_finds_becomes_boxes() -> None:
    found = asking.propose(FILE, PDF, lambda text: [(hit.start, hit.end) for hit in scan_text(text)])
    terms = {"".join(box.term.split()) for box in found.boxes}
    assert terms == {"330102199003071234", "1３800138000"}
    done = asking.redact(FILE, PDF, Plan(found.boxes))
    assert done.report.drawn_anew == {1: "box"}


@pytest.mark.parametrize(
    ("data", "media_type", "plan", "kind", "code"),
    [
        (FILE, PDF, Plan((Box(3, 1, 1, 1, 1),)), BadPlan, "box_page"),
        (picture(), "image/png", Plan((), (SECRET,)), NotSearched, "not_searched"),
        (b"%PDF", PDF, Plan((), (SECRET,)), CannotRedact, "broken"),
        (FILE, "application/msword", Plan((), (SECRET,)), CannotRedact, "kind"),
    ],
)
def test_errors_come_through_the_door_in_words(data: bytes, media_type: str, plan: Plan, kind: type, code: str) -> None:
    with pytest.raises(kind) as refused:
        asking.redact(data, media_type, plan)
    assert refused.value.code == code
    assert refused.value.messages[0].endswith("。")


@pytest.mark.parametrize(("name", "value"), [("SECONDS", 0.001), ("MEMORY", 1 << 20)])
def test_a_file_that_needs_too_much_is_left(monkeypatch, tmp_path, name: str, value: float) -> None:
    if name == "MEMORY":  # the process reads its own limits
        (tmp_path / "sitecustomize.py").write_text(
            f"import resource; resource.setrlimit(resource.RLIMIT_DATA, ({value}, {value}))"
        )
        monkeypatch.setattr(asking, "PACKAGES", f"{tmp_path}:{asking.PACKAGES}")
    else:
        monkeypatch.setattr(asking, name, value)
    with pytest.raises(CannotRedact) as refused:
        asking.texts(FILE, PDF)
    assert refused.value.code == "hard"


def test_the_process_needs_no_settings_to_tell_that_something_is_readable() -> None:
    told = (
        "from yilan.redaction.errors import failure; print(failure('still_readable', places=[['term', 1, 'x']]).code)"
    )
    done = subprocess.run(
        [sys.executable, "-c", told], env={"PYTHONPATH": str(asking.PACKAGES)}, capture_output=True, check=True
    )
    assert done.stdout.strip() == b"still_readable"


def test_a_file_that_is_too_large_is_not_opened(monkeypatch) -> None:
    monkeypatch.setattr(asking, "LARGEST", 10)
    with pytest.raises(CannotRedact) as refused:
        asking.pages(FILE, PDF)
    assert refused.value.code == "large"
