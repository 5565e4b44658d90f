"""Drawings of the islands as pictures in SVG."""

import re
from urllib.parse import unquote
from xml.etree import ElementTree

import pytest

from geo.pictures import picture_of

GROUP = {
    "width": 60.0,
    "height": 40.5,
    "across": 58.0,
    "area": 92.5,
    "island": "M1 1L20 1L20 20Z",
    "land": "M0 30L5 30L5 40Z",
    "islets": {"signalny": (2.5, 3.0), "rifovy": (40.0, 20.25)},
    "labels": {},
}
SVG = "{http://www.w3.org/2000/svg}"


def svg_of(picture):
    head, _, svg = picture.partition(",")
    assert head == "data:image/svg+xml"
    return ElementTree.fromstring(unquote(svg))


def paths(svg):
    return {path.get("class"): path.get("d") for path in svg.iter(f"{SVG}path")}


def test_a_picture_is_as_large_as_its_drawing():
    svg = svg_of(picture_of(GROUP))
    assert (svg.get("width"), svg.get("height")) == ("60", "40.5")
    assert svg.get("viewBox") == "0 0 60 40.5"


def test_a_picture_shows_the_island_the_land_and_a_dot_for_each_islet():
    assert paths(svg_of(picture_of(GROUP))) == {
        "l": "M0 30L5 30L5 40Z",
        "i": "M1 1L20 1L20 20Z",
        "r": "M2.5 3h0M40 20.25h0",
    }


def test_the_scale_bar_is_as_long_as_it_says_and_ends_in_the_right_corner():
    # A thirtieth of the width is 2 km: the bar ends 1 km from the right and from the bottom.
    svg = svg_of(picture_of(GROUP, bar_km=10))
    bar = re.fullmatch(r"M49 38\.8\d*v0\.\d+h10v-0\.\d+", paths(svg)["b"])
    assert bar
    (text,) = svg.iter(f"{SVG}text")
    assert text.text == "10 km"
    assert (text.get("x"), text.get("y"), text.get("font-size")) == ("54", "38.5", "2")


def test_without_a_scale_bar_there_is_no_text():
    svg = svg_of(picture_of(GROUP))
    assert list(svg.iter(f"{SVG}text")) == []
    assert "b" not in paths(svg)


def test_a_picture_has_a_style_for_the_dark():
    (style,) = svg_of(picture_of(GROUP)).iter(f"{SVG}style")
    assert "@media(prefers-color-scheme:dark){.i{" in style.text


@pytest.mark.parametrize("bar_km", [None, 50])
def test_a_picture_fits_into_an_attribute(plates, bar_km):
    for drawing in (*plates.to_scale.values(), *plates.groups.values()):
        picture = picture_of(drawing, bar_km=bar_km)
        assert picture.startswith("data:image/svg+xml,%3Csvg xmlns=")
        assert not set(picture) & set('"<>&#')
