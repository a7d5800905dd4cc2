"""Every hostile file is refused in words, and nothing of it stays."""

import subprocess
import sys

import pytest
from tests.intake import hostile
from tests.intake.conftest import sent

from yilan.intake.models import StoredFile
from yilan.intake.receiving import receive
from yilan.intake.refusing import Refused

pytestmark = [pytest.mark.django_db]
HTML = b"<!DOCTYPE html><html><script>alert(1)</script></html>"
SVG = b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'
ENTITIES = '<!DOCTYPE a [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]><a>&b;</a>'
DDE = "<w:p><w:r><w:instrText>D</w:instrText></w:r><w:r><w:instrText>DEAUTO c:\\\\cmd.exe</w:instrText></w:r></w:p>"
MACROS = f"{hostile.WORD.replace('vnd.openxmlformats-officedocument.wordprocessingml', 'vnd.ms-word')}"
BAD = {
    # Kinds
    "program": ("工具.exe", lambda: b"MZ" + bytes(100), "program"),
    "hidden ending": ("报告\u202efdp.exe", lambda: b"MZ" + bytes(100), "program"),
    "svg": ("图.svg", lambda: SVG, "web"),
    "html": ("页.html", lambda: HTML, "web"),
    "archive": ("全部.zip", lambda: hostile.package({"a.txt": "a"}), "archive"),
    "old office": ("申请.doc", hostile.ole, "old_office"),
    "macro ending": ("申请.docm", hostile.docx, "macros"),
    "tiff": ("传真.tif", lambda: hostile.picture("TIFF"), "other_image"),
    "unknown": ("数据.xyz", lambda: b"abc", "kind"),
    "no ending": ("申请", hostile.pdf, "kind"),
    "empty": ("申请.pdf", lambda: b"", "empty"),
    "one byte": ("申请.pdf", lambda: b"%", "mismatch"),
    # Not what the name says
    "html as pdf": ("申请.pdf", lambda: HTML, "web"),
    "svg as png": ("图.png", lambda: SVG, "web"),
    "html before pdf": ("申请.pdf", lambda: b"<p>" + b" " * 1100 + hostile.pdf(), "mismatch"),
    "gif as png": ("图.png", lambda: b"GIF89a/*" + bytes(20) + b"*/=1;alert(1)", "mismatch"),
    "program as pdf": ("申请.pdf", lambda: b"MZ" + bytes(100), "program"),
    "jar as docx": ("申请.docx", hostile.jar, "mismatch"),
    "docx as xlsx": ("表.xlsx", hostile.docx, "mismatch"),
    "pdf as docx": ("申请.docx", hostile.pdf, "mismatch"),
    "docx as ofd": ("票.ofd", hostile.docx, "mismatch"),
    "binary as txt": ("说明.txt", lambda: b"abc\0\x01\x02", "mismatch"),
    "html as txt": ("说明.txt", lambda: HTML, "web"),
    "doc as docx": ("申请.docx", hostile.ole, "mismatch"),
    # Packages
    "500 MB part": ("申请.docx", hostile.large_part, "bomb"),
    "lying part": ("申请.docx", hostile.lying_part, "bomb"),
    "many entries": ("申请.docx", hostile.many_entries, "bomb"),
    "overlapping entries": ("申请.docx", hostile.overlapping, "bomb"),
    "nested package": (
        "申请.docx",
        lambda: hostile.docx(parts={"word/media/image1.png": hostile.package({"a": "a"})}),
        "embedded",
    ),
    "bomb inside": (
        "申请.docx",
        lambda: hostile.docx(parts={"word/embeddings/sheet.xlsx": hostile.large_part()}),
        "bomb",
    ),
    "encrypted office": ("申请.docx", lambda: hostile.ole("EncryptedPackage"), "locked"),
    "encrypted entry": ("申请.docx", hostile.encrypted_entry, "locked"),
    "two end records": ("申请.docx", hostile.two_ends, "broken"),
    "trailing bytes": ("申请.docx", lambda: hostile.docx() + b"<script>", "broken"),
    "leading bytes": ("申请.docx", lambda: b"PK\x03\x04" + hostile.docx(), "broken"),
    "comment": ("申请.docx", hostile.commented, "broken"),
    "cut off": ("申请.docx", lambda: hostile.docx()[:-40], "broken"),
    "flipped bit": ("申请.docx", lambda: hostile.docx().replace(b"word/doc", b"word/dod", 1), "broken"),
    "way out": ("申请.docx", lambda: hostile.with_name("../../x.xml"), "broken"),
    "root": ("申请.docx", lambda: hostile.with_name("/etc/x.xml"), "broken"),
    "drive": ("申请.docx", lambda: hostile.with_name("C:\\x.xml"), "broken"),
    "link": ("申请.docx", lambda: hostile.with_name("x.xml", external_attr=0o120777 << 16), "broken"),
    "other method": ("申请.docx", lambda: hostile.with_name("x.xml", compress_type=14), "broken"),
    "vba": ("申请.docx", lambda: hostile.docx(parts={"word/vbaProject.bin": b"\xd0\xcf"}), "macros"),
    "docm as docx": (
        "申请.docx",
        lambda: hostile.docx(types=hostile.content_types(f"{MACROS}.document.macroEnabled.main+xml")),
        "macros",
    ),
    "active control": ("申请.docx", lambda: hostile.docx(parts={"word/activeX/activeX1.bin": b"a"}), "macros"),
    "object": ("申请.docx", lambda: hostile.docx(parts={"word/embeddings/oleObject1.bin": b"\xd0\xcf"}), "embedded"),
    "html inside": ("申请.docx", lambda: hostile.docx(parts={"word/afchunk.mht": HTML}), "embedded"),
    "external object": ("申请.docx", lambda: hostile.docx_with_links(("oleObject", "file://a/b.doc")), "embedded"),
    "entities": ("申请.docx", lambda: hostile.docx(parts={"word/x.xml": ENTITIES}), "broken"),
    "entities in utf-16": ("申请.docx", lambda: hostile.docx(parts={"a.xml": ENTITIES.encode("utf-16")}), "broken"),
    "deep": ("申请.docx", lambda: hostile.docx(parts={"word/x.xml": "<a>" * 9999 + "</a>" * 9999}), "broken"),
    "dde": ("申请.docx", lambda: hostile.docx(DDE), "active"),
    "simple dde": ("申请.docx", lambda: hostile.docx('<w:fldSimple w:instr=" DDE cmd a"/>'), "active"),
    "command formula": ("表.xlsx", lambda: hostile.xlsx("cmd|'/C calc'!A0"), "active"),
    "dde spelled by fields": ("申请.docx", lambda: hostile.docx(hostile.SPELLED), "active"),
    "part without entry": ("申请.docx", hostile.hidden_entry, "broken"),
    "two sizes": ("申请.docx", hostile.two_sizes, "broken"),
    "dde link": ("表.xlsx", lambda: hostile.xlsx("1</f></c><ddeLink/><c><f>1"), "active"),
    "ofd way out": ("票.ofd", lambda: hostile.ofd(**{"../../Doc_0/x.xml": "<a/>"}), "broken"),
    "ofd program": ("票.ofd", lambda: hostile.ofd(**{"Doc_0/a.exe": b"MZ"}), "embedded"),
    "ofd entities": ("票.ofd", lambda: hostile.ofd(**{"Doc_0/x.xml": ENTITIES}), "broken"),
    # Formats that are not taken, under their own name and under another
    "rtf": ("申请.rtf", lambda: hostile.RTF, "old_office"),
    "rtf as docx": ("申请.docx", lambda: hostile.RTF, "mismatch"),
    "rtf as txt": ("说明.txt", lambda: hostile.RTF, "mismatch"),
    "mht as txt": ("说明.txt", lambda: hostile.MHT, "mismatch"),
    "sylk as txt": ("说明.txt", lambda: b"ID;P\nC;X1;Y1;EEXEC(0)\nE\n", "mismatch"),
    "odt": ("申请.odt", hostile.odt, "old_office"),
    "ods": ("表.ods", hostile.odt, "old_office"),
    "odt as docx": ("申请.docx", hostile.odt, "mismatch"),
    "odt as ofd": ("票.ofd", hostile.odt, "mismatch"),
    # PDF
    "file elsewhere": ("申请.pdf", lambda: hostile.pdf(hostile.reads_another_file), "embedded"),
    "user password": ("申请.pdf", lambda: hostile.protected("b"), "locked"),
    "owner password": ("申请.pdf", lambda: hostile.protected(""), "locked"),
    "attached program": ("申请.pdf", lambda: hostile.pdf(hostile.attaches), "embedded"),
    "film": ("申请.pdf", lambda: hostile.pdf(hostile.plays), "embedded"),
    "xfa": ("申请.pdf", lambda: hostile.pdf(hostile.only_one_program), "form"),
    "many pages": ("申请.pdf", lambda: hostile.pdf(pages=3_001), "pages"),
    "wide page": ("申请.pdf", lambda: hostile.pdf(hostile.wide), "pages"),
    "looping pages": ("申请.pdf", hostile.looping_pages, "broken"),
    "no page": ("申请.pdf", lambda: hostile.pdf(pages=0), "broken"),
    "only a head": ("申请.pdf", lambda: b"%PDF-1.7\n", "broken"),
    # Pictures
    "huge picture": ("图.png", hostile.huge_png, "pixels"),
    "long picture": ("图.png", lambda: hostile.picture("PNG", size=(20_001, 1)), "pixels"),
    "moving picture": ("图.png", hostile.moving_png, "moving"),
    "cut picture": ("图.jpg", lambda: hostile.picture(size=(400, 300))[:-400], "broken"),
    "half a heic": ("图.heic", lambda: hostile.heic()[:300], "broken"),
}  # fmt: skip


@pytest.mark.parametrize(("name", "make", "code"), BAD.values(), ids=BAD)
def test_refused_with_a_reason_and_nothing_stays(left, name, make, code):
    with pytest.raises(Refused) as refused:
        receive(sent(name, make()))
    assert refused.value.code == code
    (words,) = refused.value.messages
    assert "”" in words
    assert "%" not in words
    assert "\u202e" not in words
    assert left() == []
    assert not StoredFile.objects.exists()


MEASURING = """
import resource, sys
from yilan.core.bounded import run
print(run("yilan.intake.checks.process", *sys.argv[1:], seconds=60))
print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)
"""


@pytest.mark.parametrize("bomb", ["500 MB part", "lying part", "many entries", "overlapping entries", "bomb inside"])
def test_bombs_cost_little_memory(bomb, tmp_path):
    """A child counts what its parent held when it was begun, so its parent here is a small process of its own."""
    path = tmp_path / "bomb"
    path.write_bytes(BAD[bomb][1]())
    done = subprocess.run(
        [sys.executable, "-c", MEASURING, str(path), "docx", str(tmp_path / "out")],
        capture_output=True,
        text=True,
        check=True,
    )
    told, kibibytes = done.stdout.splitlines()
    assert "'refused': 'bomb'" in told
    assert int(kibibytes) < 300 * 1024


def test_kinds_can_be_fewer(left):
    with pytest.raises(Refused) as refused:
        receive(sent("申请.pdf", hostile.pdf()), kinds=frozenset({"jpeg", "png"}))
    assert refused.value.code == "kind"
    assert "JPG、PNG" in refused.value.messages[0]
    assert left() == []


def test_more_than_may_come_is_not_read_to_its_end(left):
    class Endless:
        name = "申请.pdf"
        size = None
        read = 0

        def chunks(self, size):
            while True:
                self.read += size
                yield b"%PDF-" + bytes(size - 5)

    upload = Endless()
    with pytest.raises(Refused) as refused:
        receive(upload)
    assert refused.value.code == "large"
    assert "20" in refused.value.messages[0]
    assert upload.read < 21 << 20
    assert left() == []


def test_a_full_disk_is_our_fault_and_leaves_nothing(left, monkeypatch):
    def full(*_about, **_more):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("yilan.intake.quarantine.take_in", full)
    with pytest.raises(Refused) as refused:
        receive(sent("申请.pdf", hostile.pdf()))
    assert refused.value.code == "unavailable"
    assert left() == []
