from yilan.search.pinyin import as_initials, as_sounds, initials_of, initials_of_words, sounds_of


def test_a_title_sounds_one_syllable_for_each_character() -> None:
    assert sounds_of("城乡 低保abc1") == ["cheng", "xiang", "di", "bao", "a", "b", "c", "1"]
    assert initials_of(["cheng", "xiang"]) == ["c", "x"]


def test_letters_are_read_in_every_way() -> None:
    assert as_sounds("dibao")[0] == ("di", "bao")
    assert set(as_sounds("xian")) == {("xian",), ("xi", "an")}
    assert as_sounds("pdf") == []
    assert as_sounds("低保") == []


def test_initials_are_few_letters() -> None:
    assert as_initials("gjj") == "gjj"
    assert as_initials("g") == ""
    assert as_initials("公积金") == ""


def test_words_have_initials_and_parts_of_words_have_none() -> None:
    def heard(title: str) -> set[str]:
        return set(initials_of_words(title, sounds_of(title)))

    assert {"db", "cxdb", "cx", "zj", "dbzj"} <= heard("城乡 低保 资金")
    assert heard("街道办") == {"jd", "jdb"}
    assert "xd" not in heard("城乡低保")
    assert "gjj" in heard("2014年住房公积金“管理”")
    assert heard("2014年") == set()
    assert heard("") == set()
