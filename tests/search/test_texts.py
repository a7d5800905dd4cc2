"""Texts of files, those included that somebody made to do harm."""

import io
import zipfile
from pathlib import Path

import pytest
from tests.search import files

from yilan.search.texts import packages, process, reading
from yilan.search.texts.reading import Note, read


def kept(folder: Path, data: bytes) -> Path:
    path = folder / "file"
    path.write_bytes(data)
    return path


@pytest.mark.parametrize(
    ("name", "data", "pages"),
    [
        ("办法.docx", files.docx("城乡低保办法"), ("城乡低保办法",)),
        ("表.xlsx", files.xlsx("低保标准", "底稿"), ("低保标准\t12", "")),
        ("片.pptx", files.pptx("第一张", "第二张"), ("第一张", "第二张")),
        ("文.ofd", files.ofd("低保", "标准"), ("低保", "标准")),
        ("文.odt", files.odt("城乡低保"), ("城乡低保",)),
        ("文.pdf", files.pdf("城乡低保", "第二页"), ("城乡低保", "第二页")),
        ("文.TXT", "低保".encode("gb18030"), ("低保",)),
        ("名单.csv", "\ufeff姓名,低保".encode(), ("姓名,低保",)),
    ],
)
def test_every_kind_is_read_page_by_page(tmp_path, name: str, data: bytes, pages: tuple[str, ...]) -> None:
    found = read(kept(tmp_path, data), name)
    assert (tuple(page.strip() for page in found.pages), found.note) == (pages, "")


def test_what_a_reader_does_not_see_is_not_found(tmp_path) -> None:
    assert read(kept(tmp_path, files.docx("低保", hidden="内部")), "a.docx").pages == ("低保\n",)
    assert read(kept(tmp_path, files.pptx("一", "二", hidden=1)), "a.pptx").pages == ("一\n", "")


@pytest.mark.parametrize(
    ("name", "data", "note"),
    [
        ("a.pdf", b"%PDF-1.4 demo", Note.BROKEN),
        ("a.pdf", files.pdf("扫描件", pictures=True), Note.PICTURES),
        ("a.docx", b"not a zip", Note.BROKEN),
        ("a.docx", b"\xd0\xcf\x11\xe0 encrypted", Note.LOCKED),
        ("a.xlsx", files.docx("低保"), Note.BROKEN),
        ("a.docx", files.package({"word/document.xml": "<w:document"}), Note.BROKEN),
        ("a.ofd", files.package({"other": ""}), Note.BROKEN),
        ("a.doc", b"\xd0\xcf\x11\xe0", Note.UNREAD),
        ("a", b"", Note.UNREAD),
        (
            "a.docx",
            files.package(
                {
                    "word/document.xml": '<!DOCTYPE d [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;">]><d>&b;</d>',
                }
            ),
            Note.BROKEN,
        ),
    ],
)
def test_a_bad_file_is_noted_and_nothing_more(tmp_path, name: str, data: bytes, note: Note) -> None:
    found = read(kept(tmp_path, data), name)
    assert found.note == note
    assert not "".join(found.pages)


def test_a_bomb_does_not_go_off(tmp_path, monkeypatch) -> None:
    monkeypatch.setattr(packages, "UNPACKED", 1 << 20)
    data = files.package({"word/document.xml": f"<w:document {files.W}>{' ' * (2 << 20)}</w:document>"})
    assert len(data) < 10_000
    assert process.main(str(kept(tmp_path, data)), "docx")["note"] == Note.BROKEN


def test_a_bomb_that_lies_about_its_size_is_cut_off(monkeypatch) -> None:
    monkeypatch.setattr(packages, "UNPACKED", 100)
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("a", b"x" * 200)
    with zipfile.ZipFile(data) as package:
        package.getinfo("a").file_size = 50
        with packages.bounded(package, "a") as part, pytest.raises((packages.TooLarge, zipfile.BadZipFile)):
            list(iter(lambda: part.read(64), b""))


def test_a_long_text_is_cut(tmp_path, monkeypatch) -> None:
    monkeypatch.setattr(process, "LONGEST", 10)
    found = process.main(str(kept(tmp_path, ("低保" * 20).encode())), "txt")
    assert found == {"pages": ["低保" * 5], "note": Note.CUT}


def test_a_file_that_takes_too_long_is_left(tmp_path, monkeypatch) -> None:
    monkeypatch.setattr(reading, "SECONDS", 0.001)
    assert read(kept(tmp_path, b"x"), "a.txt").note == Note.SLOW


def test_a_very_large_file_is_not_opened(tmp_path, monkeypatch) -> None:
    monkeypatch.setattr(reading, "LARGEST", 3)
    assert read(kept(tmp_path, b"1234"), "a.txt").note == Note.LARGE
