"""What the map's scripts know of the record: safe constants in ES modules."""

import json
from dataclasses import replace

import pytest

from geo.atlas import INTERFACE, KINDS, facts_of, words_of
from geo.languages import LANGUAGES
from geo.model import Prose
from geo.plates import drawn_plates

ROUND = "events/2019-11-06-round.toml"


def constants_of(module, name):
    begin = f"export const {name} = "
    assert module.startswith(begin)
    assert module.endswith(";\n")
    return json.loads(module.removeprefix(begin).removesuffix(";\n"))


@pytest.fixture(scope="module")
def atlas(catalogue, plates):
    return constants_of(facts_of(catalogue, plates), "atlas")


@pytest.fixture(scope="module")
def words(catalogue):
    return {
        language: constants_of(words_of(catalogue, language), "words") for language in LANGUAGES
    }


# Facts


def test_each_module_is_one_line(catalogue, plates):
    assert facts_of(catalogue, plates).count("\n") == 1
    for language in LANGUAGES:
        assert words_of(catalogue, language).count("\n") == 1


def test_the_facts_hold_every_event_story_place_and_island(atlas, catalogue):
    assert set(atlas) == {"events", "stories", "places", "islands", "inset"}
    assert list(atlas["events"]) == list(catalogue.events)
    assert list(atlas["stories"]) == ["articles", "record"]
    assert len(atlas["stories"]["articles"]) == 12
    assert atlas["stories"]["record"] == list(catalogue.events)
    assert list(atlas["places"]) == list(catalogue.places)
    assert set(atlas["islands"]) == {"iturup", "kunashir", "shikotan", "habomai"}
    assert set(atlas["inset"]["islands"]) == {"iturup", "kunashir", "shikotan", "habomai"}


def test_an_event_is_described_for_the_page(atlas):
    assert atlas["events"]["2019-09-tokyo-round"] == {
        "kind": "consultations",
        "days": ["2019-09-01", "2019-09-30"],
        "sure": False,
        "islands": ["iturup", "kunashir", "shikotan", "habomai"],
        "chain": False,
        "places": ["tokyo"],
        "lines": [["moscow", "tokyo"]],
        "bounds": [139.6917, 35.6895, 148.8925, 45.55678],
    }


def test_a_place_says_on_which_island_it_is(atlas):
    assert atlas["places"]["kurilsk"] == {"island": "iturup"}
    assert atlas["places"]["tokyo"] == {"island": None}


def test_the_facts_hold_no_text_of_the_record(catalogue, plates):
    module = facts_of(catalogue, plates)
    for event in catalogue.events.values():
        for language in LANGUAGES:
            assert event.title.text_in(language) not in module


# Words


def test_the_words_of_every_language_are_of_the_same_things(words, atlas):
    for said in words.values():
        assert set(said) == {"events", "places", "islands", "labels", "kinds", "interface"}
        for part in ("events", "places", "islands"):
            assert list(said[part]) == list(atlas[part])
        assert list(said["labels"]) == list(words["en"]["labels"])
        assert list(said["kinds"]) == list(KINDS)
        assert list(said["interface"]) == list(INTERFACE)


@pytest.mark.parametrize(
    ("language", "title", "date"),
    [
        ("en", "A previous round in Tokyo, as TASS dates it", "about September 2019"),
        ("ru", "Предыдущий раунд в Токио в датировке ТАСС", "примерно сентябрь 2019\u202fг."),
        ("ja", "タス通信の日付による東京での前回協議", "2019年9月ごろ"),
    ],
)
def test_an_event_has_its_title_and_date_in_each_language(words, language, title, date):
    assert words[language]["events"]["2019-09-tokyo-round"] == {"title": title, "date": date}


@pytest.mark.parametrize(
    ("language", "iturup", "tokyo", "strait"),
    [
        (
            "en",
            ["Iturup / Etorofu", "Итуруп / 択捉島"],
            ["Tokyo", "Токио / 東京"],
            ["Catherine Strait / Kunashiri Channel", "пролив Екатерины / 国後水道"],
        ),
        (
            "ru",
            ["Итуруп / Эторофу", "Итуруп / 択捉島"],
            ["Токио", "Токио / 東京"],
            ["пролив Екатерины", "пролив Екатерины / 国後水道"],
        ),
        (
            "ja",
            ["択捉島／イトゥルップ島", "択捉島 / Итуруп"],
            ["東京", "東京 / Токио"],
            ["国後水道", "国後水道 / пролив Екатерины"],
        ),
    ],
)
def test_a_name_comes_as_the_language_has_it_and_as_both_sides_do(
    words, language, iturup, tokyo, strait
):
    said = words[language]
    assert said["islands"]["iturup"] == iturup
    assert said["places"]["tokyo"] == tokyo
    assert said["labels"]["catherine-strait"] == strait


def test_settlements_and_straits_are_labelled(words, catalogue):
    assert set(words["en"]["labels"]) == {*catalogue.settlements, *catalogue.straits}
    assert words["ru"]["labels"]["yuzhno-kurilsk"][1] == "Южно-Курильск / 古釜布"


@pytest.mark.parametrize(
    ("language", "next_event", "zoom_in", "kilometres", "summit"),
    [
        ("en", "Next event", "Zoom in", "%(number)s km", "Summit"),
        ("ru", "Следующее", "Приблизить", "%(number)s км", "Встреча на высшем уровне"),
        ("ja", "次の出来事", "拡大", "%(number)s km", "首脳会談"),
    ],
)
def test_the_scripts_speak_each_language(words, language, next_event, zoom_in, kilometres, summit):
    said = words[language]["interface"]
    assert (said["next"], said["zoomIn"], said["kilometres"]) == (next_event, zoom_in, kilometres)
    assert words[language]["kinds"]["summit"] == summit


def test_what_is_not_translated_is_english_and_marked(tiny):
    for language in ("ru", "ja"):
        said = constants_of(words_of(tiny, language), "words")
        assert said["events"]["2019-11-06-round"]["title"] == "A round of consultations [EN]"
        assert said["places"]["moscow"] == ["Moscow [EN]", "Moscow [EN]"]


# Safety


@pytest.mark.parametrize(
    "title",
    [
        r"quote \" and apostrophe '",
        r"back\\slash and ${x} and `tick`",
        "1 < /script> 2",
        "};alert(1);//",
        "*/ alert(1) /*",
        "line\u2028separator",
        "択捉島 – Итуруп",
        "map_0123456789abcdef0123456789abcdef",
    ],
)
def test_no_title_can_break_the_module(tiny_record, title):
    tiny_record.change(ROUND, "A round of consultations", title)
    words = constants_of(words_of(tiny_record.read(), "en"), "words")
    title = title.replace(r"\"", '"').replace(r"\\", "\\")
    assert words["events"]["2019-11-06-round"]["title"] == title


def test_a_closing_script_tag_stays_the_text_that_it_is(tiny):
    title = "</script><script>alert(1)</script>"
    hostile = tiny.events["2019-11-06-round"].model_copy(
        update={"title": Prose.model_construct(en=title)}
    )
    changed = replace(tiny, events={**tiny.events, hostile.id: hostile})
    words = constants_of(words_of(changed, "en"), "words")
    assert words["events"][hostile.id]["title"] == title


def test_the_facts_of_a_tiny_record_are_written_too(tiny):
    atlas = constants_of(facts_of(tiny, drawn_plates(tiny)), "atlas")
    assert list(atlas["events"]) == ["1956-10-19-declaration", "2019-11-06-round"]
