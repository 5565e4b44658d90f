"""Linked Places Format 1.x (LPF, JSON-LD on GeoJSON-T): events as places at their times.

Each feature is an event at its venues. `names` are the venues' names in every language, the first
with the event's sources; `when` holds the days that the EDTF date allows. Positions are longitude
and latitude in WGS 84 degrees, one Point a venue: other geometries are no valid JSON-LD.
"""

from typing import Any
from urllib.parse import quote

from geo.atlas import KINDS
from geo.citations import cited
from geo.dates import date_label, parse_date
from geo.exports.flat import is_day
from geo.exports.json_text import dumped
from geo.exports.selection import Selection
from geo.gazetteer import Place
from geo.languages import LANGUAGES, translations
from geo.model import Event

CONTEXT = (
    "https://raw.githubusercontent.com/LinkedPasts/linked-places/master/"
    "linkedplaces-context-v1.1.jsonld"
)


def linked_places(selection: Selection) -> bytes:
    """The events as a FeatureCollection of Linked Places."""
    return dumped(
        {
            "type": "FeatureCollection",
            "@context": CONTEXT,
            **selection.about(),
            "features": [_feature(event, selection) for event in selection.events],
        }
    )


def timespan(text: str) -> dict[str, dict[str, str]]:
    """An EDTF date as `start` and `end`: `in` a day, else `earliest` and `latest`.

    A day keeps its `~`, `?` or `%`, which the format knows. Where it is open the end has only an
    `earliest`: left out, it would mean the start's own days.
    """
    start, _, end = text.partition("/")
    first = _bounds(start)
    if end == "..":
        return {"start": first, "end": {"earliest": parse_date(start).earliest.isoformat()}}
    return {"start": first, "end": _bounds(end or start)}


def _bounds(text: str) -> dict[str, str]:
    if is_day(text.rstrip("~?%")):
        return {"in": text}
    span = parse_date(text)
    return {"earliest": span.earliest.isoformat(), "latest": span.latest.isoformat()}


def _feature(event: Event, selection: Selection) -> dict[str, Any]:
    language = selection.language
    places = [selection.catalogue.places[venue.place] for venue in event.venues]
    citations = [_citation(it.source, selection) for it in event.citations]
    label = event.date if event.span.is_sure else f"{event.date} ({date_label(event.date)})"
    return {
        "@id": selection.event_address(event),
        "type": "Feature",
        "properties": {
            "title": event.title.text_in(language),
            "id": event.id,
            "date": event.date,
            "islands": list(event.islands),
        },
        "when": {"timespans": [timespan(event.date)], "label": label},
        "names": _names(places, citations),
        "types": [
            {
                "identifier": f"{selection.address}?kind={event.kind}&story=record",
                "label": event.kind,
                "sourceLabels": [
                    {"label": translations(it).gettext(KINDS[event.kind]), "lang": it}
                    for it in LANGUAGES
                ],
            }
        ],
        "geometry": {
            "type": "GeometryCollection",
            "geometries": [
                {"type": "Point", "coordinates": [place.longitude, place.latitude]}
                for place in dict.fromkeys(places)
            ],
        },
        "relations": [
            {
                "relationType": "gvp:tgn3000_related_to",
                "relationTo": f"{selection.address}islands?selected={quote(island)}",
                "label": selection.catalogue.islands[island].label.text_in(language),
            }
            for island in event.islands
        ],
        "links": [
            {"type": "subjectOf", "identifier": address}
            for address in dict.fromkeys(it["@id"] for it in citations)
        ],
        "descriptions": [
            {
                "@id": f"{selection.event_address(event)}#event-card",
                "value": event.summary.text_in(language),
                "lang": language,
            }
        ],
    }


def _names(places: list[Place], citations: list[dict[str, str]]) -> list[dict[str, Any]]:
    # One name with citations is what the format asks for; all with all doubled the file.
    names: list[dict[str, Any]] = [
        {"toponym": toponym, "lang": lang} for place in places for lang, toponym in _toponyms(place)
    ]
    names[0]["citations"] = citations
    return names


def _toponyms(place: Place) -> list[tuple[str, str]]:
    names = [(language, place.names.own(language)) for language in LANGUAGES]
    return [(language, name) for language, name in names if name]


def _citation(source: str, selection: Selection) -> dict[str, str]:
    found = cited(selection.catalogue, source)
    year = f" ({found.published})" if found.published else ""
    return {"label": f"{found.outlet}: {found.title}{year}", "@id": found.url}
