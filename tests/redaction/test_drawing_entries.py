"""The list of what takes part in drawing is a list of what cannot carry anything else."""

import tomllib
from importlib.resources import files

import pytest
from tests.redaction.files import picture

from yilan.redaction.pdf import entries
from yilan.redaction.pdf.keeping import Unclean
from yilan.redaction.pdf.keeping.jpeg import clean_jpeg


def test_the_file_has_its_source_and_lists_of_names_that_stand_once() -> None:
    lists = tomllib.loads((files("yilan.redaction") / "data" / "pdf_entries.toml").read_text(encoding="utf-8"))
    assert lists.pop("source")
    assert set(lists) == {"drawing", "written", "descriptor", "page", "page_tree"}
    for names in lists.values():
        assert len(names) == len(set(names))
        assert all(isinstance(name, str) and name.isalnum() for name in names)


def test_nothing_is_kept_that_may_carry_words_or_acts() -> None:
    dangerous = """
        A AA ActualText Alt Alternates Annots AcroForm AF Contents Dests E EF EmbeddedFiles JavaScript JS Kids Lang MCID
        LastModified Metadata Names OC OCProperties OPI OpenAction Outlines PieceInfo Private Properties StructParent
        StructParents StructTreeRoot T Thumb Title TU URI V XFA FontFamily CharSet CIDSet FontFile CharProcs
    """
    assert not {f"/{name}" for name in dangerous.split()} & entries.EVERYWHERE


@pytest.mark.parametrize("options", [{}, {"progressive": True}, {"subsampling": 0}, {"restart_marker_rows": 1}])
@pytest.mark.parametrize("mode", ["RGB", "L", "CMYK"])
def test_a_jpeg_keeps_its_points_and_nothing_else(options: dict, mode: str) -> None:
    data = picture(mode, kind="JPEG", comment="secret", **options)
    clean = clean_jpeg(data + b"secret")
    assert b"secret" not in clean
    assert b"JFIF" not in clean
    assert clean_jpeg(clean) == clean


@pytest.mark.parametrize(
    "data", [b"", b"\xff\xd8", b"\xff\xd8\xff", b"\x89PNG", picture(kind="JPEG")[:-2], b"\xff\xd8\xff\xc9\0\3\0"]
)
def test_an_odd_jpeg_is_not_kept(data: bytes) -> None:
    with pytest.raises(Unclean):
        clean_jpeg(data)
