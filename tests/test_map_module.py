"""The map's script as an ES module: the same text each time, and every part of it by name."""

import re

import pytest

from geo.map_module import module_of
from geo.maps import build_map


@pytest.fixture(scope="module")
def module(catalogue):
    return module_of(build_map(catalogue))


def test_the_same_record_makes_the_same_text(module, catalogue):
    assert module_of(build_map(catalogue)) == module


def test_folium_s_random_names_are_gone(module):
    assert not re.search(r"[0-9a-f]{32}", module)


def test_the_module_offers_only_the_function_that_draws_the_map(module):
    assert module.startswith("export function draw(L, $, element) {\n")
    assert module.count("export") == 1
    assert module.endswith("}\n")


def test_the_module_holds_no_title_and_no_name(module, catalogue):
    for event in catalogue.events.values():
        assert event.title.en not in module
    for place in catalogue.places.values():
        assert place.names.en not in module


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
