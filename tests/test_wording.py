"""What the map's scripts know of the record: safe constants in an ES module."""

import json

import pytest

from geo.plates import drawn_plates
from geo.wording import wording_of

ROUND = "events/2019-11-06-round.toml"


@pytest.fixture(scope="module")
def wording(catalogue, plates):
    return wording_of(catalogue, plates)


def constants_of(wording):
    assert wording.startswith("export const atlas = ")
    assert wording.endswith(";\n")
    return json.loads(wording.removeprefix("export const atlas = ").removesuffix(";\n"))


def test_the_module_is_one_line(wording):
    assert wording.count("\n") == 1
    assert set(constants_of(wording)) == {
        *("events", "stories", "places", "islands", "labels", "inset")
    }


def test_the_constants_hold_every_event_story_place_and_island(wording, catalogue):
    atlas = constants_of(wording)
    assert list(atlas["events"]) == list(catalogue.events)
    assert list(atlas["stories"]) == ["articles", "record"]
    assert len(atlas["stories"]["articles"]) == 12
    assert atlas["stories"]["record"] == list(catalogue.events)
    assert list(atlas["places"]) == list(catalogue.places)
    assert set(atlas["islands"]) == {"iturup", "kunashir", "shikotan", "habomai"}


def test_an_event_is_described_for_the_page(wording):
    assert constants_of(wording)["events"]["2019-09-tokyo-round"] == {
        "title": "A previous round in Tokyo, as TASS dates it",
        "date": "about September 2019",
        "kind": "consultations",
        "days": ["2019-09-01", "2019-09-30"],
        "sure": False,
        "islands": ["iturup", "kunashir", "shikotan", "habomai"],
        "chain": False,
        "places": ["tokyo"],
        "bounds": [139.6917, 35.6895, 148.8925, 45.55678],
    }


def test_a_place_and_an_island_are_named_for_the_page(wording):
    atlas = constants_of(wording)
    assert atlas["places"]["kurilsk"] == {"name": "Kurilsk", "island": "iturup"}
    assert atlas["places"]["tokyo"] == {"name": "Tokyo", "island": None}
    assert atlas["islands"]["iturup"] == {"name": "Iturup / Etorofu"}
    assert set(atlas["inset"]["islands"]) == {"iturup", "kunashir", "shikotan", "habomai"}


def test_settlements_and_straits_are_labelled(wording):
    labels = constants_of(wording)["labels"]
    assert labels["yuzhno-kurilsk"] == "Yuzhno-Kurilsk"
    assert labels["catherine-strait"].startswith("Catherine")


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
    catalogue = tiny_record.read()
    wording = wording_of(catalogue, drawn_plates(catalogue))
    title = title.replace(r"\"", '"').replace(r"\\", "\\")
    assert constants_of(wording)["events"]["2019-11-06-round"]["title"] == title


def test_a_closing_script_tag_stays_the_text_that_it_is(tiny):
    event = tiny.events["2019-11-06-round"]
    hostile = event.model_copy(update={"title": "</script><script>alert(1)</script>"})
    changed = type(tiny)(**{**vars(tiny), "events": {**tiny.events, hostile.id: hostile}})
    wording = wording_of(changed, drawn_plates(changed))
    assert constants_of(wording)["events"][hostile.id]["title"] == hostile.title
