"""The bundle: the map's files, under an address that changes when one of them does."""

import re
import shutil

import pytest

from geo.bundle import WEB, build_bundle
from geo.languages import LANGUAGES
from geo.plates import drawn_plates

SHAPES = ("land.json", "chain.json", "islands.json", "reach.json")


@pytest.fixture(scope="module")
def bundle(catalogue, plates):
    return build_bundle(catalogue, plates)


def bundle_of(catalogue):
    return build_bundle(catalogue, drawn_plates(catalogue))


def test_the_bundle_holds_all_that_the_map_needs(bundle):
    in_the_document = {"place-still.js"}  # runs before anything else is loaded
    scripts = {script.name for script in (WEB / "atlas").glob("*.js")}
    assert {"view.js", "stage.js", "timeline.js", "place-still.js"} <= scripts
    assert set(bundle.files) == {
        *("leaflet.js", "atlas.css", "draw.js", "atlas.js"),
        *("words.en.js", "words.ru.js", "words.ja.js"),
        *(scripts - in_the_document),
        *SHAPES,
    }
    assert all(bundle.files.values())


def test_every_style_sheet_of_the_atlas_is_in_the_bundle(bundle):
    for sheet in (WEB / "atlas").glob("*.css"):
        assert sheet.read_bytes() in bundle.files["atlas.css"]


def test_every_file_that_a_script_imports_is_in_the_bundle(bundle):
    imported = {
        name
        for file, content in bundle.files.items()
        if file.endswith(".js") and file != "leaflet.js"
        for name in re.findall(r"""(?:from|import)\s*\(?["']\./([^"']+)["']""", content.decode())
    }
    assert imported >= {"leaflet.js", "draw.js", "atlas.js", "stage.js", "timeline.js"}
    assert imported <= set(bundle.files)


def test_the_words_are_imported_by_the_name_of_the_language(bundle):
    assert "import(`./words.${language}.js`)" in bundle.files["language.js"].decode()
    words = {name for name in bundle.files if name.startswith("words.")}
    assert words == {f"words.{language}.js" for language in LANGUAGES}


def test_the_styles_hold_leaflet_s_and_the_atlas_s_in_this_order(bundle):
    styles = bundle.files["atlas.css"].decode()
    assert 0 <= styles.index(".leaflet-pane") < styles.index(".event-venue")


def test_nothing_of_ours_is_loaded_from_another_host(bundle):
    ours = [name for name in bundle.files if name not in ("leaflet.js", "draw.js", *SHAPES)]
    assert len(ours) > 4
    for name in ours:
        content = bundle.files[name].decode()
        assert not re.search(r"""(url\(|@import|from|import\()\s*["']?(https?:)?//""", content), (
            name
        )


@pytest.mark.parametrize(
    ("name", "media_type"),
    [
        ("draw.js", "text/javascript"),
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
    again = bundle_of(catalogue)
    assert again.address == bundle.address
    assert again.files == bundle.files


def test_the_address_changes_when_a_text_of_the_map_does(tiny_record):
    before = bundle_of(tiny_record.read())
    tiny_record.change("events/2019-11-06-round.toml", "A round of", "The round of")
    after = bundle_of(tiny_record.read())
    assert after.address != before.address
    # Where there is no translation, the English one stands in.
    assert changed(before, after) == ["words.en.js", "words.ru.js", "words.ja.js"]


def test_a_place_that_moves_changes_what_is_drawn(tiny_record):
    before = bundle_of(tiny_record.read())
    tiny_record.change("places.toml", "37.6178", "37.7178")
    after = bundle_of(tiny_record.read())
    assert after.address != before.address
    assert changed(before, after) == ["atlas.js", "draw.js"]


def changed(before, after):
    return [name for name in before.files if before.files[name] != after.files[name]]


@pytest.mark.parametrize("file", ["atlas/timeline.js", "atlas/first.css", "leaflet/leaflet.js"])
def test_the_address_changes_when_a_file_does(tiny, tmp_path, monkeypatch, file):
    plates = drawn_plates(tiny)
    before = build_bundle(tiny, plates).address
    copy = tmp_path / "web"
    shutil.copytree(WEB, copy)
    monkeypatch.setattr("geo.bundle.WEB", copy)
    assert build_bundle(tiny, plates).address == before
    with (copy / file).open("a", encoding="utf-8") as open_file:
        open_file.write("\n")
    assert build_bundle(tiny, plates).address != before
