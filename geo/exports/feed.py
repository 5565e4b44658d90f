"""Atom (RFC 4287): the events as entries, the latest first.

Identifiers are UUIDs made from the record's own (`release.permanent_id`), so that an entry is the
same wherever the atlas is served. `updated` is the date of the record's edition.
"""

from xml.etree import ElementTree

from geo.citations import cited
from geo.dates import date_label
from geo.exports.flat import positions
from geo.exports.release import (
    CREDIT,
    RECORD_LICENCE,
    RECORD_LICENCE_ADDRESS,
    TITLE,
    permanent_id,
)
from geo.exports.selection import Selection
from geo.languages import translations
from geo.model import Event

ATOM = "http://www.w3.org/2005/Atom"
GEORSS = "http://www.georss.org/georss"
ElementTree.register_namespace("", ATOM)
ElementTree.register_namespace("georss", GEORSS)
XML_LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"


def events_feed(selection: Selection) -> bytes:
    """The events as an Atom feed; a GeoRSS point (latitude longitude, WGS 84) at each venue."""
    feed = ElementTree.Element(f"{{{ATOM}}}feed", {XML_LANGUAGE: selection.language})
    _text(feed, "title", translations(selection.language).gettext(TITLE))
    _text(feed, "subtitle", CREDIT)
    choice = "&".join(f"{name}={value}" for name, value in selection.query.items())
    _text(feed, "id", permanent_id("feed", choice).urn)
    _text(feed, "updated", _moment(selection))
    _text(feed, "rights", f"{CREDIT}. {RECORD_LICENCE}, {RECORD_LICENCE_ADDRESS}")
    author = ElementTree.SubElement(feed, f"{{{ATOM}}}author")
    _text(author, "name", TITLE)
    _text(feed, "generator", TITLE, version=selection.release.version)
    address = selection.data_address("events.atom")
    _link(feed, "self", address, "application/atom+xml")
    _link(feed, "alternate", selection.address, "text/html")
    _link(feed, "license", RECORD_LICENCE_ADDRESS, "text/html")
    for event in sorted(selection.events, key=lambda it: it.sort_key, reverse=True):
        _entry(feed, event, selection)
    ElementTree.indent(feed, "")
    written: bytes = ElementTree.tostring(feed, "utf-8", xml_declaration=True)
    return written


def _entry(feed: ElementTree.Element, event: Event, selection: Selection) -> None:
    language = selection.language
    entry = ElementTree.SubElement(feed, f"{{{ATOM}}}entry")
    label = date_label(event.date, language)
    _text(entry, "title", f"{label}: {event.title.text_in(language)}")
    _text(entry, "id", permanent_id("events", event.id).urn)
    _text(entry, "updated", _moment(selection))
    _link(entry, "alternate", selection.event_address(event), "text/html")
    for it in dict.fromkeys(citation.source for citation in event.citations):
        _link(entry, "via", cited(selection.catalogue, it).url)
    _category(entry, event.kind, "kind")
    for topic in event.topics:
        _category(entry, topic, "topic")
    _text(entry, "summary", event.summary.text_in(language))
    for longitude, latitude in positions(event, selection):
        point = ElementTree.SubElement(entry, f"{{{GEORSS}}}point")
        point.text = f"{latitude} {longitude}"


def _text(parent: ElementTree.Element, name: str, text: str, **attributes: str) -> None:
    ElementTree.SubElement(parent, f"{{{ATOM}}}{name}", attributes).text = text


def _link(parent: ElementTree.Element, rel: str, address: str, media_type: str = "") -> None:
    given = {"rel": rel, "href": address} | ({"type": media_type} if media_type else {})
    ElementTree.SubElement(parent, f"{{{ATOM}}}link", given)


def _category(entry: ElementTree.Element, term: str, scheme: str) -> None:
    identifier = permanent_id("scheme", scheme).urn
    ElementTree.SubElement(entry, f"{{{ATOM}}}category", {"term": term, "scheme": identifier})


def _moment(selection: Selection) -> str:
    return selection.release.moment.isoformat().replace("+00:00", "Z")
