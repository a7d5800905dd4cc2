"""The data of kinds: its shape, and that every refusal has words."""

import tomllib
from pathlib import Path

from django.utils.translation import override

from yilan.intake import checks, kinds
from yilan.intake.checks import sniffing
from yilan.intake.kinds import taken
from yilan.intake.refusing import WORDS, Refused

DATA = tomllib.loads((Path(kinds.__file__).parent / "data" / "kinds.toml").read_text(encoding="utf-8"))
ABOUT = {"name": "甲.pdf", "kinds": "PDF", "most": 20, "pixels": 50}


def test_every_kind_has_its_reason_and_its_checker():
    for entry in DATA["kind"] + DATA["refused"]:
        assert entry["reason"], entry
    for kind in taken().kinds.values():
        assert (Path(checks.__file__).parent / f"{kind.family}.py").exists()
        assert kind.becomes in taken().kinds
        assert "/" in kind.media_type


def test_an_ending_stands_once():
    endings = [ending for entry in DATA["kind"] + DATA["refused"] for ending in entry["extensions"]]
    assert len(endings) == len(set(endings))
    assert endings == [ending.lower() for ending in endings]


def test_every_refusal_that_code_or_data_names_has_words():
    code = "".join(path.read_text(encoding="utf-8") for path in Path(kinds.__file__).parent.rglob("*.py"))
    named = {word for word in WORDS if f'"{word}"' in code} | set(taken().refused.values())
    assert set(taken().refused.values()) <= set(WORDS)
    assert set(WORDS) == named


def test_every_refusal_is_one_chinese_sentence_with_the_name_where_there_is_one():
    with override("zh-hans"):
        for code in WORDS:
            (words,) = Refused(code, **ABOUT).messages
            assert words.endswith("。"), code
            assert "%(" not in words
            assert ("甲.pdf" in words) == (code not in {"request", "many"}), code


def test_first_bytes_never_say_more_than_a_guess():
    assert sniffing.sniffed(b"") == ""
    assert sniffing.sniffed(b"\xef\xbb\xbf\n%PDF-1.7") == "pdf"
    assert sniffing.sniffed(b"\0\0\0\x18ftypavif") == "other_image"
