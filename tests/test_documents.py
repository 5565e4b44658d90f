"""The document that Streamlit serves, with what the atlas adds to its head."""

import re

import pytest

from geo.bundle import Bundle, build_bundle
from geo.documents import MODULES, SHAPES, with_atlas_head

BUNDLE = Bundle({}, "0123456789abcdef")
DOCUMENT = """<!doctype html>
<html lang="en">
<head>
<meta charset="UTF-8">
<title>Streamlit</title>
</head>
<body><noscript></head></noscript><div id="root"></div></body>
</html>
"""


@pytest.fixture(params=[True, False], ids=["with a map", "without a map"])
def document(request):
    return with_atlas_head(DOCUMENT, BUNDLE, has_map=request.param)


def head_of(document):
    return document[: document.index("</head>")]


def test_the_title_is_the_atlas_s(document):
    assert "<title>Streamlit</title>" not in document
    assert (
        "<title>Four Islands: an atlas of the talks on the southern Kurils / Northern Territories"
        "</title>"
    ) in head_of(document)


def test_the_styles_are_linked_in_the_head(document):
    link = '<link rel="stylesheet" href="./atlas/0123456789abcdef/atlas.css" data-atlas>'
    assert link in head_of(document)


def test_what_streamlit_wrote_is_kept(document):
    for line in DOCUMENT.splitlines():
        if "title" not in line:
            assert line in document
    assert document.count("<head>") == 1


def test_the_head_is_added_to_once(document):
    assert document.count("atlas.css") == 1
    assert document.endswith(DOCUMENT[DOCUMENT.index("<body>") :])


def test_every_address_is_relative_to_the_page(document):
    addresses = re.findall(r'(?:href|src)="([^"]*)"', document)
    assert addresses
    assert all(address.startswith("./atlas/0123456789abcdef/") for address in addresses)


def test_the_page_with_the_map_loads_its_files_early():
    document = with_atlas_head(DOCUMENT, BUNDLE, has_map=True)
    base = "./atlas/0123456789abcdef/"
    for name in ("view.js", "stage.js", "map.js", "leaflet.js"):
        assert f'<link rel="modulepreload" href="{base}{name}">' in head_of(document)
    for name in ("land.json", "chain.json", "islands.json", "reach.json"):
        link = f'<link rel="preload" as="fetch" crossorigin href="{base}{name}">'
        assert link in head_of(document)


def test_a_page_without_the_map_loads_none_of_its_files_early():
    document = with_atlas_head(DOCUMENT, BUNDLE, has_map=False)
    assert "preload" not in document
    assert ".json" not in document


def test_a_document_without_a_head_is_left_as_it_is():
    assert with_atlas_head("<p>Not found</p>", BUNDLE, has_map=True) == "<p>Not found</p>"


def test_what_is_loaded_early_is_what_the_bundle_holds(catalogue):
    files = build_bundle(catalogue).files
    elsewhere = {"chronicle.js"}  # the Timeline page's
    assert {*MODULES, *SHAPES} == {
        name for name in files if not name.endswith(".css") and name not in elsewhere
    }
