"""Templates that rooms ship: every one can be built, filled with its samples, and asks for nothing else."""

import pytest
from tests.papers.conftest import DAY, pages_of, words_of

from yilan.papers.errors import BadTemplate, UnknownTemplate
from yilan.papers.queries import Standing
from yilan.papers.registry import PaperDataError, all_shipped, register_templates, shipped
from yilan.papers.rendering import docx_of, pdf_from
from yilan.papers.word.checking import check
from yilan.papers.word.filling import placeholders

GOOD = 'name="甲"\nform="letter"\nsource="自拟"\ntext="{{ a }}"\n[[fact]]\nname="a"\nmeaning="甲"\nsample="国"\n'


def test_every_shipped_template_goes_through_with_its_samples_whole_and_bare():
    assert all_shipped()
    for template in all_shipped().values():
        check(template.docx)
        assert placeholders(template.docx) <= {fact.name for fact in template.facts}, template.code
        assert template.source
        for whole in (True, False) if template.optional else (True,):
            facts = template.samples(whole=whole)
            filled = docx_of(Standing(template), facts, on=DAY)
            pdf, warnings = pdf_from(filled, template.form, on=DAY)
            assert words_of(pdf)
            assert warnings == ()
            organ = facts.get("agency") or facts["organ"]
            alone = [page for page in pages_of(pdf) if page.startswith(f"{organ}20")]
            assert alone == [], f"{template.code}: only signature and day stand on a page"
        for fact in template.facts:
            assert fact.meaning


def test_rooms_register_folders_and_no_code_twice(shelf, tmp_path_factory):
    (shelf / "a.toml").write_text(GOOD, "utf-8")
    assert list(all_shipped()) == ["a"]
    other = tmp_path_factory.mktemp("other")
    (other / "b.toml").write_text(GOOD, "utf-8")
    register_templates(other)
    register_templates(other)
    assert sorted(all_shipped()) == ["a", "b"]
    (other / "a.toml").write_text(GOOD, "utf-8")
    all_shipped.cache_clear()
    with pytest.raises(PaperDataError, match="another room"):
        all_shipped()


@pytest.mark.parametrize("wrong", ['form="letter"', 'form="poster"', "more=1", 'fact=[{name="a"}]'])
def test_a_file_that_contradicts_itself_is_named(shelf, wrong):
    (shelf / "odd.toml").write_text(f'name="甲"\nsource="自拟"\ntext="国"\n{wrong}\n', "utf-8")
    if wrong == 'form="letter"':
        assert shipped("odd").name == "甲"
    else:
        with pytest.raises(PaperDataError, match=r"odd\.toml"):
            all_shipped()


def test_unknown_codes_and_styles(shelf):
    with pytest.raises(UnknownTemplate, match="nothing"):
        shipped("nothing")
    (shelf / "style.toml").write_text('name="甲"\nform="letter"\nsource="自拟"\ntext="[别的] 国"\n', "utf-8")
    all_shipped.cache_clear()
    with pytest.raises(BadTemplate, match="别的"):
        _ = shipped("style").docx
