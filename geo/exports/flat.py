"""An event in one row: what tables and GeoJSON properties say of it, as plain values."""

import datetime
from typing import Any

from geo.citations import cited
from geo.dates import date_label
from geo.exports.selection import Selection
from geo.model import Event, Prose


def last_day(event: Event) -> str | None:
    """The last day that an event's date allows (ISO 8601); none where its end is open."""
    return None if event.span.is_open else event.span.latest.isoformat()


def positions(event: Event, selection: Selection) -> list[tuple[float, float]]:
    """Where an event took place: (longitude, latitude) of each venue, WGS 84 degrees, once each."""
    places = [selection.catalogue.places[venue.place] for venue in event.venues]
    return list(dict.fromkeys((place.longitude, place.latitude) for place in places))


def event_facts(event: Event, selection: Selection) -> dict[str, Any]:
    """What the record says of an event, with texts in the language chosen.

    `date` is the EDTF text, the truth; `earliest` and `latest` are the days (ISO 8601) it allows,
    `latest` none where the end is open. Venues, people and citations name their records by `id`.
    """
    language = selection.language
    catalogue = selection.catalogue

    def said(text: Prose | None) -> str | None:
        return text.text_in(language) if text else None

    return {
        "id": event.id,
        "date": event.date,
        "earliest": event.span.earliest.isoformat(),
        "latest": last_day(event),
        "approximate": event.span.approximate,
        "uncertain": event.span.uncertain,
        "dateLabel": date_label(event.date, language),
        "dateBasis": said(event.date_basis),
        "title": said(event.title),
        "summary": said(event.summary),
        "kind": event.kind,
        "islands": list(event.islands),
        "wholeChain": event.whole_chain,
        "venues": [
            {
                "id": venue.place,
                "name": catalogue.places[venue.place].names.text_in(language),
                "role": said(venue.role),
            }
            for venue in event.venues
        ],
        "people": [
            {
                "id": it.person,
                "name": catalogue.people[it.person].names.text_in(language),
                "role": said(it.role),
            }
            for it in event.people
        ],
        "topics": list(event.topics),
        "confidence": event.confidence,
        "notes": said(event.notes),
        "readings": {
            "russia": said(event.readings.russia),
            "japan": said(event.readings.japan),
            "sources": list(event.readings.sources),
        }
        if event.readings
        else None,
        "partOf": event.part_of,
        "citations": [
            {
                "id": it.source,
                "outlet": cited(catalogue, it.source).outlet,
                "title": cited(catalogue, it.source).title,
                "url": cited(catalogue, it.source).url,
                "stance": it.stance,
                "states": said(it.states),
                "paragraphs": list(it.paragraphs),
                "dateAsStated": said(it.date_as_stated),
            }
            for it in event.citations
        ],
        "url": selection.event_address(event),
    }


def event_row(event: Event, selection: Selection) -> dict[str, str | float | bool | None]:
    """An event as one row of a table: lists are joined by `; `, with ids and names in columns each.

    `longitude` and `latitude` (WGS 84 degrees) are those of the first venue; `venue_positions` has
    all of them as `latitude longitude`, in the order of `venue_ids`.
    """
    facts = event_facts(event, selection)
    places = [selection.catalogue.places[venue.place] for venue in event.venues]
    row: dict[str, str | float | bool | None] = {
        name: facts[name] for name in ("id", "date", "earliest", "latest")
    }
    row |= {
        "approximate": facts["approximate"],
        "uncertain": facts["uncertain"],
        "date_label": facts["dateLabel"],
        "date_basis": facts["dateBasis"],
        "title": facts["title"],
        "summary": facts["summary"],
        "kind": event.kind,
        "confidence": event.confidence,
        "venue_ids": _joined(place.id for place in places),
        "venue_names": _joined(venue["name"] for venue in facts["venues"]),
        "venue_positions": _joined(f"{place.latitude} {place.longitude}" for place in places),
        "latitude": places[0].latitude,
        "longitude": places[0].longitude,
        "island_ids": _joined(event.islands),
        "whole_chain": event.whole_chain,
        "people_ids": _joined(it.person for it in event.people),
        "people_names": _joined(it["name"] for it in facts["people"]),
        "people_roles": _joined(it["role"] for it in facts["people"]),
        "topics": _joined(event.topics),
        "source_ids": _joined(dict.fromkeys(it.source for it in event.citations)),
        "notes": facts["notes"],
        "part_of": event.part_of,
        "url": facts["url"],
    }
    return row


def is_day(text: str) -> bool:
    """Whether one end of an EDTF text is a day and nothing of it is in doubt."""
    try:
        datetime.date.fromisoformat(text)
    except ValueError:
        return False
    return len(text) == len("2016-09-02")


def _joined(parts: Any) -> str:
    return "; ".join(str(part) for part in parts)
