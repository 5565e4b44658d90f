"""The shipped shapes: right in size, right in place, plain RFC 7946; and as they are loaded."""

import itertools
import json
import re
from pathlib import Path

import pytest
import shapely
from pyproj import Geod
from shapely.geometry import LinearRing, Point, shape
from shapely.ops import nearest_points

from geo.shapes import shapes

GEO = Path(__file__).parents[1] / "assets" / "geo"
FILES = {name: GEO / f"{name}.geojson" for name in ("islands", "chain", "land")}
TEXTS = {name: path.read_text(encoding="utf-8") for name, path in FILES.items()}
COLLECTIONS = {name: json.loads(text) for name, text in TEXTS.items()}
FEATURES = {
    (name, feature["id"]): feature
    for name, collection in COLLECTIONS.items()
    for feature in collection["features"]
}
SHAPES = {key: shape(feature["geometry"]) for key, feature in FEATURES.items()}
LAND = shapely.union_all(list(SHAPES.values()))
WGS84 = Geod(ellps="WGS84")

every_feature = pytest.mark.parametrize("key", FEATURES, ids="/".join)

MEETING_PLACES = {
    "Moscow": (55.7558, 37.6173),
    "Saint Petersburg": (59.9386, 30.3141),
    "Sochi": (43.5970, 39.7248),
    "Yalta": (44.5022, 34.1662),
    "Vladivostok": (43.1056, 131.8735),
    "Yuzhno-Sakhalinsk": (46.9543, 142.7356),
    "Nemuro": (43.3236, 145.5750),
    "Tokyo": (35.6895, 139.6917),
    "Shimoda": (34.6765, 138.9446),
    "Nagato": (34.3833, 131.2000),
    "Singapore": (1.2897, 103.8501),
    "Lima": (-12.0432, -77.0282),
    "San Francisco": (37.7749, -122.4194),
    "Portsmouth, New Hampshire": (43.0770, -70.7577),
}
STRAITS = {
    "Nemuro, between Kunashir and Hokkaido": (44.0108, 145.3819),
    "Izmeny / Notsuke, between Kunashir and Hokkaido": (43.6369, 145.3931),
    "Sovetsky / Goyomai, between Tanfilyev and Hokkaido": (43.4108, 145.8439),
    "Catherine / Kunashiri, between Kunashir and Iturup": (44.4392, 146.7153),
    "South Kuril, between Kunashir and Shikotan": (43.8333, 146.4167),
    "Vries / Etorofu, between Iturup and Urup": (45.5000, 149.1500),
    "La Perouse / Soya, between Sakhalin and Hokkaido": (45.7500, 142.0000),
    "Nevelskoy, between Sakhalin and the mainland": (52.1500, 141.5500),
    "First Kuril, between Shumshu and Kamchatka": (50.8300, 156.6000),
    "Tsugaru, between Hokkaido and Honshu": (41.4000, 140.5000),
}


def geodesic_km2(geometry):
    return abs(WGS84.geometry_area_perimeter(geometry)[0]) / 1e6


def island_km2(island_id):
    return geodesic_km2(SHAPES["islands", island_id])


def habomai_km2():
    return sum(
        island_km2(feature["id"])
        for feature in COLLECTIONS["islands"]["features"]
        if feature["properties"]["group"] == "habomai"
    )


def polygons_of(key):
    return [part for part in shapely.get_parts(SHAPES[key]) if part.geom_type == "Polygon"]


def rings_of(key):
    return [ring for p in polygons_of(key) for ring in (p.exterior, *p.interiors)]


def km_to_land(lat, lon):
    nearest = nearest_points(Point(lon, lat), LAND)[1]
    return WGS84.inv(lon, lat, nearest.x, nearest.y)[2] / 1000


# Areas, against those of the Geospatial Information Authority of Japan (GSI)


@pytest.mark.parametrize(
    ("island_id", "gsi_km2"), [("iturup", 3168), ("kunashir", 1490), ("shikotan", 250.6)]
)
def test_an_island_is_within_one_percent_of_its_official_area(island_id, gsi_km2):
    assert island_km2(island_id) == pytest.approx(gsi_km2, rel=0.01)


def test_habomai_is_within_four_percent_of_its_official_area():
    assert habomai_km2() == pytest.approx(94.8, rel=0.04)


@pytest.mark.parametrize(
    ("island_id", "gsi_km2"),
    [("zelyony", 58.3), ("tanfilyev", 12.1), ("polonsky", 10.9), ("yuri", 9.9), ("anuchin", 2.1)],
)
def test_a_habomai_island_is_within_six_percent_of_its_official_area(island_id, gsi_km2):
    assert island_km2(island_id) == pytest.approx(gsi_km2, rel=0.06)


def test_the_readme_states_the_areas_that_the_file_holds():
    readme = (GEO / "README.md").read_text(encoding="utf-8")
    stated = dict(re.findall(r"^\| `?([\w-]+)`? \| ([\d.]+) \|", readme, re.MULTILINE))
    drawn = [
        feature["id"]
        for feature in COLLECTIONS["islands"]["features"]
        if feature["geometry"]["type"] != "Point"
    ]
    measured = {island_id: f"{island_km2(island_id):.2f}" for island_id in drawn}
    assert stated == measured | {"habomai": f"{habomai_km2():.2f}"}


# What is there


def test_the_islands_are_these():
    groups = {
        feature["id"]: feature["properties"]["group"]
        for feature in COLLECTIONS["islands"]["features"]
    }
    assert groups == {
        "iturup": None,
        "kunashir": None,
        "shikotan": None,
        "zelyony": "habomai",
        "polonsky": "habomai",
        "tanfilyev": "habomai",
        "yuri": "habomai",
        "anuchin": "habomai",
        "demina": "habomai",
        "oskolki": "habomai",
        "storozhevoy": "habomai",
        "signalny": "habomai",
    }


def test_an_islet_without_an_outline_is_a_point_and_says_so():
    points = {
        feature["id"]: feature["properties"]["precision"]
        for feature in COLLECTIONS["islands"]["features"]
        if feature["geometry"]["type"] == "Point"
    }
    assert points == {"oskolki": "point", "storozhevoy": "point", "signalny": "point"}


def test_kunashir_has_its_southern_spit_and_islet():
    kunashir = SHAPES["islands", "kunashir"]
    assert len(kunashir.geoms) == 3
    assert kunashir.contains(Point(145.546, 43.681))


def test_the_chain_runs_from_urup_to_shumshu():
    assert [feature["id"] for feature in COLLECTIONS["chain"]["features"]] == [
        "urup",
        "brat-chirpoyev",
        "chirpoy",
        "broutona",
        "simushir",
        "ketoi",
        "ushishir",
        "rasshua",
        "matua",
        "raykoke",
        "shiashkotan",
        "ekarma",
        "chirinkotan",
        "kharimkotan",
        "onekotan",
        "makanrushi",
        "antsiferov",
        "paramushir",
        "shumshu",
        "atlasov",
    ]


@pytest.mark.parametrize(("lat", "lon"), MEETING_PLACES.values(), ids=MEETING_PLACES)
def test_a_meeting_place_is_on_land_or_within_five_km_of_it(lat, lon):
    assert km_to_land(lat, lon) < 5


@pytest.mark.parametrize(("lat", "lon"), STRAITS.values(), ids=STRAITS)
def test_a_strait_is_open_sea(lat, lon):
    assert not LAND.contains(Point(lon, lat))


# Nothing is drawn twice


@pytest.mark.parametrize(
    ("one", "other"), [("land", "chain"), ("land", "islands"), ("chain", "islands")]
)
def test_no_file_draws_what_another_draws(one, other):
    first, second = (
        shapely.union_all([SHAPES[key] for key in SHAPES if key[0] == name])
        for name in (one, other)
    )
    assert first.intersection(second).area == 0


@pytest.mark.parametrize("name", COLLECTIONS)
def test_features_of_one_file_do_not_overlap(name):
    pairs = itertools.combinations([SHAPES[key] for key in SHAPES if key[0] == name], 2)
    assert max(a.intersection(b).area for a, b in pairs) == 0


# RFC 7946


@pytest.mark.parametrize("name", COLLECTIONS)
def test_a_file_is_a_plain_feature_collection_without_crs(name):
    collection = COLLECTIONS[name]
    assert set(collection) == {"type", "attribution", "features"}
    assert collection["type"] == "FeatureCollection"
    assert "© OpenStreetMap contributors" in collection["attribution"]


@pytest.mark.parametrize("name", COLLECTIONS)
def test_a_file_is_minified_and_ends_with_a_newline(name):
    shortest = json.dumps(COLLECTIONS[name], ensure_ascii=False, separators=(",", ":"))
    assert TEXTS[name] == shortest + "\n"


@pytest.mark.parametrize(
    ("name", "most_bytes"), [("islands", 40_000), ("chain", 40_000), ("land", 170_000)]
)
def test_a_file_keeps_within_its_budget(name, most_bytes):
    assert FILES[name].stat().st_size <= most_bytes


def test_ids_are_unique_over_all_files():
    ids = [feature["id"] for c in COLLECTIONS.values() for feature in c["features"]]
    assert len(ids) == len(set(ids))


@every_feature
def test_a_feature_has_its_id_and_a_name(key):
    feature = FEATURES[key]
    assert feature["type"] == "Feature"
    assert feature["properties"]["id"] == feature["id"]
    assert feature["properties"]["name"]
    assert "crs" not in feature


@every_feature
def test_a_shape_is_valid(key):
    assert SHAPES[key].is_valid, shapely.is_valid_reason(SHAPES[key])


@every_feature
def test_an_exterior_runs_counter_clockwise_and_a_hole_clockwise(key):
    for polygon in polygons_of(key):
        assert polygon.exterior.is_ccw
        assert not any(LinearRing(hole).is_ccw for hole in polygon.interiors)


@every_feature
def test_a_ring_is_closed_and_repeats_no_point(key):
    for ring in rings_of(key):
        coordinates = list(ring.coords)
        assert coordinates[0] == coordinates[-1]
        assert len(coordinates) >= 4
        assert len(set(coordinates)) == len(coordinates) - 1


@every_feature
def test_coordinates_are_lon_lat_with_at_most_five_decimals(key):
    coordinates = shapely.get_coordinates(SHAPES[key])
    assert abs(coordinates[:, 0]).max() <= 180
    assert abs(coordinates[:, 1]).max() < 85
    assert (coordinates == coordinates.round(5)).all()


@every_feature
def test_no_polygon_crosses_the_edge_of_the_display(key):
    for polygon in polygons_of(key):
        west, _, east, _ = polygon.bounds
        assert east <= -30 or west >= -30


@every_feature
def test_no_polygon_wraps_around_the_antimeridian(key):
    for ring in rings_of(key):
        lon = shapely.get_coordinates(ring)[:, 0]
        assert abs(lon[1:] - lon[:-1]).max() < 60


# As the browser loads them

LAYERS = ("islands", "reach", "chain", "land")


@pytest.fixture(scope="module")
def layers():
    return shapes()


def test_the_browser_has_four_layers(layers):
    assert set(layers) == {"islands", "reach", "chain", "land"}


@pytest.mark.parametrize("name", LAYERS)
def test_a_layer_is_geojson_with_ids_and_nothing_else_said_of_a_feature(layers, name):
    layer = json.loads(layers[name])
    assert set(layer) == {"type", "features"}
    ids = [feature["id"] for feature in layer["features"]]
    assert len(ids) == len(set(ids)) > 0
    for feature in layer["features"]:
        assert set(feature) == {"type", "id", "properties", "geometry"}
        assert feature["properties"] == {}
        assert not shape(feature["geometry"]).is_empty


@pytest.mark.parametrize("name", ["islands", "reach"])
def test_the_islands_are_named_by_their_ids(layers, name):
    features = json.loads(layers[name])["features"]
    assert {feature["id"] for feature in features} == {"iturup", "kunashir", "shikotan", "habomai"}


def test_the_land_is_drawn_between_30_west_and_330_east(layers):
    boxes = [shape(it["geometry"]).bounds for it in json.loads(layers["land"])["features"]]
    assert min(box[0] for box in boxes) >= -30
    assert max(box[2] for box in boxes) <= 330
    assert max(box[2] for box in boxes) > 280  # the Americas lie in the east


@pytest.mark.parametrize("name", LAYERS)
def test_coordinates_have_no_more_digits_than_their_source(layers, name):
    assert not re.search(r"\.\d{6}", layers[name])
