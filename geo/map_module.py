"""The map's script as an ES module: Folium's rendering with stable names.

Folium names everything by random numbers and expects a page of its own. The module is the same
text for the same record, so it can be served under its content hash, and draws into any element:

    import {draw} from "./draw.js";
    const {map, islands, reach, places, events} = draw(L, $, element);

`$` need only offer `ajax(name).done(callback)`, which hands over the shapes called `land`,
`chain`, `islands` and `reach` (GeoJSON).
"""

import json
import re
from collections.abc import Mapping
from itertools import count
from typing import cast

from branca.element import Figure
from folium.map import Layer

from geo.maps import AtlasMap

_RANDOM_NAME = re.compile(r"\b([a-z_]+)_([0-9a-f]{32})")


def module_of(atlas: AtlasMap) -> str:
    """The ES module of a map, which exports `draw(L, $, element)`."""
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
    return f"export function draw(L, $, element) {{\n{body}\n}}\n"


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
