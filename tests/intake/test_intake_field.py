import pytest
from django import forms
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils.datastructures import MultiValueDict
from tests.intake import hostile

from yilan.intake.fields import CleanFileField, CleanFilesField


class OneForm(forms.Form):
    proof = CleanFileField(label="身份证明", kinds=frozenset({"pdf", "jpeg"}))


class ManyForm(forms.Form):
    proofs = CleanFilesField(label="材料", required=False, most=3)


def upload(name, data):
    return SimpleUploadedFile(name, data)


def one(*files):
    return OneForm({}, MultiValueDict({"proof": list(files)}))


def many(*files):
    return ManyForm({}, MultiValueDict({"proofs": list(files)}))


def test_the_field_says_what_it_takes():
    shown = OneForm().as_p()
    assert 'accept=".pdf,.jpg,.jpeg"' in shown
    assert "PDF、JPG" in shown
    assert "20" in shown


def test_a_good_file_is_received(home):
    form = one(upload("申请.pdf", hostile.pdf()))
    assert form.is_valid(), form.errors
    assert form.cleaned_data["proof"].name == "申请.pdf"
    assert form.cleaned_data["proof"].path.exists()


@pytest.mark.parametrize(
    ("name", "make", "words"),
    [
        ("申请.png", lambda: hostile.picture("PNG"), "PDF、JPG"),
        ("申请.pdf", lambda: b"", "空"),
        ("申请.pdf", lambda: hostile.pdf(hostile.attaches), "其他文件"),
        ("申请.docm", hostile.docx, "宏"),
    ],
)
def test_a_bad_one_is_told_at_the_field(left, name, make, words):
    form = one(upload(name, make()))
    assert list(form.errors) == ["proof"]
    (told,) = form.errors["proof"]
    assert name in told
    assert words in told
    assert left() == []


def test_nothing_sent_is_told_only_where_something_is_asked():
    assert one().errors["proof"]
    form = many()
    assert form.is_valid()
    assert form.cleaned_data["proofs"] == []


def test_several_are_received_together(home):
    form = many(upload("a.pdf", hostile.pdf()), upload("b.jpg", hostile.picture()))
    assert form.is_valid(), form.errors
    assert [received.name for received in form.cleaned_data["proofs"]] == ["a.pdf", "b.jpg"]


def test_when_some_are_refused_each_is_named_and_none_stays(left):
    form = many(upload("a.pdf", hostile.pdf()), upload("b.exe", b"MZ"), upload("c.svg", b"<svg/>"))
    told = form.errors["proofs"]
    assert len(told) == 2
    assert "b.exe" in told[0]
    assert "c.svg" in told[1]
    assert left() == []


def test_too_many_are_refused_before_any_is_looked_at(left):
    form = many(*(upload(f"{number}.pdf", hostile.pdf()) for number in range(4)))
    assert "3" in form.errors["proofs"][0]
    assert left() == []
