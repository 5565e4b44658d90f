"""The bundle: the map's files, under an address that changes when one of them does."""

import json
import re
import shutil

import pytest
from shapely.geometry import shape

from geo.bundle import WEB, build_bundle

SHAPES = ("land.json", "chain.json", "islands.json", "reach.json")


@pytest.fixture(scope="module")
def bundle(catalogue):
    return build_bundle(catalogue)


def test_the_bundle_holds_all_that_the_map_needs(bundle):
    scripts = {script.name for script in (WEB / "atlas").glob("*.js")}
    assert {"view.js", "stage.js", "timeline.js"} <= scripts
    assert set(bundle.files) == {"leaflet.js", "atlas.css", "map.js", *scripts, *SHAPES}
    assert all(bundle.files.values())


def test_every_file_that_a_script_imports_is_in_the_bundle(bundle):
    imported = {
        name
        for file, content in bundle.files.items()
        if file.endswith(".js") and file != "leaflet.js"
        for name in re.findall(r"""(?:from|import)\s*\(?["']\./([^"']+)["']""", content.decode())
    }
    assert imported >= {"leaflet.js", "map.js", "stage.js", "timeline.js"}
    assert imported <= set(bundle.files)


def test_the_styles_hold_leaflet_s_and_the_atlas_s_in_this_order(bundle):
    styles = bundle.files["atlas.css"].decode()
    assert 0 <= styles.index(".leaflet-pane") < styles.index(".event-venue")


def test_nothing_of_ours_is_loaded_from_another_host(bundle):
    ours = [name for name in bundle.files if name not in ("leaflet.js", "map.js", *SHAPES)]
    assert len(ours) > 4
    for name in ours:
        content = bundle.files[name].decode()
        assert not re.search(r"""(url\(|@import|from|import\()\s*["']?(https?:)?//""", content), (
            name
        )


@pytest.mark.parametrize(
    ("name", "media_type"),
    [
        ("map.js", "text/javascript"),
        ("atlas.css", "text/css"),
        ("land.json", "application/geo+json"),
    ],
)
def test_a_file_has_the_media_type_of_its_kind(bundle, name, media_type):
    assert bundle.media_type(name) == media_type


def test_every_file_has_a_media_type(bundle):
    for name in bundle.files:
        assert "/" in bundle.media_type(name)


def test_the_address_is_a_folder_named_by_the_hash(bundle):
    assert re.fullmatch(r"atlas/[0-9a-f]{16}/", bundle.address)
    assert bundle.address == f"atlas/{bundle.hash}/"


def test_two_builds_have_the_same_address_and_files(bundle, catalogue):
    again = build_bundle(catalogue)
    assert again.address == bundle.address
    assert again.files == bundle.files


def test_the_address_changes_when_a_text_of_the_map_does(tiny_record):
    before = build_bundle(tiny_record.read())
    tiny_record.change("events/2019-11-06-round.toml", "A round of", "The round of")
    after = build_bundle(tiny_record.read())
    assert after.address != before.address
    assert [name for name in before.files if before.files[name] != after.files[name]] == ["map.js"]


@pytest.mark.parametrize("file", ["atlas/timeline.js", "atlas/map.css", "leaflet/leaflet.js"])
def test_the_address_changes_when_a_file_does(tiny, tmp_path, monkeypatch, file):
    before = build_bundle(tiny).address
    copy = tmp_path / "web"
    shutil.copytree(WEB, copy)
    monkeypatch.setattr("geo.bundle.WEB", copy)
    assert build_bundle(tiny).address == before
    with (copy / file).open("a", encoding="utf-8") as open_file:
        open_file.write("\n")
    assert build_bundle(tiny).address != before


@pytest.mark.parametrize("name", SHAPES)
def test_a_layer_is_geojson_with_ids_and_nothing_else_said_of_a_feature(bundle, name):
    layer = json.loads(bundle.files[name])
    assert set(layer) == {"type", "features"}
    ids = [feature["id"] for feature in layer["features"]]
    assert len(ids) == len(set(ids)) > 0
    for feature in layer["features"]:
        assert set(feature) == {"type", "id", "properties", "geometry"}
        assert feature["properties"] == {}
        assert not shape(feature["geometry"]).is_empty


@pytest.mark.parametrize("name", ["islands.json", "reach.json"])
def test_the_islands_are_named_by_their_ids(bundle, name):
    features = json.loads(bundle.files[name])["features"]
    assert {feature["id"] for feature in features} == {"iturup", "kunashir", "shikotan", "habomai"}


def test_the_land_is_drawn_between_30_west_and_330_east(bundle):
    boxes = [
        shape(it["geometry"]).bounds for it in json.loads(bundle.files["land.json"])["features"]
    ]
    assert min(box[0] for box in boxes) >= -30
    assert max(box[2] for box in boxes) <= 330
    assert max(box[2] for box in boxes) > 280  # the Americas lie in the east


@pytest.mark.parametrize("name", SHAPES)
def test_coordinates_have_no_more_digits_than_their_source(bundle, name):
    assert not re.search(rb"\.\d{6}", bundle.files[name])
