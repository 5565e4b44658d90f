"""Still pictures of the map: in its projection, around the middle of an event's bounds."""

import json
import re

import pytest

from geo.geometry import Bounds
from geo.stills import stills_of

ISLANDS = ("iturup", "kunashir", "shikotan", "habomai")
SUMMIT = "2016-09-02-vladivostok-summit"
LIMA = "2016-11-19-lima-summit"
WORLD = Bounds(-30, -40, 330, 60)
# Latitudes at which the Mercator projection reaches 1/8 and 1/4 of the world above the equator:
# the Gudermannian function of π/4 and of π/2.
EIGHTH, QUARTER = 40.97990, 66.51326


@pytest.fixture
def still_of_tiny(tiny_record):
    """The still of the tiny record in a frame, with what its events draw on it."""

    def draw(bounds, *, moscow=(55.752, 37.6178)):
        tiny_record.change("places.toml", "latitude = 55.752", f"latitude = {moscow[0]}")
        tiny_record.change("places.toml", "longitude = 37.6178", f"longitude = {moscow[1]}")
        catalogue = tiny_record.read()
        stills, still_of = stills_of(catalogue, dict.fromkeys(catalogue.events, bounds))
        (still,) = stills.values()
        return still, still_of

    return draw


def rings_of(path):
    """The points of each ring or line of a path, which goes on in steps."""
    rings = []
    for ring in re.findall("M([^M]*)", path.replace("h1v1h-1z", "l1 0 0 1 -1 0z")):
        x, y, *steps = (int(number) for number in re.findall(r"-?\d+", ring))
        points = [(x, y)]
        for dx, dy in zip(steps[::2], steps[1::2], strict=True):
            points.append((points[-1][0] + dx, points[-1][1] + dy))
        rings.append(points)
    return rings


def box_of(path):
    xs, ys = zip(*(point for ring in rings_of(path) for point in ring), strict=True)
    return min(xs), min(ys), max(xs), max(ys)


# Where things are


def test_the_bounds_are_measured_in_pixels_of_a_world_256_wide(still_of_tiny):
    # 90° of longitude are a quarter of 256; the equator is at 128, the latitude at 64.
    still, _ = still_of_tiny(Bounds(0, 0, 90, QUARTER))
    assert still["box"] == pytest.approx((64, 64), abs=1e-5)
    assert still["middle"] == pytest.approx((160, 96), abs=1e-5)


def test_the_scale_is_the_largest_at_which_the_bounds_fit(still_of_tiny):
    # 460 for 64 is less than 880 for 64.
    still, _ = still_of_tiny(Bounds(0, 0, 90, QUARTER))
    assert still["scale"] == pytest.approx(7.1875)


def test_wide_bounds_are_as_wide_as_the_room_for_them(still_of_tiny):
    # 180° are 128 pixels at zoom 0; 880 / 128.
    still, _ = still_of_tiny(Bounds(90, 40, 270, 45))
    assert still["scale"] == pytest.approx(6.875)


def test_one_place_is_seen_from_no_nearer_than_zoom_8(still_of_tiny):
    still, _ = still_of_tiny(Bounds(145.9, 44.1, 145.9, 44.1))
    assert still["scale"] == 256
    assert still["box"] == (0, 0)


def test_a_venue_is_where_mercator_puts_it(still_of_tiny):
    # 0° E is 32 pixels west of the middle, 7.1875 units each; the latitude is the middle's.
    _, still_of = still_of_tiny(Bounds(0, 0, 90, QUARTER), moscow=(EIGHTH, 0.0))
    assert still_of["1956-10-19-declaration"]["venues"] == {"moscow": (-230, 0)}


def test_a_venue_north_of_the_middle_is_above_it(still_of_tiny):
    _, still_of = still_of_tiny(Bounds(0, 0, 90, QUARTER), moscow=(QUARTER, 90.0))
    assert still_of["1956-10-19-declaration"]["venues"] == {"moscow": (230, -230)}


def test_a_venue_beyond_the_pacific_is_in_the_east(still_of_tiny):
    # 77.0428° W is drawn at 282.9572° E, 56.9572 degrees (40.503 pixels) from the middle at 226°;
    # the bounds' 180° (128 pixels) are 880 units.
    _, still_of = still_of_tiny(Bounds(136, 0, 316, 0), moscow=(0.0, -77.0428))
    ((x, y),) = still_of["1956-10-19-declaration"]["venues"].values()
    assert (x, y) == (278, 0)


def test_an_island_has_the_size_that_mercator_gives_it(still_of_tiny):
    # Kunashir reaches from 145.399° E to 146.580° E and from 43.652° N to 44.517° N. At zoom 8 a
    # degree of longitude is 182.04 pixels; one of latitude that divided by cos 44.3° in the north
    # of the middle (44.1° N) and by cos 43.9° in the south.
    still, _ = still_of_tiny(Bounds(145.9, 44.1, 145.9, 44.1))
    assert box_of(still["islands"]["kunashir"]) == pytest.approx((-91, -106, 124, 113), abs=2)


def test_the_islands_lie_as_on_the_map(plates):
    anchors = plates.stills[plates.still_of[SUMMIT]["still"]]["anchors"]
    iturup, kunashir, shikotan, habomai = (anchors[island] for island in ISLANDS)
    assert kunashir[0] < habomai[0] < shikotan[0] < iturup[0]
    assert iturup[1] < kunashir[1] < shikotan[1] < habomai[1]


def test_an_island_s_name_belongs_in_its_middle(plates):
    for still in plates.stills.values():
        for island in ISLANDS:
            west, north, east, south = box_of(still["islands"][island])
            x, y = still["anchors"][island]
            assert west - 2 <= x <= east + 2
            assert north - 2 <= y <= south + 2


def test_what_an_event_concerns_lies_in_the_middle_of_its_still(plates, catalogue):
    # 880 by 460 around the middle, and a unit for what was rounded and simplified.
    for event in catalogue.events.values():
        drawn = plates.still_of[event.id]
        still = plates.stills[drawn["still"]]
        boxes = [box_of(still["islands"][island]) for island in event.islands]
        points = [*drawn["venues"].values(), *(box[:2] for box in boxes), *(b[2:] for b in boxes)]
        for x, y in points:
            assert -441 <= x <= 441, event.id
            assert -231 <= y <= 231, event.id


# What is drawn


def test_events_with_the_same_frame_share_a_still(plates):
    frames = {}
    for event, drawn in plates.still_of.items():
        frames.setdefault(tuple(plates.bounds[event]), set()).add(drawn["still"])
    assert all(len(stills) == 1 for stills in frames.values())
    assert len(plates.stills) == len(frames) < len(plates.still_of)


@pytest.mark.parametrize("island", ISLANDS)
def test_a_tiny_island_never_vanishes(still_of_tiny, island):
    still, _ = still_of_tiny(WORLD)
    west, north, east, south = box_of(still["islands"][island])
    assert east > west
    assert south > north


def test_an_island_that_would_be_smaller_is_a_single_unit(still_of_tiny):
    # Habomai lies 3.9 degrees west of the middle, which is 150° E; a degree is 880 / 360 units.
    still, _ = still_of_tiny(WORLD)
    speck = re.fullmatch(r"M(-?\d+) (-?\d+)h1v1h-1z", still["islands"]["habomai"])
    assert speck
    assert int(speck[1]) == pytest.approx(-9.5, abs=1)


def test_every_still_shows_all_four_islands_and_land(plates):
    for still in plates.stills.values():
        assert set(still["islands"]) == set(still["anchors"]) == set(ISLANDS)
        assert all(still["islands"].values())
        assert still["land"].startswith("M")


def test_the_lines_of_talks_begin_at_the_venue(plates):
    drawn = plates.still_of[SUMMIT]
    lines = rings_of(drawn["lines"])
    assert len(lines) == 2
    for line in lines:
        assert drawn["venues"]["vladivostok"] == pytest.approx(line[-1], abs=1)


def test_a_line_over_the_seam_leaves_the_still_at_its_edge(plates):
    # The line to Moscow crosses the Atlantic: what is drawn of it is in the east of Lima.
    to_moscow, to_tokyo = rings_of(plates.still_of[LIMA]["lines"])
    lima = plates.still_of[LIMA]["venues"]["lima"]
    assert to_moscow[-1] == pytest.approx(lima, abs=1)
    assert to_tokyo[-1] == pytest.approx(lima, abs=1)
    assert all(x >= lima[0] for x, _ in to_moscow)
    assert all(x <= lima[0] for x, _ in to_tokyo)


def test_an_event_without_lines_has_none_on_its_still(plates):
    assert plates.still_of["1956-10-19-joint-declaration"]["lines"] == ""


def test_nothing_reaches_further_than_the_still(plates):
    for still in plates.stills.values():
        for path in filter(None, (still["land"], still["chain"], *still["islands"].values())):
            west, north, east, south = box_of(path)
            assert -1100 <= west <= east <= 1100
            assert -800 <= north <= south <= 800


# How it is written


def test_an_area_is_written_as_closed_rings_of_whole_steps(plates):
    ring = r"M-?\d+ -?\d+(l-?\d+ -?\d+( -?\d+ -?\d+)*|h1v1h-1)z"
    for name, still in plates.stills.items():
        for part, path in {
            "land": still["land"],
            "chain": still["chain"],
            **still["islands"],
        }.items():
            wrong = re.sub(ring, "", path)
            assert wrong == "", f"{part} of still {name}"


def test_a_line_is_written_in_whole_steps(plates):
    for drawn in plates.still_of.values():
        assert re.fullmatch(r"(M-?\d+ -?\d+l-?\d+ -?\d+( -?\d+ -?\d+)*)*", drawn["lines"])
        for x, y in drawn["venues"].values():
            assert isinstance(x, int)
            assert isinstance(y, int)


def test_a_still_is_small_enough_to_be_sent_with_every_document(plates):
    for still in plates.stills.values():
        assert len(json.dumps(still)) < 24_000


def test_the_same_record_gives_the_same_stills(plates, catalogue):
    bounds = {event: Bounds(*it) for event, it in plates.bounds.items()}
    stills, still_of = stills_of(catalogue, bounds)
    assert stills == plates.stills
    assert still_of == plates.still_of
