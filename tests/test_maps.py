"""The Folium map: what is drawn for the islands, the places and each event."""

import re

import folium
import pytest

from geo.maps import build_map, event_lines

SUMMIT = "2016-09-02-vladivostok-summit"


@pytest.fixture(scope="module")
def atlas(catalogue):
    return build_map(catalogue)


@pytest.fixture(scope="module")
def script(atlas):
    figure = atlas.map.get_root()
    figure.render()
    return figure.script.render()


def drawn(atlas, event, kind):
    return [part for part in atlas.events[event].group._children.values() if isinstance(part, kind)]


def ends_of_lines(atlas, event):
    """First and last position of each line, to a tenth of a degree: (lat, lon)."""
    ends = []
    for line in drawn(atlas, event, folium.PolyLine):
        first, last = line.locations[0][0], line.locations[-1][-1]
        ends.append((round(first[0]), round(first[1]), round(last[0]), round(last[1])))
    return ends


MOSCOW_TO, TOKYO_TO = (56, 38), (36, 140)


def test_every_event_has_a_group_that_is_hidden_at_the_start(atlas, catalogue):
    assert list(atlas.events) == list(catalogue.events)
    for drawing in atlas.events.values():
        assert drawing.group.show is False
        assert drawing.group.get_name() in atlas.map._children


def test_events_share_a_group_where_they_draw_the_same(atlas):
    """Talks in Vladivostok draw a ring and lines to both capitals; statements there only a ring."""
    talks = ("2016-09-02-vladivostok-summit", "2018-09-10-vladivostok-summit")
    statements = ("2016-09-01-putin-bloomberg-interview", "2018-09-12-putin-no-preconditions")
    first, second, third, fourth = (atlas.events[id].group for id in (*talks, *statements))
    assert first is second
    assert third is fourth
    assert first is not third


def test_no_group_is_put_on_the_map_by_the_script(script, atlas):
    groups = re.findall(r"var (feature_group_\w+) = L\.featureGroup", script)
    assert set(groups) == {drawing.group.get_name() for drawing in atlas.events.values()}
    assert not re.search(r"feature_group_\w+\.addTo\(map", script)


def test_every_place_has_a_marker(atlas, catalogue):
    assert set(atlas.places) == set(catalogue.places)


@pytest.mark.parametrize(
    ("place", "latitude", "longitude"),
    [
        ("moscow", 55.75, 37.61),
        ("tokyo", 35.69, 139.69),
        ("lima", -12.05, 282.96),
        ("san-francisco", 37.77, 237.58),
    ],
)
def test_a_marker_stands_at_latitude_then_longitude(atlas, place, latitude, longitude):
    assert atlas.places[place].location == pytest.approx([latitude, longitude], abs=0.01)


@pytest.mark.parametrize(
    ("event", "venues"),
    [
        (SUMMIT, [(43, 132)]),
        ("2016-12-15-nagato-tokyo-summit", [(34, 131), (36, 140)]),
        ("2016-11-19-lima-summit", [(-12, 283)]),
    ],
)
def test_an_event_marks_each_of_its_venues(atlas, event, venues):
    markers = drawn(atlas, event, folium.CircleMarker)
    assert [tuple(round(it) for it in marker.location) for marker in markers] == venues


def test_talks_are_joined_to_both_capitals(atlas):
    assert ends_of_lines(atlas, SUMMIT) == [(*MOSCOW_TO, 43, 132), (*TOKYO_TO, 43, 132)]


def test_talks_in_one_capital_are_joined_to_the_other(atlas):
    assert ends_of_lines(atlas, "2019-11-06-jea-round-6-moscow") == [(*TOKYO_TO, *MOSCOW_TO)]
    assert ends_of_lines(atlas, "2019-09-tokyo-round") == [(*MOSCOW_TO, *TOKYO_TO)]


def test_talks_over_two_cities_are_joined_at_the_first(atlas):
    assert ends_of_lines(atlas, "2016-12-15-nagato-tokyo-summit") == [(*MOSCOW_TO, 34, 131)]


def test_a_journey_is_drawn_from_place_to_place_in_order(atlas):
    # Nemuro, Yuzhno-Kurilsk, Kurilsk, Malokurilskoye
    assert ends_of_lines(atlas, "2017-06-27-first-survey-mission") == [
        (43, 146, 44, 146),
        (44, 146, 45, 148),
        (45, 148, 44, 147),
    ]


@pytest.mark.parametrize(
    "event", ["1956-10-19-joint-declaration", "1945-08-28-soviet-landings", "1964-grave-visits"]
)
def test_what_is_neither_talks_nor_a_journey_between_places_has_no_line(atlas, event):
    assert drawn(atlas, event, folium.PolyLine) == []


def test_a_line_over_the_seam_is_drawn_in_two_pieces(atlas):
    to_moscow, to_tokyo = drawn(atlas, "2016-11-19-lima-summit", folium.PolyLine)
    assert [len(line.locations) for line in (to_moscow, to_tokyo)] == [2, 1]
    for piece in to_moscow.locations:
        longitudes = [longitude for _, longitude in piece]
        assert max(longitudes) - min(longitudes) < 180


def test_the_lines_of_an_event_are_as_they_are_drawn_but_with_longitude_first(atlas, catalogue):
    for event in ("2016-11-19-lima-summit", "2017-06-27-first-survey-mission"):
        lines = drawn(atlas, event, folium.PolyLine)
        positions = event_lines(catalogue.events[event], catalogue)
        assert [
            [
                [(round(latitude, 4), round(longitude, 4)) for longitude, latitude in piece]
                for piece in pieces
            ]
            for pieces in positions
        ] == [
            [[tuple(position) for position in piece] for piece in line.locations] for line in lines
        ]


@pytest.mark.parametrize(
    ("event", "pieces"),
    [
        (SUMMIT, [1, 1]),
        ("2016-11-19-lima-summit", [2, 1]),
        ("1956-10-19-joint-declaration", []),
    ],
)
def test_each_line_of_an_event_comes_in_pieces_that_do_not_cross_the_seam(catalogue, event, pieces):
    lines = event_lines(catalogue.events[event], catalogue)
    assert [len(line) for line in lines] == pieces


def test_the_bounds_of_an_event_hold_its_venues_and_the_islands_it_concerns(atlas):
    west, south, east, north = atlas.events[SUMMIT].bounds
    assert (west, south) == pytest.approx((131.87, 43.11), abs=0.02)  # Vladivostok
    assert (east, north) == pytest.approx((148.9, 45.56), abs=0.02)  # north-east end of Iturup


def test_the_bounds_of_an_event_leave_out_islands_it_does_not_concern(atlas):
    west, south, east, north = atlas.events["1945-09-01-landing-on-shikotan"].bounds
    assert (west, south) == pytest.approx((146.6, 43.7), abs=0.05)
    assert (east, north) == pytest.approx((146.95, 43.9), abs=0.05)


def test_the_bounds_of_an_event_beyond_the_pacific_reach_over_it(atlas):
    west, _, east, _ = atlas.events["2016-11-19-lima-summit"].bounds
    assert west == pytest.approx(145.4, abs=0.1)
    assert east == pytest.approx(282.96, abs=0.01)


def test_the_shapes_are_asked_for_by_name_in_the_order_in_which_they_are_drawn(script):
    assert re.findall(r'\$\.ajax\("([^"]*)"', script) == ["land", "chain", "islands", "reach"]


def test_only_the_reach_of_an_island_answers_to_the_pointer(atlas, script):
    answers = dict(
        re.findall(r"var (geo_json_\w+) = L\.geoJson.*?\"interactive\": (\w+)", script, re.S)
    )
    assert {
        name: answers[getattr(atlas, name).get_name()]
        for name in ("land", "chain", "islands", "reach")
    } == {"land": "false", "chain": "false", "islands": "false", "reach": "true"}


def test_what_is_drawn_for_an_event_lets_clicks_through(script):
    drawn = re.findall(r'\{[^{}]*"className": "event-(?:line|venue)"[^{}]*\}', script)
    assert len(drawn) > 100
    for options in drawn:
        assert '"interactive": false' in options


def test_the_reader_can_zoom_as_far_as_the_shapes_are_right_and_no_further(script):
    options = script[: script.index("L.tileLayer")]
    assert '"minZoom": 1,' in options
    assert '"maxZoom": 12,' in options


def test_the_script_names_no_host_but_those_of_the_online_base_maps_and_their_licences(script):
    assert set(re.findall(r"//([\w.{}-]+)", script)) == {
        "tile.openstreetmap.org",
        "{s}.tile.opentopomap.org",
        "www.openstreetmap.org",
        "opentopomap.org",
        "viewfinderpanoramas.org",
        "creativecommons.org",
    }


def test_the_script_loads_no_other_script(script):
    assert "<script" not in script
    assert "import(" not in script
    assert "createElement" not in script


def test_the_online_base_maps_are_off_and_name_those_who_made_them(atlas, script):
    assert list(atlas.base_maps) == ["OpenStreetMap.Mapnik", "OpenTopoMap"]
    assert not re.search(r"tile_layer_\w+\.addTo\(map", script)
    for tiles in atlas.base_maps.values():
        assert "OpenStreetMap" in tiles.options["attribution"]


def test_nothing_drawn_carries_text_of_the_record(script, catalogue):
    assert "bindPopup" not in script
    assert "bindTooltip" not in script
    for event in catalogue.events.values():
        assert event.title.en not in script
    for place in catalogue.places.values():
        assert place.names.en not in script
    for island in catalogue.islands.values():
        assert island.label.en not in script


def test_everything_drawn_for_events_and_places_has_a_class_for_the_style_sheet(atlas):
    parts = [part for drawing in atlas.events.values() for part in drawing.group._children.values()]
    assert {part.options["className"] for part in parts} == {"event-venue", "event-line"}
    assert {marker.options["className"] for marker in atlas.places.values()} == {"place"}


def test_a_tiny_record_is_drawn_too(tiny):
    assert list(build_map(tiny).events) == ["1956-10-19-declaration", "2019-11-06-round"]
