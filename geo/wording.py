"""What the map's scripts know of the record, as an ES module: words, days, and who is where."""

import json
from typing import Any

from geo.catalogue import Catalogue
from geo.dates import date_label
from geo.plates import Plates
from geo.stories import sequence_of


def wording_of(catalogue: Catalogue, plates: Plates) -> str:
    """The ES module that exports the constant `atlas`.

    It holds `events`, `places` and `islands` by id, the `stories` as lists of event ids, the
    `labels` of settlements and straits, and the `inset`.
    """
    constants = json.dumps(_atlas(catalogue, plates), ensure_ascii=False, separators=(",", ":"))
    return f"export const atlas = {constants};\n"


def _atlas(catalogue: Catalogue, plates: Plates) -> dict[str, Any]:
    return {
        "events": {
            event.id: {
                "title": event.title,
                "date": date_label(event.date),
                "kind": event.kind,
                "days": [event.span.earliest.isoformat(), event.span.latest.isoformat()],
                "sure": event.span.is_sure,
                "islands": event.islands,
                "chain": event.whole_chain,
                "places": [venue.place for venue in event.venues],
                "bounds": plates.bounds[event.id],
            }
            for event in catalogue.events.values()
        },
        "stories": {
            story: [event.id for event in sequence_of(catalogue, story).events]
            for story in catalogue.stories
        },
        "places": {
            place.id: {"name": place.names.en, "island": place.island}
            for place in catalogue.places.values()
        },
        "islands": {island.id: {"name": island.label.en} for island in catalogue.islands.values()},
        "labels": {
            **{it.id: it.names.en for it in catalogue.settlements.values()},
            **{it.id: it.names.en for it in catalogue.straits.values()},
        },
        "inset": plates.inset,
    }
