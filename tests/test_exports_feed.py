"""Atom, read by feedparser and lxml."""

import feedparser
import pytest
from lxml import etree

from geo.exports.feed import events_feed
from geo.exports.selection import selection_from_query

ATOM = "{http://www.w3.org/2005/Atom}"
REQUIRED_ONCE = ("id", "title", "updated")
LINKS = {"self", "alternate", "via", "license"}


@pytest.fixture(scope="module")
def choose(catalogue):
    return lambda **query: selection_from_query(query, catalogue, "https://atlas.example/")


@pytest.fixture(scope="module")
def feed(choose):
    return events_feed(choose())


def test_feedparser_reads_it_as_atom_1_0_without_a_complaint(feed):
    read = feedparser.parse(feed)
    assert not read.bozo
    assert read.version == "atom10"
    assert read.feed.title == "Four Islands"
    assert read.feed.updated.endswith("T00:00:00Z")
    assert "CC BY 4.0" in read.feed.rights
    assert len(read.entries) == 132


def test_the_latest_event_comes_first_with_its_links(feed):
    first = feedparser.parse(feed).entries[0]
    assert first.title == "23 January 2023: Kremlin: hardly any treaty dialogue possible"
    assert first.link == (
        "https://atlas.example/?event=2023-01-23-kremlin-no-dialogue&story=record&lang=en"
    )
    assert {tag.term for tag in first.tags} == {"statement", "peace-treaty", "sanctions"}


def test_what_rfc_4287_requires_of_feed_and_entries_is_there_once(feed):
    root = etree.fromstring(feed)
    assert root.tag == f"{ATOM}feed"
    entries = root.findall(f"{ATOM}entry")
    for element in (root, *entries):
        for name in REQUIRED_ONCE:
            assert len(element.findall(f"{ATOM}{name}")) == 1
        assert {link.get("rel") for link in element.findall(f"{ATOM}link")} <= LINKS
        alternates = element.findall(f"{ATOM}link[@rel='alternate']")
        assert len(alternates) == 1
    ids = [it.findtext(f"{ATOM}id") for it in (root, *entries)]
    assert len(set(ids)) == 133
    assert all(it.startswith("urn:uuid:") for it in ids)
    assert root.find(f"{ATOM}author/{ATOM}name").text == "Four Islands"


def test_the_feed_names_its_own_address_with_the_filters(choose):
    root = etree.fromstring(events_feed(choose(kind="summit", lang="ru")))
    (own,) = root.findall(f"{ATOM}link[@rel='self']")
    assert own.get("href") == "https://atlas.example/data/events.atom?lang=ru&kind=summit"
    assert root.get("{http://www.w3.org/XML/1998/namespace}lang") == "ru"


def test_a_venue_is_a_point_with_the_latitude_first(choose):
    root = etree.fromstring(events_feed(choose(place="vladivostok", since="2016", until="2016")))
    points = {it.text for it in root.iter("{http://www.georss.org/georss}point")}
    assert "43.1056 131.8735" in points
