"""The copy in one file: all of a story, and nothing that has to be fetched."""

import json
import re
from base64 import b64decode
from dataclasses import replace
from html.parser import HTMLParser

import pytest

from geo.addresses import Screen
from geo.edition import shipped_edition
from geo.languages import LANGUAGES
from geo.share.home import Home
from pages.one_file import one_file, told_only

SUMMIT = "2016-09-02-vladivostok-summit"
HOME = Home("https://atlas.example/islands/")


class Parts(HTMLParser):
    """The elements of a document with their attributes, and what stands in some of them."""

    def __init__(self, text):
        super().__init__()
        self.elements = []
        self.texts = {}
        self.feed(text)

    def handle_starttag(self, tag, attributes):
        self.elements.append((tag, dict(attributes)))

    def handle_data(self, text):
        tag, attributes = self.elements[-1] if self.elements else ("", {})
        self.texts.setdefault(attributes.get("id") or attributes.get("type") or tag, text)

    def all(self, tag):
        return [attributes for name, attributes in self.elements if name == tag]


def copy_of(story="articles", event=SUMMIT, language="en", home=HOME, **change):
    screen = Screen(event, story, language=language, lang=language)
    return one_file(shipped_edition(), replace(screen, **change), home)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_two_articles_fit_into_one_and_a_half_megabytes(language):
    assert len(copy_of(language=language).encode()) < 1_500_000


@pytest.mark.parametrize("language", LANGUAGES)
def test_nothing_of_it_has_to_be_fetched(language):
    parts = Parts(copy_of(language=language))
    assert [it.get("src") for it in parts.all("script") if "src" in it] == []
    assert {it["rel"] for it in parts.all("link")} == {"icon", "canonical"}
    assert parts.all("link")[1]["href"].startswith("data:image/svg+xml;base64,")
    assert [tag for tag, _ in parts.elements if tag in ("img", "iframe", "object", "source")] == []
    assert "url(http" not in parts.texts["style"]
    assert "@import" not in parts.texts["style"]


def test_every_module_imports_only_modules_that_are_in_the_file():
    modules = json.loads(Parts(copy_of(language="ja")).texts["importmap"])["imports"]
    assert {"atlas/one-file.js", "atlas/view.js", "atlas/stage.js", "atlas/draw.js"} <= set(modules)
    assert "atlas/first.js" not in modules
    for name, address in modules.items():
        source = b64decode(address.removeprefix("data:text/javascript;base64,")).decode()
        imported = re.findall(r"""(?:from|import)\s*\(?\s*["`](.*?)["`]""", source)
        wanted = {it.replace("${language}", "ja") for it in imported}
        assert wanted <= set(modules), name


def test_it_holds_the_cards_of_the_story_and_the_details_of_what_can_be_selected():
    parts = Parts(copy_of())
    cards = [it["id"].removeprefix("card-") for it in parts.all("template")]
    assert len(cards) == 12
    assert cards[0] == "1945-08-28-soviet-landings"
    held = json.loads(parts.texts["held"])
    assert set(held["shapes"]) == {"land", "chain", "islands", "reach"}
    assert {"iturup", "kunashir", "shikotan", "habomai", "moscow", "tokyo", "vladivostok"} <= set(
        held["details"]
    )
    assert "Shikotan" in held["details"]["shikotan"]
    assert 'data-event="2019-11-next-round"' in held["details"]["iturup"]


def test_details_in_a_copy_of_the_whole_record_list_every_event():
    catalogue = shipped_edition().catalogue
    held = json.loads(Parts(copy_of("record")).texts["held"])
    concerned = sum("iturup" in event.islands for event in catalogue.events.values())
    assert held["details"]["iturup"].count("data-event=") == concerned > 14


def test_it_says_which_version_of_the_record_it_is_and_where_the_atlas_is():
    text = copy_of(event=SUMMIT, language="ru")
    assert '<base href="https://atlas.example/islands/" target="_blank">' in text
    address = f"https://atlas.example/islands/?event={SUMMIT}&amp;lang=ru"
    assert f'<link rel="canonical" href="{address}">' in text
    assert "CC BY 4.0" in text
    assert "OpenStreetMap" in text
    assert '<html lang="ru">' in text


def test_without_an_address_it_names_none():
    parts = Parts(copy_of(home=None))
    assert parts.all("base") == []
    assert {it["rel"] for it in parts.all("link")} == {"icon"}


def test_a_catalogue_of_one_story_has_its_events_and_no_other_story():
    told = told_only(shipped_edition().catalogue, "articles")
    assert len(told.events) == 12
    assert list(told.stories) == ["articles"]
    assert len(told.places) == len(shipped_edition().catalogue.places)
