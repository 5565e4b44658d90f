"""Geometry: areas, lines and boxes in a view with the Pacific in its middle."""

import itertools

import pytest
from shapely.geometry import LineString, MultiPolygon, Point, Polygon, box

from geo.geometry import (
    Bounds,
    bounds_of,
    geodesic_area,
    geodesic_line,
    outlines_of,
    pacific_centred,
    pacific_longitude,
    reach_of,
    read_layer,
)

MOSCOW = (37.6178, 55.752)
TOKYO = (139.6917, 35.6895)
LIMA = (-77.0428, -12.0464)


@pytest.mark.parametrize(
    ("cell", "km2"),
    [
        pytest.param(box(0, 0, 1, 1), 12308.8, id="at the equator"),
        pytest.param(box(147, 45, 148, 46), 8686.5, id="at Iturup"),
    ],
)
def test_a_cell_of_one_degree_has_its_area_on_the_ellipsoid(cell, km2):
    # Expected are the zones between two parallels; geodesics differ from them by 0.003 per cent.
    assert geodesic_area(cell) == pytest.approx(km2, rel=1e-4)


def test_an_area_does_not_depend_on_the_direction_of_the_ring():
    assert geodesic_area(Polygon([(0, 0), (0, 1), (1, 1), (1, 0)])) == pytest.approx(12308.8, 1e-4)


@pytest.mark.parametrize("direction", [1, -1], ids=["against the ring", "with the ring"])
def test_a_hole_is_not_counted_whichever_way_it_runs(direction):
    hole = [(0.5, 0.25), (0.5, 0.75), (1.5, 0.75), (1.5, 0.25)][::direction]
    holed = Polygon([(0, 0), (2, 0), (2, 1), (0, 1)], holes=[hole])
    assert geodesic_area(holed) == pytest.approx(24617.6 - 6154.4, rel=1e-3)


@pytest.mark.parametrize(
    ("longitude", "drawn"),
    [
        (0, 0),
        (139.6917, 139.6917),
        (180, 180),
        (-180, 180),
        (-122.4194, 237.5806),
        (-77.0428, 282.9572),
        (-30.1, 329.9),
        (-30, -30),
        (-0.1257, -0.1257),
    ],
)
def test_a_longitude_is_drawn_between_30_west_and_330_east(longitude, drawn):
    assert pacific_longitude(longitude) == pytest.approx(drawn)


def test_a_line_begins_and_ends_where_it_is_told():
    (piece,) = geodesic_line(MOSCOW, TOKYO)
    assert piece[0] == MOSCOW
    assert piece[-1] == TOKYO
    assert len(piece) == 50


def test_a_line_is_as_fine_as_it_is_told():
    assert [len(piece) for piece in geodesic_line(MOSCOW, TOKYO, points=3)] == [5]


def test_the_shortest_line_from_moscow_to_tokyo_runs_north_of_both():
    (piece,) = geodesic_line(MOSCOW, TOKYO)
    assert max(latitude for _, latitude in piece) == pytest.approx(61.0, abs=0.1)


def test_a_line_over_the_pacific_is_one_piece():
    (piece,) = geodesic_line(TOKYO, LIMA)
    longitudes = [longitude for longitude, _ in piece]
    assert longitudes == sorted(longitudes)
    assert longitudes[-1] == pytest.approx(282.9572)


def test_a_line_over_the_seam_comes_in_two_pieces():
    east, west = geodesic_line(MOSCOW, LIMA)
    assert east[0] == MOSCOW
    assert west[-1] == pytest.approx((282.9572, -12.0464))
    assert min(longitude for longitude, _ in east) >= -30
    assert all(282 < longitude < 330 for longitude, _ in west)


def test_bounds_are_around_positions_and_shapes():
    assert bounds_of([(131.8735, 43.1056)], [box(145, 43.5, 149, 45.5)]) == Bounds(
        131.8735, 43.1056, 149, 45.5
    )


def test_bounds_of_one_position_are_that_position():
    assert bounds_of([TOKYO]) == Bounds(139.6917, 35.6895, 139.6917, 35.6895)


def test_bounds_reach_over_the_pacific_and_not_around_the_world():
    assert bounds_of([TOKYO, (-122.4194, 37.7749)]) == pytest.approx(
        (139.6917, 35.6895, 237.5806, 37.7749)
    )


def test_there_are_no_bounds_of_nothing():
    with pytest.raises(ValueError, match="no positions and no shapes"):
        bounds_of([])


@pytest.mark.parametrize(
    ("geometry", "west", "east"),
    [
        pytest.param(box(145, 43, 149, 46), 145, 149, id="east of the seam"),
        pytest.param(box(-123, 37, -122, 38), 237, 238, id="west of the seam"),
        pytest.param(box(-30, 0, -29, 1), -30, -29, id="along the seam in the east"),
        pytest.param(box(-31, 0, -30, 1), 329, 330, id="along the seam in the west"),
        pytest.param(Point(-77, -12), 283, 283, id="point"),
        pytest.param(LineString([(-80, 0), (-77, 0)]), 280, 283, id="line"),
    ],
)
def test_a_shape_is_moved_to_where_the_view_draws_it(geometry, west, east):
    moved = pacific_centred(geometry)
    assert (moved.bounds[0], moved.bounds[2]) == pytest.approx((west, east))
    assert moved.geom_type == geometry.geom_type


def test_each_part_of_a_shape_is_moved_by_itself():
    both_sides = MultiPolygon([box(179, 60, 180, 61), box(-180, 60, -179, 61)])
    assert pacific_centred(both_sides).bounds == pytest.approx((179, 60, 181, 61))


@pytest.mark.parametrize("layer", ["islands", "chain", "land"])
def test_a_layer_has_an_id_a_name_and_a_shape_for_each_feature(layer):
    table = read_layer(layer)
    assert list(table.columns) == ["id", "name", "group", "geometry"]
    assert table.crs == "EPSG:4326"
    assert table["id"].is_unique


def test_a_layer_that_has_not_been_built_is_not_found(tmp_path):
    with pytest.raises(FileNotFoundError):
        read_layer("islands", tmp_path)


def test_there_is_one_outline_for_each_of_the_four_islands():
    outlines = outlines_of(read_layer("islands"))
    assert set(outlines.index) == {"iturup", "kunashir", "shikotan", "habomai"}
    assert list(outlines.columns) == ["geometry"]


def test_the_outline_of_habomai_joins_its_islands():
    habomai = outlines_of(read_layer("islands")).geometry["habomai"]
    assert habomai.contains(Point(146.1333, 43.5))  # Zelyony / Shibotsu
    assert habomai.contains(Point(145.92, 43.43))  # Tanfilyev / Suisho
    assert geodesic_area(habomai) == pytest.approx(94.8, rel=0.04)


def test_the_reach_of_an_island_is_a_hull_around_it():
    outlines = outlines_of(read_layer("islands"))
    reach = reach_of(outlines)
    assert list(reach.index) == list(outlines.index)
    for island in ("iturup", "kunashir", "shikotan", "habomai"):
        assert reach.geometry[island].geom_type == "Polygon"
        assert reach.geometry[island].covers(outlines.geometry[island])


def test_no_place_is_within_the_reach_of_two_islands():
    reach = reach_of(outlines_of(read_layer("islands"))).geometry
    for one, other in itertools.combinations(reach, 2):
        assert not one.intersects(other)
