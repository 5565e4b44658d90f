"""The map's script as an ES module: the same text each time, and safe constants."""

import json
import re

import pytest

from geo.map_module import module_of
from geo.maps import build_map

ROUND = "events/2019-11-06-round.toml"


@pytest.fixture(scope="module")
def module(catalogue):
    return module_of(build_map(catalogue), catalogue)


def constants_of(module):
    first_line = module.split("\n", 1)[0]
    assert first_line.startswith("export const atlas = ")
    assert first_line.endswith(";")
    return json.loads(first_line.removeprefix("export const atlas = ").removesuffix(";"))


def test_the_same_record_makes_the_same_text(module, catalogue):
    assert module_of(build_map(catalogue), catalogue) == module


def test_folium_s_random_names_are_gone(module):
    assert not re.search(r"[0-9a-f]{32}", module)


def test_the_module_offers_the_atlas_and_the_function_that_draws_it(module):
    assert re.findall(r"^export .*?(?==|\{)", module, re.M) == [
        "export const atlas ",
        "export function draw(L, $, element) ",
    ]
    assert module.endswith("}\n")


def test_the_map_is_drawn_into_the_element_that_is_given(module):
    assert re.search(r"L\.map\(\s*element,", module)


def test_drawing_returns_each_part_by_name(module, catalogue):
    returned = module[module.rindex("\nreturn {") :]
    keys = re.findall(r'"([^"]+)": ', returned)
    ids = {*catalogue.events, *catalogue.places, *catalogue.settlements, *catalogue.straits}
    assert [key for key in keys if key not in ids] == [
        "map",
        "land",
        "chain",
        "islands",
        "reach",
        "places",
        "settlements",
        "straits",
        "events",
        "baseMaps",
        "OpenStreetMap.Mapnik",
        "OpenTopoMap",
    ]
    assert set(catalogue.events) <= set(keys)
    assert set(catalogue.places) <= set(keys)


def test_every_name_that_is_returned_is_declared(module):
    returned = module[module.rindex("\nreturn {") :]
    names = set(re.findall(r": (\w+)[,}]", returned))
    assert len(names) > 100
    assert names <= set(re.findall(r"^var (\w+) =", module, re.M))


def test_the_constants_hold_every_event_story_place_and_island(module, catalogue):
    atlas = constants_of(module)
    assert list(atlas["events"]) == list(catalogue.events)
    assert list(atlas["stories"]) == ["articles", "record"]
    assert len(atlas["stories"]["articles"]) == 12
    assert atlas["stories"]["record"] == list(catalogue.events)
    assert list(atlas["places"]) == list(catalogue.places)
    assert set(atlas["islands"]) == {"iturup", "kunashir", "shikotan", "habomai"}


def test_an_event_is_described_for_the_page(module):
    assert constants_of(module)["events"]["2019-09-tokyo-round"] == {
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


def test_a_place_and_an_island_are_named_for_the_page(module):
    atlas = constants_of(module)
    assert atlas["places"]["kurilsk"] == {"name": "Kurilsk", "island": "iturup"}
    assert atlas["places"]["tokyo"] == {"name": "Tokyo", "island": None}
    assert atlas["islands"]["iturup"] == {"name": "Iturup / Etorofu"}
    assert set(atlas["inset"]["islands"]) == {"iturup", "kunashir", "shikotan", "habomai"}


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
    module = module_of(build_map(catalogue), catalogue)
    title = title.replace(r"\"", '"').replace(r"\\", "\\")
    assert constants_of(module)["events"]["2019-11-06-round"]["title"] == title
    assert title not in module.split("\n", 1)[1]


def test_a_closing_script_tag_cannot_break_the_module(tiny):
    event = tiny.events["2019-11-06-round"]
    hostile = event.model_copy(update={"title": "</script><script>alert(1)</script>"})
    changed = type(tiny)(**{**vars(tiny), "events": {**tiny.events, hostile.id: hostile}})
    module = module_of(build_map(changed), changed)
    assert constants_of(module)["events"][hostile.id]["title"] == hostile.title
    assert "</script>" not in module.split("\n", 1)[1]
