"""The plates: all that is drawn from shapes and positions, without a word in any language.

Drawing them takes Folium and geopandas, which take longer to import than everything else; a server
that starts with plates that are kept needs neither.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from geo.catalogue import SHIPPED_RECORD, Catalogue, shipped_catalogue
from geo.kept import fingerprint, kept
from geo.pictures import Inset, ScaleDrawing

if TYPE_CHECKING:
    from geo.stills import EventStill, Still

ROOT = Path(__file__).parent.parent
DRAWN_WITH = ("folium", "branca", "geopandas", "shapely", "pyproj")
_FACTS = "facts.json"


@dataclass(frozen=True)
class Plates:
    """`files` are what the browser draws from, by name; the rest is by event or island id.

    `bounds` are west, south, east, north in degrees of the Pacific-centred view. `stills` are the
    pictures of the map before there is a map, each for the events in `still_of`. `to_scale` are the
    islands at one scale, the largest first; `groups` those that are groups, with the shores beside.
    """

    files: Mapping[str, bytes]
    bounds: Mapping[str, tuple[float, float, float, float]]
    inset: Inset
    stills: Mapping[str, "Still"]
    still_of: Mapping[str, "EventStill"]
    to_scale: Mapping[str, ScaleDrawing]
    groups: Mapping[str, ScaleDrawing]


@cache
def shipped_plates() -> Plates:
    """The plates of the record that ships with the atlas, drawn only when they are not kept."""
    catalogue = shipped_catalogue()
    made_from = fingerprint(
        [
            *SHIPPED_RECORD.rglob("*.toml"),
            *(ROOT / "assets" / "geo").glob("*.geojson"),
            *(ROOT / "geo").glob("*.py"),
        ],
        DRAWN_WITH,
    )
    return _plates(kept("plates", made_from, lambda: _drawn(catalogue)))


def drawn_plates(catalogue: Catalogue) -> Plates:
    """The plates of a catalogue, drawn now."""
    return _plates(_drawn(catalogue))


def _plates(files: Mapping[str, bytes]) -> Plates:
    facts: dict[str, Any] = json.loads(files[_FACTS])
    return Plates({name: files[name] for name in files if name != _FACTS}, **facts)


def _drawn(catalogue: Catalogue) -> dict[str, bytes]:
    from geo.drawings import drawing_to_scale, inset_of
    from geo.map_module import module_of
    from geo.maps import build_map
    from geo.shapes import shapes
    from geo.stills import stills_of

    atlas = build_map(catalogue)
    bounds = {id: drawing.bounds for id, drawing in atlas.events.items()}
    stills, still_of = stills_of(catalogue, bounds)
    islands = catalogue.islands.values()
    to_scale = {island.id: drawing_to_scale(island) for island in islands}
    facts = {
        "bounds": bounds,
        "inset": inset_of(),
        "stills": stills,
        "still_of": still_of,
        "to_scale": dict(sorted(to_scale.items(), key=lambda it: it[1]["area"], reverse=True)),
        "groups": {
            island.id: drawing_to_scale(island, with_land=True)
            for island in islands
            if island.islets
        },
    }
    return {
        "draw.js": module_of(atlas).encode(),
        **{f"{name}.json": layer.encode() for name, layer in shapes().items()},
        _FACTS: json.dumps(facts, separators=(",", ":")).encode(),
    }
