"""The record and the shapes as plain files, for the contenders that are not the atlas."""

import json
from pathlib import Path
from typing import Any

from geo.catalogue import Catalogue
from geo.citations import cited
from geo.dates import date_label
from geo.model import Event

SHAPES = ("land", "chain", "islands")


def write_plain_data(catalogue: Catalogue, shapes: Path, folder: Path) -> None:
    """Write `story.json` and the GeoJSON of the shapes; what is only a point has no shape."""
    story = json.dumps(story_of(catalogue), ensure_ascii=False, separators=(",", ":"))
    (folder / "story.json").write_text(story, encoding="utf-8")
    for layer in SHAPES:
        collection = json.loads((shapes / f"{layer}.geojson").read_text(encoding="utf-8"))
        collection["features"] = [
            feature for feature in collection["features"] if feature["geometry"]["type"] != "Point"
        ]
        (folder / f"{layer}.json").write_text(
            json.dumps(collection, separators=(",", ":")), encoding="utf-8"
        )


def story_of(catalogue: Catalogue) -> dict[str, Any]:
    """All events in order of date and the islands, with names in place of identifiers."""
    return {
        "events": [_event(event, catalogue) for event in catalogue.events.values()],
        "islands": {
            id: {
                "name": island.label.en,
                "names": [{"text": it.text, "used_by": it.used_by.en} for it in island.names],
                "administered_by": island.administration.administered_by.en,
                "claimed_by": island.administration.claimed_by.en,
                "figures": [
                    {
                        "quantity": it.quantity,
                        "value": f"{it.value} {it.unit}",
                        "side": it.side,
                    }
                    for it in island.figures
                ],
                "notes": [text.en for text in (*island.history, *island.notes)],
            }
            for id, island in catalogue.islands.items()
        },
    }


def _event(event: Event, catalogue: Catalogue) -> dict[str, Any]:
    return {
        "id": event.id,
        "title": event.title.en,
        "date": date_label(event.date),
        "kind": event.kind,
        "summary": event.summary.en,
        "notes": event.notes.en if event.notes else None,
        "islands": event.islands,
        "venues": [
            {
                "name": (place := catalogue.places[venue.place]).names.en,
                "latitude": place.latitude,
                "longitude": place.longitude,
            }
            for venue in event.venues
        ],
        "people": [
            {"name": catalogue.people[who.person].names.en, "role": who.role.en}
            for who in event.people
        ],
        "citations": [
            {
                "outlet": (source := cited(catalogue, it.source)).outlet,
                "title": source.title,
                "url": source.url,
                "states": it.states.en,
                "stance": it.stance,
                "paragraphs": it.paragraphs,
            }
            for it in event.citations
        ],
    }
