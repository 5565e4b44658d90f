"""The GeoPackage, read back by GDAL and by SQLite, its styles by lxml."""

import sqlite3
from contextlib import closing

import geopandas
import pyogrio
import pytest
from lxml import etree

from geo.exports.geopackage import geopackage
from geo.exports.selection import selection_from_query
from geo.model import Kind

DRAWN = {
    "land": ("MultiPolygon", 16),
    "chain": ("MultiPolygon", 20),
    "islands": ("MultiPolygon", 9),
    "islets": ("Point", 3),
    "straits": ("Point", 11),
    "settlements": ("Point", 10),
    "places": ("Point", 39),
    "events": ("MultiPoint", 132),
}
TABLES = {"citations": 502, "sources": 527, "layer_styles": 8}


@pytest.fixture(scope="module")
def package(catalogue, tmp_path_factory):
    file = tmp_path_factory.mktemp("exports") / "four-islands.gpkg"
    file.write_bytes(geopackage(selection_from_query({}, catalogue, "https://atlas.example/")))
    return file


@pytest.fixture
def database(package):
    with closing(sqlite3.connect(package)) as connection:
        yield connection


def test_gdal_reads_every_layer_with_its_geometry_and_reference_system(package):
    layers = dict(pyogrio.list_layers(package))
    assert layers == {
        **{name: form for name, (form, _) in DRAWN.items()},
        **dict.fromkeys(TABLES),
    }
    for name, (_, count) in DRAWN.items():
        about = pyogrio.read_info(package, layer=name)
        assert (about["features"], about["crs"]) == (count, "EPSG:4326")
        assert "ODbL 1.0" in about["layer_metadata"]["licence"] or "CC BY 4.0" in str(about)
    for name, count in TABLES.items():
        assert pyogrio.read_info(package, layer=name)["features"] == count


def test_positions_and_texts_come_back(package):
    events = geopandas.read_file(package, layer="events").set_index("id")
    summit = events.loc["2016-09-02-vladivostok-summit"]
    (point,) = summit.geometry.geoms
    assert (point.x, point.y) == (131.8735, 43.1056)
    assert (summit["date"], summit["kind"]) == ("2016-09-02", "summit")
    assert not summit["approximate"]
    places = geopandas.read_file(package, layer="places").set_index("id")
    assert places.loc["vladivostok", "name_ja"] == "ウラジオストク"


def test_it_is_a_geopackage_without_faults(database):
    def ask(question):
        return database.execute(question).fetchall()

    assert ask("PRAGMA application_id") == [(int.from_bytes(b"GPKG", "big"),)]
    assert ask("PRAGMA user_version") == [(10400,)]
    assert ask("PRAGMA integrity_check") == [("ok",)]
    assert ask("PRAGMA foreign_key_check") == []
    assert ask("SELECT count(DISTINCT last_change), min(last_change) FROM gpkg_contents") == [
        (1, "2026-11-22T00:00:00.000Z")
    ]


def test_qgis_finds_a_default_style_for_every_drawn_layer(database):
    styles = database.execute(
        "SELECT f_table_name, styleQML FROM layer_styles"
        " WHERE useAsDefault AND f_table_catalog = '' AND f_table_schema = ''"
        " AND f_geometry_column = 'geom'"
    ).fetchall()
    assert {name for name, _ in styles} == set(DRAWN)
    for name, qml in styles:
        root = etree.fromstring(qml)
        assert root.getroottree().docinfo.doctype.startswith("<!DOCTYPE qgis")
        expected = "fill" if DRAWN[name][0] == "MultiPolygon" else "marker"
        assert {it.get("type") for it in root.findall("renderer-v2/symbols/symbol")} == {expected}
        (labelled,) = root.findall("labeling/settings/text-style") or [None]
        columns = {it[1] for it in database.execute(f'PRAGMA table_info("{name}")')}
        assert labelled is None or labelled.get("fieldName") in columns


def test_every_kind_of_event_has_a_colour_of_its_own(database):
    (qml,) = database.execute(
        "SELECT styleQML FROM layer_styles WHERE f_table_name = 'events'"
    ).fetchone()
    root = etree.fromstring(qml)
    assert root.find("renderer-v2").get("attr") == "kind"
    categories = root.findall("renderer-v2/categories/category")
    assert {it.get("value") for it in categories} == set(Kind.__args__)
    symbols = root.findall("renderer-v2/symbols/symbol")
    assert [it.get("symbol") for it in categories] == [it.get("name") for it in symbols]
    colours = [it.find("layer/Option/Option[@name='color']").get("value") for it in symbols]
    assert len(set(colours)) == len(colours) == 9


def test_the_same_record_gives_the_same_bytes_and_a_filter_other_ones(catalogue, package):
    again = geopackage(selection_from_query({}, catalogue, "https://atlas.example/"))
    assert again == package.read_bytes()
    chosen = selection_from_query({"kind": "treaty"}, catalogue, "https://atlas.example/")
    assert geopackage(chosen) != again
