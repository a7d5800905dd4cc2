"""Every data file of the law of requests is whole: known keys, codes once, sources, words in both languages."""

import tomllib
from datetime import date

import pytest
from django.utils import translation

from yilan.access.law import applicants, choices, fees, outcomes, papers, reading, receipt, remedies, words
from yilan.access.law.tables import table_definition

FILES = sorted(path.relative_to(reading.DATA).as_posix() for path in reading.DATA.rglob("*.toml"))
OURS = [name for name in FILES if not name.startswith("procedures/")]


def entries(name):
    table = tomllib.loads((reading.DATA / name).read_text(encoding="utf-8"))
    for value in table.values():
        yield from (one for one in value if isinstance(one, dict)) if isinstance(value, list) else ()


def labelled():
    return [(name, one) for name in OURS if "/" not in name for one in entries(name) if "label" in one]


def test_every_file_can_be_read():
    assert outcomes.outcomes()
    assert remedies.remedy_rules()
    assert remedies.reviewers()
    assert fees.fee_periods()
    assert fees.fee_methods()
    assert fees.cost_items()
    assert fees.waivers()
    assert applicants.applicant_kinds()
    assert choices.choice_lists()
    assert receipt.receipt_rules()
    assert papers.paper_wordings()
    assert table_definition("table3").rows
    assert table_definition("table4").rows


def test_every_label_is_gathered_for_translation_and_none_besides():
    assert {one["label"] for _, one in labelled()} == set(words.LABELS)
    assert len(words.LABELS) == len(set(words.LABELS))


def test_pages_show_the_official_term():
    with translation.override("zh-hans"):
        for name, one in labelled():
            assert translation.gettext(one["label"]) == one["term"], name


def test_every_label_is_english_and_every_term_chinese():
    for name, one in labelled():
        assert one["label"].isascii(), name
        assert not one["term"].isascii(), name


@pytest.mark.parametrize("name", OURS)
def test_every_file_or_each_of_its_entries_names_its_source(name):
    table = tomllib.loads((reading.DATA / name).read_text(encoding="utf-8"))
    assert table.get("source") or all(one.get("source") for one in entries(name))


def test_an_unknown_key_is_refused_with_file_and_entry():
    entry = {"code": "paper", "label": "On paper", "term": "纸质", "source": "x", "colour": "white"}
    with pytest.raises(reading.LawDataError, match=r"forms\.toml: paper: .*colour"):
        reading.build(choices.Choice, entry, "forms.toml")


@pytest.mark.parametrize("field", ["code", "label", "term", "source"])
def test_an_empty_or_missing_field_is_refused(field):
    entry = {"code": "paper", "label": "On paper", "term": "纸质", "source": "x"}
    with pytest.raises(reading.LawDataError):
        reading.build(choices.Choice, {**entry, field: ""}, "forms.toml")
    with pytest.raises(reading.LawDataError):
        reading.build(choices.Choice, {key: value for key, value in entry.items() if key != field}, "forms.toml")


def test_a_code_that_stands_twice_is_refused():
    one = choices.Choice("paper", "On paper", "纸质", "x")
    with pytest.raises(reading.LawDataError, match="paper stands twice"):
        reading.by_code([one, one], "forms.toml")


def test_a_span_that_ends_before_it_begins_is_refused():
    with pytest.raises(reading.LawDataError):
        reading.Span(date(2020, 1, 2), date(2020, 1, 1))


def test_choices_point_at_what_exists():
    for way in choices.choices("delivery").values():
        assert way.of
        assert set(way.of) <= set(choices.choices("supply"))
    for method in fees.fee_methods().values():
        assert set(method.supply) <= set(choices.choices("supply"))
    for entry in (*fees.cost_items().values(), *fees.waivers().values(), *fees.fee_methods().values()):
        assert entry.period in fees.fee_periods()


def test_every_form_of_supply_has_a_way_to_hand_it_over():
    assert {form for way in choices.choices("delivery").values() for form in way.of} == set(choices.choices("supply"))


def test_a_choice_whose_wording_asks_for_more_than_is_stated_is_refused():
    with pytest.raises(reading.LawDataError, match="nobody has to state"):
        choices.Choice("x", "x", "甲", "x", needs=("record",), wording="{{ record }}，{{ other }}")


# --- applicants


def test_the_kinds_are_the_columns_of_the_table_in_their_order():
    assert (*applicants.applicant_kinds(), "total") == table_definition("table3").columns


def test_an_agent_shows_more_than_the_applicant():
    own, with_agent = applicants.proofs_wanted("natural"), applicants.proofs_wanted("natural", by_agent=True)
    assert [proof.code for proof in own] == ["identity_card"]
    assert [proof.code for proof in with_agent] == ["identity_card", "power_of_attorney"]


def test_only_natural_persons_are_persons():
    kinds = applicants.applicant_kinds()
    assert [(kind.code, kind.you) for kind in kinds.values() if kind.person] == [("natural", "您")]
    assert {kind.you for kind in kinds.values() if not kind.person} == {"贵单位"}


@pytest.mark.parametrize(
    ("day", "required"), [(date(2008, 5, 1), False), (date(2019, 5, 14), False), (date(2019, 5, 15), True)]
)
def test_proof_of_identity_is_wanted_since_2019(day, required):
    assert applicants.identity_rule(day).required is required


def test_before_the_first_regulation_nobody_could_ask():
    with pytest.raises(LookupError):
        applicants.identity_rule(date(2008, 4, 30))
