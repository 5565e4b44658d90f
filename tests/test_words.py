"""Words: what texts are folded and divided into, and the years that are read out of them."""

import pytest

from geo.gazetteer import Name
from geo.model import Names
from geo.words import (
    IGNORED,
    asked_words,
    folded,
    forms,
    is_japanese,
    name_forms,
    parts_of,
    stem,
    uncapitalised,
    without_years,
)


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("Etorofu-tō", "etorofu-to"),
        ("Дёмина", "демина"),
        ("Горячий", "горячии"),
        ("ＡＢＥ ﬁ ２０１８", "abe fi 2018"),
        ("Abe’s Hawai'i", "abe hawaii"),
        ("1945–1956", "1945-1956"),
        ("ガギグ", "ガギグ"),
        ("ｶﾞ", "ガ"),
    ],
)
def test_case_width_diacritics_apostrophes_and_dashes_do_not_count(text, plain):
    assert folded(text) == plain
    assert folded(plain) == plain


def test_words_that_only_ask_or_join_are_ignored_as_they_are_folded():
    assert {folded(word) for word in ["Where", "какой", "何年", "meetings"]} <= IGNORED
    assert "treaty" not in IGNORED


@pytest.mark.parametrize(
    ("words", "since", "until"),
    [
        ("in 2018", 2018, 2018),
        ("2018年", 2018, 2018),
        ("в 2018 году", 2018, 2018),
        ("в 2018 г.", 2018, 2018),
        ("２０１８", 2018, 2018),
        ("between 1945 and 1956", 1945, 1956),
        ("between 1956 and 1945", 1945, 1956),
        ("from 1945 to 1956", 1945, 1956),
        ("1945–1956", 1945, 1956),
        ("1945 - 1956", 1945, 1956),
        ("1945〜1956年", 1945, 1956),
        ("1945年から1956年まで", 1945, 1956),
        ("с 1945 по 1956 год", 1945, 1956),
        ("между 1945 и 1956", 1945, 1956),
        ("1945 1956", 1945, 1956),
        ("since 2012", 2012, None),
        ("с 2012 года", 2012, None),
        ("2012年以降", 2012, None),
        ("after 2019", 2020, None),
        ("после 2019", 2020, None),
        ("before 1956", None, 1955),
        ("до 1956 года", None, 1955),
        ("until 1956", None, 1956),
        ("1956年以前", None, 1956),
        ("1956年まで", None, 1956),
        ("since 2012 and before 2016", 2012, 2015),
        ("the 1990s", 1990, 1999),
        ("1990年代", 1990, 1999),
        ("1990-е", 1990, 1999),
        ("1799", None, None),
        ("2100", None, None),
        ("12018", None, None),
        ("2018x", None, None),
    ],
)
def test_years_are_understood(words, since, until):
    assert without_years(words)[1:] == (since, until)


@pytest.mark.parametrize(
    ("text", "rest"),
    [
        ("Abe in 2018", "abe in"),
        ("between 1945 and 1956 treaty", "treaty"),
        ("2018年に安倍", "に安倍"),
        ("2+2, 1799", "2+2, 1799"),
    ],
)
def test_the_rest_of_a_text_is_folded_and_has_no_years(text, rest):
    assert without_years(text)[0].strip() == rest


@pytest.mark.parametrize(
    "name", ["южные курилы", "на южных курилах", "северных территориях", "北方領土", "南千島"]
)
def test_a_collective_name_is_read_as_island(name):
    assert asked_words(folded(name))[-1] == "island"


def test_the_titles_of_people_are_left_out():
    assert asked_words("安倍首相とプーチン大統領") == ["安倍", "プーチン"]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("putin, abe & 2+2", ["putin", "abe", "2+2"]),
        ("yuzhno-kurilsk -- sea", ["yuzhno-kurilsk", "sea"]),
        ("安倍晋三とプーチンは", ["安倍晋三", "プーチン"]),
        ("どこで", []),
        ("x_y", ["x", "y"]),
    ],
)
def test_a_text_is_divided_into_words(text, words):
    assert asked_words(text) == words


def test_hyphens_and_plus_signs_join_parts():
    assert parts_of("joint-economic-activities") == ["joint", "economic", "activities"]
    assert parts_of("2+2") == ["2", "2"]
    assert parts_of("treaty") == ["treaty"]


def test_uncapitalised_words_are_those_written_without_a_capital():
    text = "Talks on Iturup, south-West of here: débris"
    assert uncapitalised(text) == {"on", "south", "of", "here", "debris"}


@pytest.mark.parametrize(
    ("word", "expected"),
    [("択捉", True), ("クリル", True), ("島", False), ("iturup", False), ("に安", False)],
)
def test_japanese_is_a_word_of_two_or_more_kanji_or_katakana(word, expected):
    assert is_japanese(word) is expected


@pytest.mark.parametrize(
    ("word", "expected"),
    [
        ("talks", "talk"),
        ("press", "press"),
        ("gas", "gas"),
        ("путиным", "путин"),
        ("итурупе", "итуруп"),
        ("абэ", "абэ"),
        ("кан", "кан"),
    ],
)
def test_a_stem_has_no_ending_and_at_least_three_letters(word, expected):
    assert stem(word) == expected


def test_the_forms_of_a_text_are_its_words_joined_and_their_longer_parts():
    assert forms("Etorofu-tō, 2+2 Talks") == {"etorofuto", "etorofu", "2+2", "talks"}


def test_a_name_is_also_one_word_and_in_japanese_without_island():
    assert name_forms(Names(en="Da Nang")) == ({"da", "nang"}, {"danang"})
    name = Name(text="択捉島", language="ja", latin="Etorofu-tō", used_by="Japan")
    assert name_forms(name) == (
        {"択捉島", "etorofuto", "etorofu"},
        {"択捉島", "択捉", "etorofuto"},
    )
