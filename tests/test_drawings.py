"""The inset, a small drawing of the islands, and the drawings at one scale."""

import re
from itertools import combinations
from math import dist

import pytest

from geo.drawings import drawing_to_scale, inset_of

ISLANDS = ("iturup", "kunashir", "shikotan", "habomai")


@pytest.fixture(scope="module")
def inset():
    return inset_of()


def points_of(path):
    return [(float(x), float(y)) for x, y in re.findall(r"(-?[\d.]+) (-?[\d.]+)", path)]


def middle_of(path):
    xs, ys = zip(*points_of(path), strict=True)
    return (min(xs) + max(xs)) / 2, (min(ys) + max(ys)) / 2


def test_the_inset_draws_the_four_islands_and_where_a_click_means_them(inset):
    assert set(inset["islands"]) == set(inset["reach"]) == set(ISLANDS)


def test_a_path_is_plain_closed_svg_rings(inset):
    ring = r"M-?\d+\.\d -?\d+\.\d(L-?\d+\.\d -?\d+\.\d){2,}Z"
    for path in (inset["land"], *inset["islands"].values(), *inset["reach"].values()):
        assert re.fullmatch(f"({ring})+", path)


def test_the_reach_of_an_island_is_one_ring_around_it(inset):
    for island in ISLANDS:
        assert inset["reach"][island].count("M") == 1
        inner, outer = points_of(inset["islands"][island]), points_of(inset["reach"][island])
        for axis in (0, 1):
            assert min(p[axis] for p in outer) <= min(p[axis] for p in inner) + 0.5
            assert max(p[axis] for p in outer) >= max(p[axis] for p in inner) - 0.5


def test_hokkaido_is_drawn_in_the_south_west_corner(inset):
    # Cape Nosappu, its eastern end, is at 145.82° E, 43.38° N.
    east = [x for x, y in points_of(inset["land"]) if y > 200 and x < 150]
    assert max(east) == pytest.approx(300 * 0.92 / 4.25, abs=2)


def test_the_islands_lie_within_the_picture(inset):
    for island in ISLANDS:
        for x, y in points_of(inset["islands"][island]):
            assert 0 <= x <= inset["width"]
            assert 0 <= y <= inset["height"]


def test_the_picture_keeps_the_proportions_of_the_map(inset):
    # 4.25° of longitude by 2.55° of latitude, at 44.5° N, where a degree of latitude is drawn
    # 1 / cos(44.5°) = 1.402 times as long as one of longitude.
    assert inset["width"] == 300
    assert inset["height"] == pytest.approx(300 * 2.55 * 1.402 / 4.25, abs=2)


def test_north_is_up_and_east_is_right(inset):
    iturup, kunashir, shikotan, habomai = (middle_of(inset["islands"][it]) for it in ISLANDS)
    assert iturup[0] > kunashir[0]
    assert iturup[1] < kunashir[1]
    assert shikotan[0] > kunashir[0]
    assert habomai[1] > shikotan[1]


def test_a_place_is_where_mercator_puts_it(inset):
    # Kunashir's middle: 145.9° E is 1.0 / 4.25 of the width.
    assert middle_of(inset["islands"]["kunashir"])[0] == pytest.approx(300 * 1.05 / 4.25, abs=8)


# Drawings at one scale


@pytest.fixture(scope="module")
def to_scale(catalogue):
    return {id: drawing_to_scale(island) for id, island in catalogue.islands.items()}


def length_of(path):
    """The greatest distance between two points of a path."""
    return max(dist(one, other) for one, other in combinations(points_of(path), 2))


@pytest.mark.parametrize(
    ("island", "published"),
    # The lengths that Japan's Cabinet Office gives; Russian ones are 200 and 27 km.
    [("iturup", 204), ("kunashir", 122), ("shikotan", 28)],
)
def test_an_island_is_drawn_as_long_in_kilometres_as_it_is(to_scale, island, published):
    drawing = to_scale[island]
    assert length_of(drawing["island"]) == pytest.approx(published, rel=0.04)
    assert drawing["across"] == pytest.approx(length_of(drawing["island"]), abs=0.2)


def test_the_drawn_areas_are_those_on_the_ellipsoid(to_scale):
    # Measured geodesically in assets/geo/README.md.
    areas = [to_scale[island]["area"] for island in ISLANDS]
    assert areas == pytest.approx([3175.22, 1488.66, 249.24, 92.49], rel=0.002)


def test_a_drawing_is_as_wide_as_what_it_shows_and_a_margin_of_a_kilometre(to_scale):
    for drawing in to_scale.values():
        spots = [*points_of(drawing["island"]), *drawing["islets"].values()]
        for axis, size in ((0, drawing["width"]), (1, drawing["height"])):
            assert min(spot[axis] for spot in spots) == pytest.approx(1, abs=0.1)
            assert max(spot[axis] for spot in spots) == pytest.approx(size - 1, abs=0.1)


def test_only_the_islets_without_an_outline_are_dots_and_all_have_a_place_for_their_name(to_scale):
    habomai = to_scale["habomai"]
    assert set(habomai["islets"]) == {"signalny", "rifovy", "storozhevoy", "oskolki"}
    assert len(habomai["labels"]) == 10


def test_the_group_is_drawn_beside_the_end_of_hokkaido(catalogue):
    drawing = drawing_to_scale(catalogue.islands["habomai"], with_land=True)
    east = max(x for x, _ in points_of(drawing["land"]))
    # Cape Nosappu lies 3.7 km from Signalny / Kaigara by the official table.
    assert drawing["islets"]["signalny"][0] - east == pytest.approx(3.7, abs=0.5)
