"""Catalogues are compiled where they lie, whole or not at all, and a broken one is named with its place."""

import gettext
import os

import pytest
from babel.messages.catalog import Catalog
from babel.messages.pofile import write_po
from hypothesis import given, settings
from hypothesis import strategies as st

from yilan.core import messages
from yilan.core.messages import CannotCompile, catalogues, compile_catalogue, compile_messages, fits, stale

HEAD = 'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=UTF-8\\n"\n"Plural-Forms: nplurals=1; plural=0;\\n"\n\n'
PLAIN = 'msgid "Record"\nmsgstr "信息"\n'


@pytest.fixture
def room(tmp_path):
    """Return a function that writes a room's catalogue and returns its path."""

    def write(text, name="room", head=HEAD):
        source = tmp_path / name / "locale" / "zh_Hans" / "LC_MESSAGES" / "django.po"
        source.parent.mkdir(parents=True, exist_ok=True)
        source.write_text(head + text, encoding="utf-8")
        return source

    return write


def compiled(source):
    with source.with_suffix(".mo").open("rb") as file:
        return gettext.GNUTranslations(file)


def left_over(source):
    return sorted(path.name for path in source.parent.iterdir())


def test_each_room_s_catalogue_is_compiled_beside_its_source(tmp_path, room):
    first, second = room(PLAIN, "a"), room('msgid "Column"\nmsgstr "栏目"\n', "b/c")
    assert list(catalogues(tmp_path)) == [first, second]
    assert compile_messages(tmp_path) == [first.with_suffix(".mo"), second.with_suffix(".mo")]
    assert compiled(first).gettext("Record") == "信息"
    assert compiled(second).gettext("Column") == "栏目"
    assert left_over(first) == ["django.mo", "django.po"]


def test_only_what_has_changed_is_compiled_again(tmp_path, room):
    source = room(PLAIN)
    assert stale(source)
    compile_messages(tmp_path)
    assert not stale(source)
    assert compile_messages(tmp_path) == []
    source.write_text(HEAD + PLAIN.replace("信息", "政府信息"), encoding="utf-8")
    later = source.with_suffix(".mo").stat().st_mtime + 5
    os.utime(source, (later, later))
    assert compile_messages(tmp_path) == [source.with_suffix(".mo")]
    assert compiled(source).gettext("Record") == "政府信息"


def test_what_is_doubtful_or_empty_stays_english(room):
    source = room('#, fuzzy\nmsgid "Column"\nmsgstr "柱"\n\nmsgid "Genre"\nmsgstr ""\n')
    compile_catalogue(source)
    assert compiled(source).gettext("Column") == "Column"
    assert compiled(source).gettext("Genre") == "Genre"


@pytest.mark.parametrize(
    "text",
    [
        '#, python-format\nmsgid "%(n)s records"\nmsgstr "%(m)s 件"\n',
        '#, python-format\nmsgid "%(n)s records"\nmsgstr "件"\n',
        '#, python-format\nmsgid "Version %d"\nmsgstr "第 %s 版"\n',
        '#, python-brace-format\nmsgid "{n} rows"\nmsgstr "{m} 行"\n',
        '#, python-format\nmsgid "%(n)s row"\nmsgid_plural "%(n)s rows"\nmsgstr[0] "%(k)s 行"\n',
    ],
)
def test_a_translation_that_would_lose_a_value_is_named_with_its_line(room, text):
    source = room(PLAIN + "\n" + text)
    with pytest.raises(CannotCompile, match=rf"^{source}:\d+: placeholders differ from those of "):
        compile_catalogue(source)
    assert left_over(source) == ["django.po"]


@pytest.mark.parametrize(
    "text",
    [
        '#, python-format\nmsgid "From %(a)s to %(b)s"\nmsgstr "%(b)s之前、%(a)s之后"\n',
        '#, python-format\nmsgid "one row"\nmsgid_plural "%(n)s rows"\nmsgstr[0] "%(n)s 行"\n',
        '#, python-format\nmsgid "one row"\nmsgid_plural "%(n)s rows"\nmsgstr[0] "一行"\n',
        'msgid "100 % of it"\nmsgstr "全部"\n',
        '#, fuzzy, python-format\nmsgid "%(n)s records"\nmsgstr "件"\n',
    ],
)
def test_another_order_and_one_form_for_both_numbers_are_fine(room, text):
    source = room(text)
    assert compile_catalogue(source) == source.with_suffix(".mo")


@pytest.mark.parametrize("text", ["nonsense\n", 'msgid "a"\nmsgstr[x] "b"\n'])
def test_a_catalogue_that_cannot_be_read_is_named(tmp_path, room, text):
    source = room(text)
    with pytest.raises(CannotCompile) as refused:
        compile_messages(tmp_path)
    assert str(source) in str(refused.value)
    assert left_over(source) == ["django.po"]


def test_a_catalogue_in_another_encoding_is_named(room):
    source = room("")
    source.write_bytes((HEAD + PLAIN).encode("gb18030"))
    with pytest.raises(CannotCompile, match=r"django\.po"):
        compile_catalogue(source)


def test_a_broken_catalogue_leaves_the_one_that_was_compiled_before(room):
    source = room(PLAIN)
    compile_catalogue(source)
    source.write_text(HEAD + '#, python-format\nmsgid "%(n)s"\nmsgstr "无"\n', encoding="utf-8")
    with pytest.raises(CannotCompile):
        compile_catalogue(source)
    assert compiled(source).gettext("Record") == "信息"


def test_a_disk_that_refuses_is_said_with_what_to_do_and_nothing_half_is_left(room, monkeypatch):
    source = room(PLAIN)

    def full(_file, _catalogue):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(messages, "write_mo", full)
    with pytest.raises(
        CannotCompile, match=r"django\.mo cannot be written \(No space left on device\); let an account"
    ):
        compile_catalogue(source)
    assert left_over(source) == ["django.po"]


def test_the_house_s_own_catalogues_are_all_found_and_compiled():
    found = list(catalogues())
    rooms = {path.relative_to(messages.PACKAGE).parts[0] for path in found}
    assert rooms >= {"core", "organizations", "accounts", "disclosure", "portal", "office"}
    assert [str(path) for path in found if not path.with_suffix(".mo").exists()] == []


NAMES = st.lists(st.sampled_from(["n", "agency", "day", "年"]), max_size=4)
TEXT = st.text(alphabet="abc 件。", max_size=5)


def phrase(names, texts):
    return "".join(f"{text}%({name})s" for name, text in zip(names, texts, strict=False))


@given(names=NAMES, order=st.randoms(), texts=st.lists(TEXT, min_size=4, max_size=4), lost=st.booleans())
def test_a_translation_fits_exactly_when_it_names_the_same_values(names, order, texts, lost):
    translated = names.copy()
    order.shuffle(translated)
    catalogue = Catalog()
    message = catalogue.add(
        f"id {phrase(names, texts)}", phrase(translated[lost:], texts) or "件", flags=["python-format"]
    )
    assert fits(message) is (not lost or not names)


# Without what stands for a value: Babel marks such a text by itself, and then its translation has to hold it too.
WORD = st.text(
    alphabet=st.characters(exclude_categories=["Cc", "Cs"], exclude_characters="{}%"), min_size=1, max_size=8
)


@settings(max_examples=50)
@given(words=st.dictionaries(WORD, WORD, max_size=6))
def test_what_was_written_is_what_is_shown(tmp_path_factory, words):
    catalogue = Catalog(locale="zh_Hans", charset="utf-8")
    for english, chinese in words.items():
        catalogue.add(english, chinese)
    source = tmp_path_factory.getbasetemp() / "django.po"
    with source.open("wb") as file:
        write_po(file, catalogue, width=0)
    compile_catalogue(source)
    shown = compiled(source)
    assert {english: shown.gettext(english) for english in words} == words
