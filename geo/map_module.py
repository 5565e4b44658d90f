"""The map's script as an ES module: Folium's rendering with stable names, and what it draws.

Folium names everything by random numbers and expects a page of its own. The module is the same
text for the same record, so it can be served under its content hash, and draws into any element:

    import {draw, atlas} from "./map.js";
    const {map, islands, reach, places, events} = draw(L, $, element);

`$` need only offer `ajax(name).done(callback)`, which hands over the shapes called `land`,
`chain`, `islands` and `reach` (GeoJSON).
"""

import json
import re
from collections.abc import Mapping
from itertools import count
from typing import Any, cast

from branca.element import Figure
from folium.map import Layer

from geo.catalogue import Catalogue
from geo.dates import date_label
from geo.drawings import inset_of
from geo.maps import AtlasMap
from geo.stories import sequence_of

_RANDOM_NAME = re.compile(r"\b([a-z_]+)_([0-9a-f]{32})")


def module_of(atlas: AtlasMap, catalogue: Catalogue) -> str:
    """The ES module of a map: `draw(L, $, element)` and the constant `atlas`.

    `atlas` holds what the page says about the drawing: `events`, `places`, `islands` by id, the
    `stories` as lists of event ids, the `labels` of settlements and straits, and the `inset`.
    """
    figure = cast(Figure, atlas.map.get_root())
    figure.render()
    script = figure.script.render()
    name = atlas.map.get_name()
    script = script.replace(f'"{name}"', "element", 1)
    parts = {
        "map": name,
        **{
            layer: getattr(atlas, layer).get_name()
            for layer in ("land", "chain", "islands", "reach")
        },
        **{
            part: _object(_names(getattr(atlas, part)))
            for part in ("places", "settlements", "straits")
        },
        "events": _object({id: drawing.group.get_name() for id, drawing in atlas.events.items()}),
        "baseMaps": _object(_names(atlas.base_maps)),
    }
    body = _stable_names(f"{script}\nreturn {_object(parts)};")
    constants = json.dumps(_atlas(atlas, catalogue), ensure_ascii=False, separators=(",", ":"))
    return (
        f"export const atlas = {constants};\nexport function draw(L, $, element) {{\n{body}\n}}\n"
    )


def _names(layers: Mapping[str, Layer]) -> dict[str, str]:
    return {id: layer.get_name() for id, layer in layers.items()}


def _object(names: dict[str, str]) -> str:
    return "{" + ", ".join(f"{json.dumps(key)}: {name}" for key, name in names.items()) + "}"


def _stable_names(script: str) -> str:
    """Random names replaced by counted ones, and blank lines and indents taken out."""
    numbers: dict[str, int] = {}
    counter = count(1)

    def stable(match: re.Match[str]) -> str:
        if match[0] not in numbers:
            numbers[match[0]] = next(counter)
        return f"{match[1]}_{numbers[match[0]]}"

    return "\n".join(
        line.strip() for line in _RANDOM_NAME.sub(stable, script).splitlines() if line.strip()
    )


def _atlas(atlas: AtlasMap, catalogue: Catalogue) -> dict[str, Any]:
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
                "bounds": atlas.events[event.id].bounds,
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
        "inset": inset_of(),
    }
