"""The document that Streamlit serves, with what the atlas adds to it."""

import re
from dataclasses import replace
from urllib.parse import unquote

import pytest

from geo.bundle import Bundle, build_bundle
from geo.documents import MODULES, SHAPES, FirstView, with_first_view
from geo.languages import LANGUAGES

BUNDLE = Bundle({}, "0123456789abcdef")
BASE = "./atlas/0123456789abcdef/"
FONT = "./static/media/SourceSansVF-Upright.ttf.abc.woff2"
DOCUMENT = f"""<!doctype html>
<html lang="en">
<head>
<meta charset="UTF-8">
<link rel="preload" as="font" href="{FONT}">
<title>Streamlit</title>
<script>window.prerenderReady = false</script>
    <script type="module" crossorigin src="./static/js/index.js"></script>
    <link rel="modulepreload" crossorigin href="./static/js/react.js">
    <link rel="stylesheet" crossorigin href="./static/css/index.css">
</head>
<body><noscript></head></noscript><div id="root"></div></body>
</html>
"""
MAP = FirstView(
    title="A round · Four Islands",
    description="Deputies meet.",
    body='<main id="first-main"></main>',
    has_map=True,
    language="en",
    alternates={"x-default": "./?event=a", "ja": "./?event=a&lang=ja"},
)
PAGE = replace(MAP, has_map=False)
IN_JAPANESE = replace(MAP, title="協議 · 四つの島", language="ja")


@pytest.fixture(
    params=[MAP, PAGE, IN_JAPANESE, None],
    ids=["with a map", "without a map", "in Japanese", "no first view"],
)
def document(request):
    return with_first_view(DOCUMENT, request.param, BUNDLE)


def head_of(document):
    return document[: document.index("</head>")]


def app_of(document):
    """What waits until the first view is painted."""
    (app,) = re.findall('<template id="app">(.*?)</template>', document, re.DOTALL)
    return app


def test_the_icon_is_the_atlas_s_from_the_start():
    served = DOCUMENT.replace(
        "<title>", '<link rel="shortcut icon" href="./favicon.png" />\n<title>'
    )
    document = with_first_view(served, MAP, BUNDLE)
    (icon,) = re.findall('<link rel="shortcut icon" href="data:image/svg.xml,([^"]*)"', document)
    assert unquote(icon).startswith('<svg xmlns="http://www.w3.org/2000/svg"')
    assert "favicon.png" not in document


def test_the_title_is_that_of_the_first_view():
    document = with_first_view(DOCUMENT, MAP, BUNDLE)
    assert re.findall(r"<title>.*?</title>", document) == ["<title>A round · Four Islands</title>"]


def test_without_a_first_view_the_title_is_the_atlas_s():
    document = with_first_view(DOCUMENT, None, BUNDLE)
    assert re.findall(r"<title>.*?</title>", document) == [
        "<title>Four Islands: an atlas of the talks on the southern Kurils / Northern Territories"
        "</title>"
    ]


def test_the_description_is_that_of_the_first_view():
    with_one = head_of(with_first_view(DOCUMENT, PAGE, BUNDLE))
    assert with_one.count('<meta name="description" content="Deputies meet.">') == 1
    assert 'name="description"' not in with_first_view(DOCUMENT, None, BUNDLE)


def test_title_and_description_are_escaped():
    hostile = replace(
        PAGE, title="</title><b>&", description='"><script>alert(1)</script>', body=""
    )
    document = with_first_view(DOCUMENT, hostile, BUNDLE)
    assert "<title>&lt;/title&gt;&lt;b&gt;&amp;</title>" in document
    assert 'content="&quot;&gt;&lt;script&gt;alert(1)&lt;/script&gt;"' in document
    assert "alert(1)</script>" not in document


def test_the_body_stands_right_before_the_app_s_root():
    document = with_first_view(DOCUMENT, MAP, BUNDLE)
    assert '<main id="first-main"></main>\n<div id="root"></div>\n' in document
    assert document.count("first-main") == 1


def test_the_styles_are_linked_in_the_head(document):
    assert f'<link rel="stylesheet" href="{BASE}atlas.css" data-atlas>' in head_of(document)


def test_the_font_that_streamlit_loads_early_is_declared_in_the_head(document):
    declared = re.findall(r'font-family:"([^"]+)";src:url\("([^"]+)"\)', head_of(document))
    assert declared == [("Source Sans", FONT)]


def test_no_font_is_declared_that_streamlit_does_not_load():
    document = with_first_view("<head><title>Streamlit</title></head>", PAGE, BUNDLE)
    assert "@font-face" not in document


def test_the_server_is_looked_for_right_under_the_page_s_folder(document):
    root = '{ BACKEND_BASE_URL: new URL("./", location.href).href }'
    assert head_of(document).count(root) == 1


def test_what_streamlit_wrote_is_kept(document):
    for line in DOCUMENT.splitlines():
        if not any(tag in line for tag in ("<html", "<title>", "<body>")):
            assert document.count(line.strip()) == DOCUMENT.count(line.strip())
    assert document.count("<head>") == 1
    assert '<div id="root"></div>\n' in document
    assert document.endswith("</body>\n</html>\n")


def test_the_head_is_added_to_once(document):
    assert document.count("atlas.css") == 1
    assert "<body><noscript></head></noscript>" in document


def test_every_address_is_relative_to_the_page(document):
    addresses = re.findall(r'(?:href|src)="([^"]*)"', document)
    assert f"{BASE}atlas.css" in addresses
    assert all(address.startswith((BASE, "./static/", "./?event=a")) for address in addresses)


def test_the_page_with_the_map_loads_its_files_early():
    app = app_of(with_first_view(DOCUMENT, MAP, BUNDLE))
    for name in ("first.js", "view.js", "stage.js", "draw.js", "atlas.js", "leaflet.js"):
        assert f'<link rel="modulepreload" href="{BASE}{name}">' in app
    for name in ("land.json", "chain.json", "islands.json", "reach.json"):
        assert f'<link rel="preload" as="fetch" crossorigin href="{BASE}{name}">' in app


@pytest.mark.parametrize("language", ["en", "ru", "ja"])
def test_the_words_that_are_loaded_early_are_those_of_the_language(language):
    document = with_first_view(DOCUMENT, replace(MAP, language=language), BUNDLE)
    early = re.findall(r'<link rel="modulepreload" href="\S+/(words\.\w+\.js)">', document)
    assert early == [f"words.{language}.js"]


@pytest.mark.parametrize("language", ["en", "ru", "ja"])
def test_the_document_says_which_language_it_is_in(language):
    document = with_first_view(DOCUMENT, replace(MAP, language=language), BUNDLE)
    assert re.findall("<html[^>]*>", document) == [f'<html lang="{language}">']


def test_without_a_first_view_the_document_is_in_english():
    assert '<html lang="en">' in with_first_view(DOCUMENT, None, BUNDLE)


@pytest.mark.parametrize("first", [MAP, PAGE])
def test_the_same_screen_in_other_languages_is_named_in_the_head(first):
    links = re.findall(
        r'<link rel="alternate" hreflang="([^"]+)" href="([^"]+)">',
        head_of(with_first_view(DOCUMENT, first, BUNDLE)),
    )
    assert links == [("x-default", "./?event=a"), ("ja", "./?event=a&amp;lang=ja")]


def test_an_address_in_another_language_is_escaped():
    hostile = replace(PAGE, alternates={"ja": './?q="><script>alert(1)</script>'})
    document = with_first_view(DOCUMENT, hostile, BUNDLE)
    assert 'href="./?q=&quot;&gt;&lt;script&gt;alert(1)&lt;/script&gt;"' in document


STREAMLIT = ("static/js/index.js", "static/js/react.js", "static/css/index.css")


def test_what_loads_the_app_waits_for_the_first_view_and_names_the_atlas_s_files_first():
    document = with_first_view(DOCUMENT, MAP, BUNDLE)
    files = ("view.js", "words.en.js", "land.json", "first.js", *STREAMLIT)
    places = [app_of(document).index(file) for file in files]
    assert max(places[:4]) < min(places[4:])
    assert not any(file in head_of(document) for file in files)
    assert document.index("</template>\n<script>") > document.index('<div id="root">')


def test_without_a_first_view_the_app_waits_for_nothing():
    document = with_first_view(DOCUMENT, None, BUNDLE)
    assert "<template" not in document
    assert all(file in head_of(document) for file in STREAMLIT)


@pytest.mark.parametrize("first", [PAGE, None])
def test_a_page_without_the_map_loads_nothing_that_only_the_map_needs(first):
    document = with_first_view(DOCUMENT, first, BUNDLE)
    for name in ("leaflet.js", "draw.js", "stage.js", ".json"):
        assert name not in document


@pytest.mark.parametrize("first", [MAP, PAGE])
def test_the_first_view_s_script_stands_after_it_and_waits_for_no_other(first):
    document = with_first_view(DOCUMENT, first, BUNDLE)
    script = f'<script type="module" async src="{BASE}first.js"></script>'
    assert document.count(script) == 1
    assert document.index(script) > document.index('<div id="root">')


def test_without_a_first_view_there_is_no_script_for_it():
    assert "first.js" not in with_first_view(DOCUMENT, None, BUNDLE)


def test_a_document_without_a_head_is_left_as_it_is():
    assert with_first_view("<p>Not found</p>", MAP, BUNDLE) == "<p>Not found</p>"


def test_what_is_loaded_early_is_what_the_bundle_holds(catalogue, plates):
    files = build_bundle(catalogue, plates).files
    words = {f"words.{language}.js" for language in LANGUAGES}  # of which one is loaded
    elsewhere = {"chronicle.js", *words}  # the Timeline page's
    assert {*MODULES, *SHAPES} == {
        name for name in files if not name.endswith(".css") and name not in elsewhere
    }
