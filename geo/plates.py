"""The plates: all that is drawn from shapes and positions, without a word in any language.

Drawing them takes Folium and geopandas, which take longer to import than everything else, so they
are imported only here: a server that starts with plates that are kept needs neither.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from geo.catalogue import Catalogue
from geo.pictures import Inset, ScaleDrawing

if TYPE_CHECKING:
    from geo.stills import EventStill, Still


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


def drawn_plates(catalogue: Catalogue) -> Plates:
    """The plates of a catalogue, drawn now."""
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
    groups = {
        island.id: drawing_to_scale(island, with_land=True) for island in islands if island.islets
    }
    return Plates(
        files={
            "draw.js": module_of(atlas).encode(),
            **{f"{name}.json": layer.encode() for name, layer in shapes().items()},
        },
        bounds={id: (box.west, box.south, box.east, box.north) for id, box in bounds.items()},
        inset=inset_of(),
        stills=stills,
        still_of=still_of,
        to_scale=dict(sorted(to_scale.items(), key=lambda it: it[1]["area"], reverse=True)),
        groups=groups,
    )
