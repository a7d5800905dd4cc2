import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from yilan.intake.names import DEVICES, clean_name, extension_of


@pytest.mark.parametrize(
    ("raw", "shown"),
    [
        ("申请书.pdf", "申请书.pdf"),
        ("../../etc/passwd", "passwd"),
        ("/etc/passwd.pdf", "passwd.pdf"),
        ("C:\\用户\\王建国\\申请.PDF", "申请.pdf"),
        ("..\\..\\a.docx", "a.docx"),
        ("报告\u202efdp.exe", "报告fdp.exe"),
        ("申\u200b请\ufeff.pdf", "申请.pdf"),
        ("申请\0.pdf", "申请.pdf"),
        ("a.pdf\0.exe", "a.pdf.exe"),
        ("申请\r\n书.pdf", "申请 书.pdf"),
        ("申请．ｐｄｆ", "申请.pdf"),
        ("ﾃｽﾄ１２.pdf", "テスト12.pdf"),
        ("申请.pdf. . .", "申请.pdf"),
        (".htaccess", "htaccess"),
        (".pdf", "pdf"),
        ("CON.pdf", "_CON.pdf"),
        ("com1", "_com1"),
        ("COM¹.txt", "_COM1.txt"),
        ("aux.tar.gz", "_aux.tar.gz"),
        ('a<b>:"|?*.pdf', "a_b______.pdf"),
        ("", "文件"),
        ("...", "文件"),
        ("\u202e", "文件"),
        ("a\ud800b.pdf", "ab.pdf"),
        ("答复 （终稿）.docx", "答复 (终稿).docx"),
    ],
)
def test_names_are_shown_clean(raw, shown):
    assert clean_name(raw) == shown


def test_long_names_are_cut_before_their_ending_and_at_a_whole_letter():
    name = clean_name("申" * 300 + ".pdf")
    assert len(name.encode()) <= 150
    assert name == "申" * 48 + ".pdf"


@given(raw=st.text(st.characters(), max_size=200) | st.text("./\\ \u202e\u200b．:CONcon1申", max_size=40))
def test_whatever_is_sent_there_is_a_name_that_can_be_saved_and_stays(raw):
    name = clean_name(raw)
    assert name
    assert len(name.encode()) <= 150
    assert not set(name) & set('/\\<>:"|?*\0\r\n')
    assert not any(unicodedata.category(letter) in {"Cc", "Cf", "Cs"} for letter in name)
    assert not name.startswith((".", " "))
    assert not name.endswith((".", " "))
    assert name.partition(".")[0].upper() not in DEVICES
    assert clean_name(name) == name, "cleaning twice changes nothing"


def test_the_ending_is_decided_on_what_people_read():
    assert extension_of(clean_name("申请.pdf\u202e")) == "pdf"
    assert extension_of(clean_name("申请.ｅｘｅ")) == "exe"
    assert extension_of(clean_name("申请")) == ""
    assert extension_of(clean_name("第1.2节")) == ""
